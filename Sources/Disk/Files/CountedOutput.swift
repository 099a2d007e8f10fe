// An output whose bytes are counted while they go out.

package import Bytes

/// An output stream that counts its bytes.
package struct CountedOutput {
  /// What the output is called.
  package let name: String
  /// Where bytes go.
  package var stream: OutputStream
  /// How many have gone.
  package private(set) var bytes = 0

  /// Begins to write a file.
  package init(_ name: String, _ file: File) {
    self.name = name
    stream = OutputStream(file)
  }

  /// Appends what a writer writes.
  package mutating func append(_ write: (inout ByteWriter) -> Void) throws(StorageError) {
    write(&stream.writer)
    try drain()
  }

  /// Appends bytes that were written elsewhere.
  package mutating func append(contentsOf file: File) throws(StorageError) {
    try file.rewind()
    while try file.read(upTo: 1 << 18, appendingTo: &stream.writer.bytes) > 0 { try drain() }
  }

  private mutating func drain() throws(StorageError) {
    let before = stream.writer.count
    try stream.drain()
    bytes += before - stream.writer.count
  }

  /// Hands on everything.
  package mutating func finish() throws(StorageError) {
    bytes += stream.writer.count
    try stream.finish()
  }
}
