// Damage that the user accepts: an edit that was made on purpose, or a loss that nothing brings back. What is there
// is right from then on, and a line says what was accepted.

public import Bytes
public import Model

extension ArchiveFolder {
  /// Takes every damaged file as it is, and time that lacks rows because of damage for complete.
  ///
  /// - Parameter now: when it is accepted.
  /// - Returns: what was accepted.
  /// - Throws: `ArchiveError`.
  public mutating func acceptDamage(now: Instant) throws(ArchiveError) -> [FileDamage] {
    let accepted = damage
    for damage in accepted { try files.append(damage.acceptedLine(now), to: Layout.accepted) }
    var writes: [FileWrite] = []
    for var coverage in try coverage() {
      guard let span = coverage.span, coverage.isDamaged(in: span) else { continue }
      coverage.trust(span)
      writes.append(
        FileWrite(Layout.coverage(of: coverage.accountID), CoverageFile.bytes(coverage)))
    }
    try files.write(writes)
    for path in (files.digests?.entries ?? [:]).keys { files.forgetLoss(path) }
    try files.seal()
    damage = []
    return accepted
  }

  /// How many files were accepted as they are though they were damaged.
  public func acceptedCount() throws(ArchiveError) -> Int {
    (try files.read(Layout.accepted) ?? []).count { $0 == 0x0A }
  }
}

extension FileDamage {
  /// The line that says that it was accepted.
  fileprivate func acceptedLine(_ now: Instant) -> [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("accepted", "\(now)")
      json.member("path", path)
      write(to: &json)
    }
  }

  /// Writes what the file held and what it holds as members of an object.
  public func write(to json: inout JSONWriter) {
    func facts(_ name: String, _ facts: FileFacts?) {
      guard let facts else { return json.member(name, String?.none) }
      json.member(name, in: .spaced) { json in
        json.member("bytes", facts.bytes)
        json.member("rows", facts.rows)
        json.member("sum_minor", facts.sum)
        json.member("first", facts.first?.description)
        json.member("last", facts.last?.description)
        json.member("digest", Digest64.text(facts.digest))
      }
    }
    facts("held", held)
    facts("found", found)
  }
}
