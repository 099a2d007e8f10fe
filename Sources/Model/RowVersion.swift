// Which of several records of one transaction is the better one: a single total order that the merge of
// inputs and the upsert into an archive both use. In order of weight: the better dialect, the later
// `updated`, settled over the rest, then the greater raw bytes, so that the answer never depends on order.

/// What of a record decides between it and another one with the same id.
public struct RowVersion: Sendable {
  /// The normalized row.
  public let row: Row
  private let raw: [UInt8]

  /// The version of a row.
  ///
  /// - Parameters:
  ///   - row: the normalized row.
  ///   - raw: the record's own bytes, white space between tokens gone.
  public init(_ row: Row, raw: [UInt8]) {
    self.row = row
    self.raw = raw
  }
}

extension RowVersion {
  /// The one row that several records of a transaction make: the best record, its nulls filled from the
  /// others, better ones first.
  ///
  /// - Parameter versions: the records, in any order.
  /// - Returns: nil when there is no record.
  public static func merged(_ versions: [RowVersion]) -> Row? {
    let sorted = versions.sorted { $1 < $0 }
    guard var row = sorted.first?.row else { return nil }
    for version in sorted.dropFirst() { row.fillNulls(from: version.row) }
    return row
  }
}

extension RowVersion: Comparable {
  /// Whether the left record is superseded by the right one.
  public static func < (left: RowVersion, right: RowVersion) -> Bool {
    let (one, other) = (left.row, right.row)
    if one.source != other.source { return one.source.rawValue > other.source.rawValue }
    if one.updated != other.updated {
      guard let later = other.updated else { return false }
      return one.updated.map { $0 < later } ?? true
    }
    let (oneSettled, otherSettled) = (one.status == .settled, other.status == .settled)
    if oneSettled != otherSettled { return otherSettled }
    return left.raw.lexicographicallyPrecedes(right.raw)
  }

  /// Whether neither is the better one.
  public static func == (left: RowVersion, right: RowVersion) -> Bool {
    !(left < right) && !(right < left)
  }
}

extension Row {
  /// Takes from another record of the same transaction every field that is null here.
  public mutating func fillNulls(from other: Row) {
    if updated == nil { updated = other.updated }
    if settled == nil, status == .settled { settled = other.settled }
    if postedDate == nil, status == .settled { postedDate = other.postedDate }
    if localAmount == nil { localAmount = other.localAmount }
    if includeInSpending == nil { includeInSpending = other.includeInSpending }
    if merchant == nil { merchant = other.merchant }
    if tie == 0 { tie = other.tie }
    for field in RowText.allCases where range(field) == nil && !field.belongsToStatus {
      if let range = other.range(field) { set(field, other.storage, range) }
    }
    for field in ProvenanceField.allCases where self[provenance: field] == nil {
      self[provenance: field] = other[provenance: field]
    }
  }
}

extension RowText {
  /// Whether the field says why a payment did not happen: a payment that did must never inherit it.
  fileprivate var belongsToStatus: Bool { self == .declineReason }
}
