// Feeds any bytes to what unpacks people's files and to what decodes their text: no trap, no hang, no more output than
// the limit, and the same output whatever the pieces are. The first byte says which reader has the rest.

import Bytes

private let limit = 1 << 18

/// Gives bytes in pieces of one size.
func pieces(_ bytes: ArraySlice<UInt8>, of size: Int) -> () -> [UInt8] {
  var left = bytes
  return {
    defer { left = left.dropFirst(size) }
    return Array(left.prefix(size))
  }
}

/// What comes out of packed bytes, and how it ends.
func unpacked(
  _ unpack: (@escaping ([UInt8]) throws -> Void) throws -> Void
) -> (bytes: [UInt8], end: String) {
  final class Output { var bytes: [UInt8] = [] }
  let output = Output()
  do {
    try unpack { output.bytes += $0 }
    return (output.bytes, "whole")
  } catch {
    return (output.bytes, "\(error)")
  }
}

/// Unpacks with one piece and with pieces of a few bytes, and compares.
func compare(
  _ bytes: ArraySlice<UInt8>, _ size: Int,
  _ unpack: (@escaping () -> [UInt8], @escaping ([UInt8]) throws -> Void) throws -> Void
) {
  let whole = unpacked { try unpack(pieces(bytes, of: max(1, bytes.count)), $0) }
  let parts = unpacked { try unpack(pieces(bytes, of: size), $0) }
  if whole != parts { fatalError("pieces change what is unpacked: \(whole) and \(parts)") }
  if whole.bytes.count > limit { fatalError("\(whole.bytes.count) bytes are over the limit") }
}

/// Every member that the directory of a zip file lists.
func readZip(_ bytes: [UInt8], _ size: Int) throws {
  let place = try ZipDirectory.place(
    Array(bytes.suffix(ZipDirectory.tailBytes)), fileCount: bytes.count)
  let directory = bytes.dropFirst(place.offset).prefix(place.count)
  for entry in try ZipDirectory.entries(Array(directory)).prefix(20) {
    let header = Array(bytes.dropFirst(entry.offset).prefix(ZipDirectory.headerBytes))
    guard entry.packing == .deflated, let start = ZipDirectory.dataOffset(header) else { continue }
    let data = bytes.dropFirst(entry.offset + start).prefix(entry.packedCount)
    compare(data, size) { read, write in
      var inflate = Inflate(limit: limit, read: read, write: write)
      try inflate.inflate()
    }
  }
}

/// The same text whatever the pieces are.
func readText(_ bytes: ArraySlice<UInt8>, _ size: Int) {
  _ = TextEncoding.shown(by: Array(bytes))
  for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252] {
    var (one, other) = (TextDecoder(encoding), TextDecoder(encoding))
    let whole = one.decode(Array(bytes)) + one.finish()
    var parts: [UInt8] = []
    let read = pieces(bytes, of: size)
    while case let piece = read(), !piece.isEmpty { parts += other.decode(piece) }
    parts += other.finish()
    if whole != parts { fatalError("pieces change text: \(whole) and \(parts)") }
    if encoding != .utf8, String(validating: whole, as: UTF8.self) == nil {
      fatalError("\(encoding) gives text that is not UTF-8: \(whole)")
    }
  }
}

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let reader = bytes.first else { return 0 }
  let (rest, size) = (bytes.dropFirst(), 1 + count % 61)
  switch reader % 4 {
  case 0: compare(rest, size) { try Gzip.unpack(limit: limit, read: $0, write: $1) }
  case 1:
    compare(rest, size) { read, write in
      var inflate = Inflate(limit: limit, read: read, write: write)
      try inflate.inflate()
    }
  case 2: try? readZip(Array(rest), size)
  default: readText(rest, size)
  }
  return 0
}
