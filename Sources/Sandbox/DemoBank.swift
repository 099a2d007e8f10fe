// A demo bank's data: one invented household of two people, three years of it, made from a seed and the time at
// which the history ends. The same seed and time give the same bytes on every machine. All names, numbers and
// addresses are invented.

public import Model

/// The data of a bank with one invented household: the demo's, from 1 July 2023 to 18 July 2026, unless another
/// end is asked for.
///
/// Three accounts (current, joint, Flex) and five pots, whose hidden accounts have rows too. Every account
/// and pot begins at zero, so that its balance is the sum of its rows: pending rows counted, declined ones not.
///
///     let bank = DemoBank(seed: 1)
///     bank.forEachRecord { line in output.append(contentsOf: line) }
public struct DemoBank: Sendable {
  /// The number of rows over all accounts and pots.
  public let transactionCount: Int
  /// The point in time at which everything is read from the bank: no row is later.
  public let asOf: Instant

  package let drafts: Drafts
  package let entries: [Entry]
  /// How many everyday rows are added to them.
  let everydayCount: Int
  var balances = [Int64](repeating: 0, count: DemoAccount.allCases.count)
  var spentToday = [Int64](repeating: 0, count: DemoAccount.allCases.count)

  /// Creates the household with a given number of rows.
  ///
  /// With fewer rows than it makes by itself its history ends early; with more, everyday payments are added,
  /// as of a household that buys far too much coffee. Rows are made when they are read: memory does not grow.
  ///
  /// - Parameters:
  ///   - seed: What everything is made from.
  ///   - transactions: The number of rows over all accounts and pots; below zero is zero.
  public init(seed: UInt64, transactions: Int) {
    self.init(Drafts(seed: seed), transactions: max(0, transactions)) { history in
      DemoBank.whole(history, atMost: max(0, transactions))
    }
  }

  /// Creates the household with a history that ends at a time.
  ///
  /// It begins on a first of July, three to four years earlier. Wages, bills and clock changes are those of its own
  /// years. Two times in the same year from July to June give one household: its rows are the same but for the last
  /// days before the earlier time, in which payments were still to settle.
  ///
  /// - Parameters:
  ///   - seed: What everything is made from.
  ///   - asOf: When the history ends, between 2000 and 2099.
  ///   - transactions: The number of rows over all accounts and pots. With fewer rows than the household makes by
  ///     itself, some of them from the first to the last, no account or pot below zero; with more, everyday payments
  ///     are added, spread evenly over the whole time.
  ///   - years: How many years before the last July the current and the joint account were opened; three at least,
  ///     twenty at most. The household's own rows, which are of the last three years, are then at most half of all.
  public init(
    seed: UInt64 = 1, asOf: Instant = DemoBank.asOf, transactions: Int? = nil, years: Int? = nil
  ) {
    let drafts = Drafts(
      seed: seed, calendar: HouseholdCalendar(asOf: asOf), years: years.map { min(20, max(3, $0)) })
    let count = transactions.map { max(0, $0) }
    self.init(drafts, transactions: count) { history in
      count.map { HistorySample.of(history, atMost: years == nil ? $0 : $0 / 2) } ?? history
    }
  }

  private init(_ drafts: Drafts, transactions: Int? = nil, _ choose: ([Entry]) -> [Entry]) {
    self.drafts = drafts
    asOf = Instant(milliseconds: drafts.calendar.now)
    entries = choose(Household.history(drafts))
    transactionCount = transactions ?? entries.count
    everydayCount = transactionCount - entries.count
    addUp()
  }

  /// The years in which a history can end.
  public static let yearsOfEnd = 2000...2099

  /// Whether a history can end at a time, by London's calendar.
  public static func canEnd(at time: Instant) -> Bool {
    yearsOfEnd.contains(TimeZoneRules.london.date(of: time).parts.year)
  }

  /// The point in time at which the demo's history ends, 2026-07-18T09:30:00Z.
  public static var asOf: Instant { Instant(milliseconds: DemoTime.now) }

  /// The longest beginning of a history, so many rows at most, that parts no transfer's two sides.
  private static func whole(_ history: [Entry], atMost count: Int) -> [Entry] {
    var open: Set<Int> = []
    var end = 0
    for (index, entry) in history.prefix(count).enumerated() {
      if let transfer = entry.transfer, open.remove(transfer) == nil { open.insert(transfer) }
      if open.isEmpty { end = index + 1 }
    }
    return Array(history.prefix(end))
  }

  /// The everyday rows, from the first one.
  var everyday: EverydaySpending {
    let last = entries.count < 100 ? drafts.calendar.now : entries[entries.count - 1].created
    return EverydaySpending(drafts: drafts, count: everydayCount, through: last)
  }

  private mutating func addUp() {
    let midnight = drafts.calendar.lastDay.at(0, 0)
    for entry in entries where !entry.isDeclined {
      balances[entry.register.rawValue] += entry.amount
      guard entry.created >= midnight, entry.countsAsSpending else { continue }
      spentToday[entry.register.rawValue] += entry.amount
    }
    var plans = everyday
    while let plan = plans.next() {
      balances[plan.register.rawValue] += plan.amount
      guard plan.created >= midnight, plan.shop != nil else { continue }
      spentToday[plan.register.rawValue] += plan.amount
    }
  }
}
