// What the archive has in windows that were read whole, held against what their pages held: rows that the
// bank no longer has, and rows whose time it changed so that they are in two months.

internal import Model

/// A row that is in one month and was seen in another.
struct MovedRow {
  let id: String
  let from: Month
  let to: Month
}

/// The comparison of an account's rows with the windows that were read whole.
struct WindowCheck {
  private let windows: [Sightings]
  private let open: [Sightings]
  /// Rows that are in another month than the one they were seen in.
  private(set) var moved: [MovedRow] = []
  /// Final rows that were in no page.
  private(set) var missing: [RawTransaction] = []

  init(_ windows: [Sightings], open: [Sightings]) {
    self.windows = windows
    self.open = open
  }

  var isEmpty: Bool { windows.isEmpty }

  func touches(_ month: Month) -> Bool { windows.contains { $0.touches(month) } }

  /// Takes the rows out of a partition that are not final and that the bank no longer has.
  mutating func takeVanished(from partition: inout Partition, _ month: Month) -> [RawTransaction] {
    guard touches(month) else { return [] }
    var gone: Set<String> = []
    for row in partition.rows {
      if let place = place(of: row.id) {
        if place != month { moved.append(MovedRow(id: row.id, from: month, to: place)) }
      } else if windows.contains(where: { $0.mustHold(row.created) }) {
        if row.isSettled { missing.append(row) } else { gone.insert(row.id) }
      }
    }
    return partition.remove { gone.contains($0.id) }
  }

  /// Whether a row that is in a month cannot be: a page had it in another one, or had to have it and did not.
  func contradicts(_ row: RawTransaction, in month: Month) -> Bool {
    if let place = place(of: row.id) { return place != month }
    return windows.contains { $0.mustHold(row.created) }
  }

  /// The month in which a row was seen by any window of this run.
  private func place(of id: String) -> Month? {
    for window in windows { if let month = window.month(of: id) { return month } }
    for window in open { if let month = window.month(of: id) { return month } }
    return nil
  }
}
