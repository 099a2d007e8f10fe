// An archive as the stages read it: its files in a fixed order, and what it holds beside its rows: when the bank
// was asked last, which windows are complete, and the slugs that accounts and pots keep.

package import Archive
import Bytes
package import Disk
package import Model
import Normalize

/// An archive that is read.
public struct ArchiveReading {
  package var disk: SystemDisk { folder.disk }
  /// The archive's folder, open for reading.
  package private(set) var folder: ArchiveFolder<SystemDisk>
  /// What the bank sent of accounts, pots and balances.
  let references: [ArchivePart]
  /// Rows as the bank's API of today sent them, by account and month.
  let transactions: [ArchivePart]
  /// Rows of other dialects.
  let imports: [ArchivePart]
  /// What rows were, by account.
  let history: [ArchivePart]
  /// When fetches ended, what came late, and when the archive became one with another.
  let fetchLog: FetchLog
  /// What is known beside the files: pots by their accounts, and when the bank was asked.
  package private(set) var referenceKnowledge = Knowledge.empty
  /// Which windows of time are complete, one entry an account.
  package private(set) var coverage: [AccountCoverage]
  /// The slugs that accounts and pots keep, by id.
  package let names: [String: String]

  /// Opens an archive for reading.
  ///
  /// - Throws: `PipelineError` when there is none; `ArchiveError`.
  public init(_ path: String) throws {
    var folder = try ArchiveReading.opened(SystemDisk(path), path)
    try folder.check()
    let imported = try folder.imports().map { ArchivePart(imported: $0) }
    references =
      try folder.referenceFiles().map { ArchivePart(reference: $0) }
      + imported.filter(\.isOfReferences)
    transactions = try folder.partitions().map { ArchivePart(rows: $0) }
    imports = imported.filter { !$0.isOfReferences }
    history = try folder.historyFiles().map { ArchivePart(history: $0) }
    fetchLog = try folder.fetchLog()
    coverage = try folder.coverage()
    names = try folder.names()
    referenceKnowledge.bankUser = try folder.identity()
    self.folder = folder
    for account in coverage {
      if let pot = account.potID { referenceKnowledge.add(pot: pot, heldBy: account.accountID) }
    }
    for part in references where part.name.hasSuffix(".json") {
      if let seen = try ArchiveReading.seen(folder.read(part.name) ?? []) {
        referenceKnowledge.see(seen)
      }
    }
  }

  /// Opens an archive.
  ///
  /// - Throws: `PipelineError` when there is none; `ArchiveError`.
  package static func opened(
    _ disk: SystemDisk, _ path: String
  ) throws -> ArchiveFolder<SystemDisk> {
    do { return try ArchiveFolder(reading: disk) } catch {
      guard case .missing = error else { throw error }
      throw PipelineError.noArchive(path: path)
    }
  }

  /// When the bank gave the answer that a file holds.
  private static func seen(_ bytes: [UInt8]) -> Instant? {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil else { return nil }
    return tape.member("seen", of: 0, in: bytes).flatMap { tape.string($0, in: bytes) }
      .flatMap { Instant($0) }
  }

  /// The accounts and pots that the archive knows, without reading a row.
  package func book() throws -> ReferenceBook {
    var book = ReferenceBook()
    for part in references {
      book.add(answer: try disk.read(part.name) ?? [], of: part.account)
    }
    return book
  }

  /// What of the archive does not hold what was written into it.
  package var damage: [FileDamage] { folder.damage }

  /// Holds parts against what was written into them, byte by byte.
  ///
  /// - Throws: `ArchiveError`.
  mutating func check(_ parts: [String]) throws {
    try folder.check(parts)
    coverage = try folder.coverage()
  }

  /// Reads every file, and looks into it.
  ///
  /// - Throws: `ArchiveError`.
  mutating func verify(_ observer: PipelineObserver) throws -> ArchiveVerification {
    let verification = try folder.verify { path, bytes in
      observer.progress(PipelineObserver.Progress(file: path, bytes: bytes))
    }
    observer.progress(nil)
    coverage = try folder.coverage()
    return verification
  }

  /// The absolute path of a part.
  func path(_ part: ArchivePart) -> String { disk.absolute(part.name) }

  /// A part, ready to be read.
  func input(_ part: ArchivePart) throws -> InputReader {
    try InputReader(
      part.name, path: path(part), account: part.account, digest: folder.digest(of: part.name))
  }
}
