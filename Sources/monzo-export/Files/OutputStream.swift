// Output that grows: bytes are gathered and handed on a piece at a time, so no format ever holds a whole file.

import Archive
import Bytes

/// A file being written through a buffer.
struct OutputStream {
  private static let pieceBytes = 1 << 18

  private let file: File
  /// Where writers append; call `drain` after each row.
  var writer = ByteWriter(reservingCapacity: OutputStream.pieceBytes + 1 << 14)

  init(_ file: File) { self.file = file }

  /// Hands on what was gathered when it is enough.
  @inline(__always)
  mutating func drain() throws(StorageError) {
    if writer.count >= OutputStream.pieceBytes { try flush() }
  }

  /// Hands on everything and, where the file takes the place of another, puts it there.
  mutating func finish() throws(StorageError) {
    try flush()
    try file.commit()
  }

  /// Hands on everything.
  mutating func flush() throws(StorageError) {
    try file.write(writer.bytes)
    writer.removeAll()
  }
}
