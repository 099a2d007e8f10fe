// What parts of an archive teach, kept in its cache folder, a file a part:
//
//   stamp       16 bytes   which file in which state, read by which version, for which time zone
//   check        8 bytes   the digest of all that follows
//   other rows             how many, then the keys of rows that are no movements
//   knowledge              as `Knowledge.coded` spells it
//
// A file of another stamp or with a wrong digest is as good as none. Writing may fail, and that is no error: an
// archive on a disk that cannot be written to is read all the same.

import Archive
import Bytes
import Disk
import Model

/// Pieces of knowledge on disk.
struct KnowledgeCache {
  private static let formatVersion = 2

  private let disk: SystemDisk
  private let reader: String

  init(_ disk: SystemDisk, _ zone: TimeZoneRules) {
    self.disk = disk
    reader =
      "\(KnowledgeCache.formatVersion) \(PipelineSettings.version) \(zone.identifier) \(zone.digest)"
  }

  /// What a piece must begin with to be of a part as it is now.
  func stamp(_ part: ArchivePart, _ state: FileState) -> [UInt8] {
    let text =
      "\(reader) \(part.name) \(state.bytes) \(state.modifiedSeconds) \(state.modifiedNanoseconds) "
      + "\(state.number)"
    return LittleEndian.bytes(StableHash.of(text, seed: 1))
      + LittleEndian.bytes(StableHash.of(text, seed: 2))
  }

  private func path(of part: ArchivePart) -> String {
    "\(Layout.cache)/\(part.name.dropLast(".jsonl".count)).knowledge"
  }

  /// The piece of a part, if it is whole and of the stamp.
  func piece(of part: ArchivePart, _ stamp: [UInt8]) -> Piece? {
    guard let bytes = try? disk.read(path(of: part)), bytes.starts(with: stamp) else { return nil }
    return Piece(bytes)
  }

  /// Keeps a piece, if the disk lets it.
  func keep(_ piece: Piece, of part: ArchivePart, _ stamp: [UInt8]) {
    let path = path(of: part)
    var disk = disk
    _ = disk.keep(
      path, stamp + piece.bytes.dropFirst(stamp.count), draft: "\(path).\(ThisProcess.number)")
  }

  /// What one part teaches.
  struct Piece {
    private static let checkAt = 16, countAt = 24, rowsAt = 28

    let bytes: [UInt8]
    private let knowledgeAt: Int

    /// Puts a piece together, with room for the stamp.
    init(_ knowledge: Knowledge, _ otherRows: [RowKey]) {
      var body = LittleEndian.bytes(UInt32(otherRows.count))
      for row in otherRows {
        body += LittleEndian.bytes(UInt64(truncatingIfNeeded: row.bits))
        body += LittleEndian.bytes(UInt64(truncatingIfNeeded: row.bits >> 64))
      }
      knowledgeAt = Piece.countAt + body.count
      body += knowledge.coded
      let head = [UInt8](repeating: 0, count: Piece.checkAt)
      bytes = head + LittleEndian.bytes(Digest64.of(body)) + body
    }

    /// Reads a piece; nil when it is not whole.
    init?(_ bytes: [UInt8]) {
      guard bytes.count >= Piece.rowsAt else { return nil }
      let sum: UInt64 = LittleEndian.number(bytes, Piece.checkAt)
      let count: UInt32 = LittleEndian.number(bytes, Piece.countAt)
      knowledgeAt = Piece.rowsAt + 16 * Int(count)
      guard sum == Digest64.of(bytes[Piece.countAt...]), knowledgeAt <= bytes.count else {
        return nil
      }
      self.bytes = bytes
    }

    /// The rows that are no movements.
    var otherRows: [RowKey] {
      stride(from: Piece.rowsAt, to: knowledgeAt, by: 16).map { at in
        let low: UInt64 = LittleEndian.number(bytes, at)
        let high: UInt64 = LittleEndian.number(bytes, at + 8)
        return RowKey(bits: UInt128(high) << 64 | UInt128(low))
      }
    }

    func merge(into knowledge: inout Knowledge) throws(KnowledgeCodingError) {
      try knowledge.merge(coded: bytes, from: knowledgeAt)
    }
  }
}
