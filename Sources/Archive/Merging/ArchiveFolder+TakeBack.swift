// Damaged files of which another archive, most often a backup, still has what they held: put back byte for byte, which
// is as if they never had been damaged.

internal import Bytes
public import Disk
internal import Model

extension ArchiveFolder {
  /// Puts back damaged files before the archive is opened for writing, which would take the damage for a fact.
  ///
  /// The caller holds the lock, and has had the archive checked.
  ///
  /// - Returns: the files.
  /// - Throws: `ArchiveError`.
  public mutating func putBack<Other: Disk>(
    from other: ArchiveFolder<Other>
  ) throws(ArchiveError) -> [String] {
    var restored: [String] = []
    // What the list says of the files is right again without a word in it.
    var plain = DurableFiles(disk)
    for damage in damage where !damage.isKnown {
      guard let held = damage.held, let bytes = try other.trusted(damage.path), held.isOf(bytes)
      else { continue }
      try plain.replace(damage.path, with: bytes)
      restored.append(damage.path)
    }
    damage.removeAll { restored.contains($0.path) }
    return restored
  }

  /// Puts back what files lost that an earlier run took as they were, unless something else came into them since.
  mutating func takeBack<Other: Disk>(
    from other: ArchiveFolder<Other>
  ) throws(ArchiveError) -> [String] {
    var restored: [String] = []
    for (path, entry) in (files.digests?.entries ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let lost = entry.lost, lost.bytes > 0, let bytes = try other.trusted(path),
        lost.isOf(bytes)
      else { continue }
      if case .coverage(let account) = ArchivePath(path) {
        try takeBack(CoverageFile.parse(bytes), of: account)
      } else {
        let found = JSONLines.set(try files.read(path) ?? [])
        guard path.hasSuffix(".jsonl"), found.isSubset(of: JSONLines.set(bytes)) else { continue }
        try files.replace(path, with: bytes)
        try trustMonth(of: path)
      }
      files.forgetLoss(path)
      restored.append(path)
    }
    damage.removeAll { restored.contains($0.path) }
    files.damaged.subtract(restored)
    return restored
  }

  /// The month of a partition is complete again as far as it was.
  private mutating func trustMonth(of path: String) throws(ArchiveError) {
    guard case .partition(let account, let month) = ArchivePath(path),
      !isDamaged(Layout.coverage(of: account)), var coverage = try coverage(of: account)
    else { return }
    coverage.trust(month.windowInUTC)
    try files.replace(Layout.coverage(of: account), CoverageFile.bytes(coverage))
  }

  /// What was complete is so again, but for months that are damaged.
  private mutating func takeBack(
    _ lost: AccountCoverage?, of account: String
  ) throws(ArchiveError) {
    guard let lost else { return }
    var coverage = try coverage(of: account) ?? AccountCoverage(accountID: account)
    coverage.gaps.removeAll { $0.reason == .damaged }
    coverage.merge(lost)
    for (path, entry) in files.digests?.entries ?? [:] where entry.lost != nil {
      if case .partition(account, let month) = ArchivePath(path) {
        coverage.distrust(month.windowInUTC)
      }
    }
    try files.replace(Layout.coverage(of: account), CoverageFile.bytes(coverage))
  }
}
