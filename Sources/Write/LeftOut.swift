// What an output does not hold, by id, because nothing may be dropped silently.

public import Aggregate
public import Model

/// The rows that a writer left out, and why.
public struct LeftOut: Equatable, Sendable, CustomStringConvertible {
  /// Why a row is not in a file of booked money.
  public enum Reason: Sendable {
    /// Its amount can still change.
    case pending
    /// It never moved money.
    case declined
    /// Its amount is zero.
    case zero
    /// It was exported with another period.
    case exported
  }

  /// Ids of pending rows, in the order of the rows.
  public private(set) var pending: [String] = []
  /// Ids of declined rows, in the order of the rows.
  public private(set) var declined: [String] = []
  /// Ids of rows of zero amount, in the order of the rows.
  public private(set) var zero: [String] = []
  /// Ids of rows that were exported with another period, in the order of the rows.
  public private(set) var exported: [String] = []

  /// Nothing is left out.
  public init() {}

  /// Whether nothing is left out.
  public var isEmpty: Bool {
    pending.isEmpty && declined.isEmpty && zero.isEmpty && exported.isEmpty
  }

  /// Counts a row.
  public mutating func add(_ row: Row, _ reason: Reason) {
    let id = row[.id] ?? ""
    switch reason {
    case .pending: pending.append(id)
    case .declined: declined.append(id)
    case .zero: zero.append(id)
    case .exported: exported.append(id)
    }
  }

  /// Counts an entry of a register, unless it is a mirror: its row is counted in the account.
  public mutating func add(_ entry: Register.Entry, _ reason: Reason) {
    if !entry.isMirror { add(entry.row, reason) }
  }

  /// `3 pending, 2 declined left out`; empty when nothing is.
  public var description: String {
    let lists = [
      (pending, "pending"), (declined, "declined"), (zero, "zero-amount"),
      (exported, "exported with another month"),
    ]
    let parts = lists.filter { !$0.0.isEmpty }.map { "\($0.0.count) \($0.1)" }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + " left out"
  }
}

extension Row {
  /// Why the row is no booked money; nil when it is.
  package func reasonToLeaveOut(includingPending: Bool = false) -> LeftOut.Reason? {
    switch status {
    case .declined: .declined
    case .pending where !includingPending: .pending
    default: amountMinor == 0 ? .zero : nil
    }
  }
}
