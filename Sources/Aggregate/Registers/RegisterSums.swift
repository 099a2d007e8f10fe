// What the head and the foot of a statement say of its rows: which days they span and what they sum to.

public import Model

/// What the rows of one register were seen to hold.
public struct RegisterSums: Equatable, Sendable {
  /// How many entries are settled money.
  public private(set) var settledCount = 0
  /// The sum of those entries, in minor units.
  public private(set) var settledMinor: Int128 = 0
  private var createdDays: DayRange?
  private var settledDays: DayRange?
  private var unbookedMinor: Int128 = 0
  private var runningMinor: Int128?

  /// No rows.
  public init() {}

  /// The days that the settled entries span; null when there is none.
  public func days(_ basis: DateBasis) -> DayRange? {
    basis == .settled ? settledDays : createdDays
  }

  /// The balance after the last entry as the rows themselves say it: the last running balance of an own
  /// row, later entries counted, those taken off that are not booked; null when no row has one.
  public var closingMinor: Int128? { runningMinor.map { $0 - unbookedMinor } }

  /// Takes in an entry; they must come in order.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - isWritten: whether a file of booked money may hold it; false for one that another file holds.
  ///   - includesPending: whether files hold what is pending.
  mutating func add(
    _ entry: Register.Entry, isWritten: Bool = true, _ includesPending: Bool = false
  ) {
    let row = entry.row
    guard row.countsAsMoney else { return }
    if !entry.isMirror, let balance = row.balanceMinor {
      runningMinor = Int128(balance)
    } else if let running = runningMinor {
      runningMinor = running + Int128(entry.amountMinor)
    }
    if row.status == .pending && !includesPending || !isWritten {
      unbookedMinor += Int128(entry.amountMinor)
      return
    }
    settledCount += 1
    settledMinor += Int128(entry.amountMinor)
    widen(entry)
  }

  /// Takes in the days of an entry.
  mutating func widen(_ entry: Register.Entry) {
    createdDays = RegisterSums.widened(createdDays, entry.date(.created))
    settledDays = RegisterSums.widened(settledDays, entry.date(.settled))
  }

  private static func widened(_ days: DayRange?, _ date: CivilDate) -> DayRange {
    guard let days else { return DayRange(from: date, through: date) }
    return DayRange(from: min(days.from, date), through: max(days.through, date))
  }
}
