// The household lives its days from the first to the last; every day each topic of life may write rows.
// Nothing here looks at a clock or at chance: the seed decides everything.

internal import Model

struct Household {
  let seed: UInt64
  let drafts: Drafts
  let story: Story
  private(set) var entries: [Entry] = []
  private var balances = [Int64](repeating: 0, count: DemoAccount.allCases.count)
  /// Interest not yet paid, in pence times basis points times days.
  var accrued = [Int64](repeating: 0, count: DemoAccount.allCases.count)
  /// What the Flex plan is owed, by month.
  var instalments: [Month: Int64] = [:]
  private var taken: Set<Milliseconds> = []
  private var transfers = 0

  private init(_ drafts: Drafts) {
    seed = drafts.seed
    self.drafts = drafts
    story = Story(drafts.calendar)
  }

  static func history(_ drafts: Drafts) -> [Entry] {
    var household = Household(drafts)
    var day = drafts.calendar.firstDay
    while day <= drafts.calendar.lastDay {
      household.live(day)
      day = day.adding(days: 1)
    }
    return household.entries.sorted { $0.created < $1.created }
  }

  private mutating func live(_ day: CivilDate) {
    playScenes(on: day)
    receiveWages(on: day)
    payBills(on: day)
    paySubscriptions(on: day)
    if let trip = story.trip(on: day) {
      travel(trip, on: day)
    } else {
      commute(on: day)
      buyGroceries(on: day)
      eatOut(on: day)
      shop(on: day)
      drive(on: day)
      seeFriends(on: day)
    }
    prepareTrips(on: day)
    payInstalments(on: day)
    save(on: day)
    keepAfloat(on: day)
    accrueInterest()
  }

  var calendar: HouseholdCalendar { drafts.calendar }

  func balance(_ register: DemoAccount) -> Int64 { balances[register.rawValue] }

  /// The stream of random numbers of a topic on a day.
  func random(_ topic: Topic, _ day: CivilDate) -> Random {
    Random(seed: seed, topic, Int64(day.days))
  }

  /// Writes a row.
  ///
  /// - Returns: The row's identifier; nil when the row lies after "now" or before its account was opened,
  ///   so that nobody writes it.
  @discardableResult
  mutating func post(_ draft: Entry) -> Identifier? {
    guard draft.created <= calendar.now, draft.created > calendar.opened(draft.register) else {
      return nil
    }
    var entry = draft
    // No two rows share a millisecond, so that time alone decides every order.
    while !taken.insert(entry.created).inserted { entry.created += 1 }
    var random = Random(seed: seed, .entry, entry.created)
    entry.salt = random.next() >> 1
    entry = entry.seen(at: calendar.now)
    if !entry.isDeclined { balances[entry.register.rawValue] += entry.amount }
    entries.append(entry)
    return entry.id
  }

  /// Writes both sides of a transfer, or none of them.
  ///
  /// - Returns: The identifier of the first side.
  @discardableResult
  mutating func post(transfer sides: [Entry]) -> Identifier? {
    // A second of room, because equal times move a row on by milliseconds.
    let isPossible = sides.allSatisfy { side in
      side.amount != 0 && side.created + 1000 <= calendar.now
        && side.created > calendar.opened(side.register)
    }
    guard isPossible else { return nil }
    transfers += 1
    var identifier: Identifier?
    for var side in sides {
      side.transfer = transfers
      let posted = post(side)
      identifier = identifier ?? posted
    }
    return identifier
  }

  /// Writes a card payment, and the round-up that it causes.
  @discardableResult
  mutating func pay(_ payment: Entry) -> Identifier? {
    var payment = payment
    let change = -payment.amount % 100
    if payment.register == .current, payment.amount < 0, change > 0, payment.authorised == nil,
      payment.created > calendar.opened(.coins)
    {
      let roundUp = drafts.pot(
        .coins, 100 - change, trigger: "coin_jar", at: payment.created + 1640)
      if let id = post(transfer: roundUp) {
        payment.metadata.append(("coin_jar_transaction", .id(id)))
      }
    }
    return post(payment)
  }
}
