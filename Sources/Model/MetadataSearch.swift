// Values of a row's metadata, which is one JSON object of strings. A value is searched for by its quoted key: millions
// of rows are asked, and a search is much cheaper than a parse.

public import Bytes

/// Finds texts in an object of strings.
public enum MetadataSearch {
  /// Where the text under a key is; nil when the object has no such key, or an escape is in the text.
  ///
  /// The object must be written as canonical rows have it, without spaces between tokens.
  public static func place(of key: StaticString, _ bytes: [UInt8], _ object: ByteRange)
    -> ByteRange?
  {
    let count = key.utf8CodeUnitCount
    return bytes.withUnsafeBufferPointer { buffer in
      var at = object.start
      // Behind the key are `":"`, a value and its quote.
      let last = object.end - count - 5
      while at <= last {
        if buffer[at] == 0x22, buffer[at + 1] == key.utf8Start[0] {
          var matched = 1
          while matched < count, buffer[at + 1 + matched] == key.utf8Start[matched] { matched += 1 }
          let start = at + count + 4
          if matched == count, buffer[start - 3] == 0x22, buffer[start - 2] == 0x3A,
            buffer[start - 1] == 0x22
          {
            return text(buffer, from: start, to: object.end)
          }
        }
        at += 1
      }
      return nil
    }
  }

  private static func text(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> ByteRange? {
    var at = start
    while at < end, buffer[at] != 0x22 {
      if buffer[at] == 0x5C { return nil }
      at += 1
    }
    return at < end ? ByteRange(start: start, count: at - start) : nil
  }
}

extension Row {
  /// Where the text under a key of the metadata is, in `storage`; nil when there is none, or an escape in it.
  public func metadata(_ key: StaticString) -> ByteRange? {
    range(.metadata).flatMap { MetadataSearch.place(of: key, storage, $0) }
  }

  /// Whether the bank calls the row a payday.
  public var isPayday: Bool {
    guard let value = metadata("payday"), !value.isEmpty else { return false }
    return !["false", "0"].contains { storage[value.indices].elementsEqual($0.utf8) }
  }
}
