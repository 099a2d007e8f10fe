// Output that grows: bytes are gathered and handed on a piece at a time, so no format ever holds a whole file.

package import Bytes

/// A file being written through a buffer.
package struct OutputStream {
  private static let pieceBytes = 1 << 18

  private let file: File
  /// Where writers append; call `drain` after each row.
  package var writer = ByteWriter(reservingCapacity: OutputStream.pieceBytes + 1 << 14)

  /// Begins to write a file.
  package init(_ file: File) { self.file = file }

  /// Hands on what was gathered when it is enough.
  package mutating func drain() throws(StorageError) {
    if writer.count >= OutputStream.pieceBytes { try flush() }
  }

  /// Hands on everything and, where the file takes the place of another, puts it there.
  package mutating func finish() throws(StorageError) {
    try flush()
    try file.commit()
  }

  /// Hands on everything.
  package mutating func flush() throws(StorageError) {
    try file.write(writer.bytes)
    writer.removeAll()
  }
}
