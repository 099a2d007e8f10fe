// What may be taken from another archive: what is in files that are known to hold what was written into them. Time
// whose rows are damaged there is not taken for complete, and of an archive whose list is damaged no time is.

internal import Bytes
internal import Model

extension ArchiveFolder {
  /// Whether a file holds what was written into it, as far as that can be known.
  func isTrusted(_ path: String) -> Bool { !isDamaged(path) && !files.unknown.contains(path) }

  /// The bytes of a file; nil when there is none or it cannot be trusted.
  func trusted(_ path: String) throws(ArchiveError) -> [UInt8]? {
    isTrusted(path) ? try files.read(path) : nil
  }

  func trustedHistory(of account: String) throws(ArchiveError) -> [PastVersion] {
    isTrusted(Layout.history(of: account)) ? try history(of: account) : []
  }

  func trustedBalances(of account: String) throws(ArchiveError) -> [BalanceSeen] {
    isTrusted(Layout.balances(of: account)) ? try balances(of: account) : []
  }

  func trustedLog() throws(ArchiveError) -> FetchLog {
    isTrusted(Layout.fetches) ? try fetchLog() : FetchLog()
  }

  /// The rows of an account that are current, each by the hash of its version.
  func trustedBodies(of account: String) throws(ArchiveError) -> [RowKey: UInt128] {
    var bodies: [RowKey: UInt128] = [:]
    for month in try months(of: account) {
      let path = Layout.partition(of: account, month)
      guard let bytes = try trusted(path) else { continue }
      for row in try parse(bytes, path).rows { bodies[RowKey(row.id)] = StableHash.wide(row.body) }
    }
    return bodies
  }

  /// What is complete without what is damaged, and the gaps that the bank is the reason of.
  func trustedCoverage() throws(ArchiveError) -> [AccountCoverage] {
    if let list = files.digests, list.damagedLines > 0 { return [] }
    var lost: [String: [Month]] = [:]
    for damage in damage {
      if let (account, month) = damage.partition { lost[account, default: []].append(month) }
    }
    return try coverage().map { coverage in
      var coverage = coverage
      for month in lost[coverage.accountID] ?? [] { coverage.distrust(month.windowInUTC) }
      coverage.gaps.removeAll { $0.reason == .damaged }
      return coverage
    }
  }
}
