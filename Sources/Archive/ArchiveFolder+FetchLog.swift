// The log of fetches in an archive: read, noted in, and merged with another one's.

public import Model

extension ArchiveFolder {
  /// What is known of fetches and merges.
  public func fetchLog() throws(ArchiveError) -> FetchLog {
    FetchLog(try files.read(Layout.fetches) ?? [])
  }

  /// Notes that rows came late, before they are stored; what a run that was cut off noted then is not noted again.
  mutating func note(_ late: LateRows) throws(ArchiveError) {
    guard !late.ids.isEmpty else { return }
    let known = Set(try fetchLog().lateRows.filter { $0.time == late.time }.flatMap(\.ids))
    let new = LateRows(time: late.time, ids: late.ids.filter { !known.contains($0) })
    if !new.ids.isEmpty { try files.append(new.line, to: Layout.fetches) }
  }

  /// Notes that a fetch came to its end, with what is complete now.
  ///
  /// - Parameters:
  ///   - time: when, by the bank's clock.
  ///   - late: the ids of rows that came late, as `ArchiveChanges` has them.
  /// - Throws: `ArchiveError`.
  public mutating func noteFetch(at time: Instant, late: [String]) throws(ArchiveError) {
    var mark = FetchMark(time: time, late: late.sorted())
    for account in try coverage() { mark.complete[account.accountID] = account.complete }
    try files.append(mark.line, to: Layout.fetches)
    try files.seal()
  }

  /// Takes in what is known of fetches and merges elsewhere.
  mutating func merge(_ log: FetchLog) throws(ArchiveError) {
    let bytes = try fetchLog().united(with: log)
    // One order, whichever of the two had lines to merge.
    if try files.read(Layout.fetches) ?? [] != bytes {
      try files.replace(Layout.fetches, with: bytes)
    }
  }
}
