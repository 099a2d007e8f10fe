// What became of rows since an earlier time: one row against what was known of it.

public import Model
internal import Write

/// A row that is new, changed, settled or gone.
public struct RowDifference: Equatable, Sendable {
  /// What became of the row.
  public enum Sort: String, CaseIterable, Sendable {
    /// Nothing was known of it.
    case new
    /// Its amount, its day or its status is another one.
    case changed
    /// It was pending and is settled.
    case settled
    /// It is no more.
    case vanished
  }

  /// What was known of a row, or is now.
  public struct State: Equatable, Sendable {
    /// Settled, pending or declined.
    public var status: Status
    /// The amount, credit-positive for the account.
    public var amount: Money
    /// The day.
    public var date: CivilDate

    /// Creates a state.
    public init(_ status: Status, _ amount: Money, on date: CivilDate) {
      self.status = status
      self.amount = amount
      self.date = date
    }

    /// The state of a row.
    public init(_ row: Row) { self.init(row.status, row.amount, on: row.date) }
  }

  /// What became of it.
  public var sort: Sort
  /// The row's id.
  public var id: String
  /// The id of its account, or of the pot whose hidden account it is.
  public var register: String
  /// Its day.
  public var date: CivilDate
  /// Whom it was paid to or came from; nil when the row is no more.
  public var payee: String?
  /// What was known of it; nil when it is new.
  public var was: State?
  /// What it is now; nil when it is no more.
  public var now: State?

  /// The difference that a row makes; nil when it makes none.
  ///
  /// - Parameters:
  ///   - row: the row as it is now.
  ///   - register: the id of its account or pot.
  ///   - was: what was known of it.
  public init?(_ row: Row, in register: String, since was: State?) {
    let now = State(row)
    guard was != now else { return nil }
    sort =
      was == nil ? .new : was?.status == .pending && now.status == .settled ? .settled : .changed
    id = row[.id] ?? ""
    self.register = register
    date = row.date
    payee = row[.payee]
    self.was = was
    self.now = now
  }

  /// A row that is no more.
  public init(vanished id: String, in register: String, on date: CivilDate, _ was: State) {
    sort = .vanished
    self.id = id
    self.register = register
    self.date = date
    self.was = was
  }

  /// The order in which differences are reported: day, then id.
  public static func precedes(_ one: RowDifference, _ other: RowDifference) -> Bool {
    if one.date != other.date { return one.date < other.date }
    return one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
  }
}

/// How rows differ from what a destination was reported them.
public struct ExportDifferences: Sendable {
  private let history: ExportHistory
  private var found: [Bool]
  private let since: CivilDate
  /// What was found so far; what vanished comes with `finish`.
  public private(set) var all: [RowDifference] = []

  /// Begins a comparison.
  public init(_ history: ExportHistory) {
    self.history = history
    found = Array(repeating: false, count: history.marks.count)
    let complete = history.heads.filter { $0.accounts == nil }
    let firsts = complete.map { $0.days?.from ?? CivilDate(days: .min) }
    since = firsts.min() ?? CivilDate(days: .max)
  }

  /// Takes in a row as it is now.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - register: the id of its account, or of the pot whose hidden account it is.
  public mutating func learn(_ row: Row, in register: String) {
    guard let key = row.key else { return }
    let range = history.range(of: key)
    for index in range { found[index] = true }
    guard let latest = latest(in: range) else {
      // Rows before everything that was exported were never asked for.
      guard row.date >= since else { return }
      if let new = RowDifference(row, in: register, since: nil) { all.append(new) }
      return
    }
    // The mark of a pot's mirror has the opposite sign.
    var was = state(of: latest)
    if isOfPot(latest), history.owner(of: latest) != register {
      was.amount.minorUnits = 0 &- was.amount.minorUnits
    }
    if latest.manner == .gone { was.status = .declined }
    if let difference = RowDifference(row, in: register, since: was) { all.append(difference) }
  }

  /// The rows that are no more, and all others, in order.
  public mutating func finish() -> [RowDifference] {
    var at = 0
    while at < history.marks.count {
      let key = history.marks[at].key
      let end = history.marks[at...].firstIndex { $0.key != key } ?? history.marks.count
      if !found[at], let mark = latest(in: at..<end), mark.manner != .gone {
        all.append(
          RowDifference(
            vanished: history.id(of: mark), in: history.owner(of: mark), on: mark.date,
            state(of: mark)))
      }
      at = end
    }
    all.sort(by: RowDifference.precedes)
    return all
  }

  /// The last mark of a row, that of its own account where it is in a pot, too.
  private func latest(in range: Range<Int>) -> ExportHistory.Mark? {
    history.marks[range].lazy.filter { $0.manner != .adjusted }.max {
      (weight(of: $0), $0.head, isOfPot($0) ? 0 : 1) < (
        weight(of: $1), $1.head, isOfPot($1) ? 0 : 1
      )
    }
  }

  /// What was named of a row is later than that it was exported, and that later than that it was left out.
  private func weight(of mark: ExportHistory.Mark) -> Int {
    switch mark.manner {
    case .changed, .gone: 2
    case .exported, .late: 1
    default: 0
    }
  }

  private func isOfPot(_ mark: ExportHistory.Mark) -> Bool {
    history.owner(of: mark).hasPrefix("pot_")
  }

  private func state(of mark: ExportHistory.Mark) -> RowDifference.State {
    let status: Status =
      switch mark.manner {
      case .pending: .pending
      case .declined: .declined
      default: .settled
      }
    return RowDifference.State(status, Money(mark.minor, mark.currency), on: mark.date)
  }
}

extension ExportHistory {
  /// The account or pot of a mark's register.
  func owner(of mark: Mark) -> String {
    String(registers[Int(mark.register)].prefix { $0 != " " })
  }
}
