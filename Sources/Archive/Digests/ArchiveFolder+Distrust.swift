// Rows of a partition that was damaged: what the bank sends now is right, whatever the order of versions says, and what
// it does not send of a window that was read whole never was. So a changed digit does not outlive the next reading.

internal import Model

extension ArchiveFolder {
  /// Whether any partition may hold wrong rows.
  var distrustsRows: Bool {
    files.digests?.entries.contains { path, entry in
      entry.lost != nil && path.hasPrefix("\(Layout.transactions)/")
    } ?? false
  }

  /// Takes rows out of a partition that was damaged and that the bank contradicts.
  ///
  /// - Parameters:
  ///   - partition: the rows that are there.
  ///   - path: its file.
  ///   - rows: what came.
  ///   - account: whose rows they are.
  ///   - month: the month of the partition.
  ///   - check: the windows that were read whole.
  /// - Returns: the rows that were taken out.
  mutating func distrust(
    _ partition: inout Partition, _ path: String, _ rows: [RawTransaction], _ account: String,
    _ month: Month, _ check: WindowCheck
  ) -> [RawTransaction] {
    guard isDistrusted(path) else { return [] }
    let sent = pending.sent[account] ?? []
    let known = confirmed[account] ?? []
    var bodies: [RowKey: Set<[UInt8]>] = [:]
    for row in rows where sent.contains(RowKey(row.id)) {
      bodies[RowKey(row.id), default: []].insert(row.body)
    }
    confirmed[account, default: []].formUnion(bodies.keys)
    return partition.remove { row in
      let key = RowKey(row.id)
      if known.contains(key) { return false }
      if let bodies = bodies[key] { return !bodies.contains(row.body) }
      return check.contradicts(row, in: month)
    }
  }
}
