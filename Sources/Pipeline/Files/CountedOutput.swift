// An output whose bytes are counted while they go out.

import Archive
import Bytes

/// An output stream that counts its bytes.
struct CountedOutput {
  let name: String
  var stream: OutputStream
  private(set) var bytes = 0

  init(_ name: String, _ file: File) {
    self.name = name
    stream = OutputStream(file)
  }

  mutating func append(_ write: (inout ByteWriter) -> Void) throws(StorageError) {
    write(&stream.writer)
    try drain()
  }

  /// Appends bytes that were written elsewhere.
  mutating func append(contentsOf file: File) throws(StorageError) {
    try file.rewind()
    while try file.read(upTo: 1 << 18, appendingTo: &stream.writer.bytes) > 0 { try drain() }
  }

  private mutating func drain() throws(StorageError) {
    let before = stream.writer.count
    try stream.drain()
    bytes += before - stream.writer.count
  }

  mutating func finish() throws(StorageError) {
    bytes += stream.writer.count
    try stream.finish()
  }
}
