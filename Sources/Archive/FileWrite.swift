// One change of a file that is about to be made: the bytes it is to hold, and what the list of digests says of them.

/// A file and what it is to hold.
struct FileWrite {
  let path: String
  /// What it is to hold; nil when it is to be removed.
  let bytes: [UInt8]?
  private let facts: FileFacts?

  init(_ path: String, _ bytes: [UInt8]?, facts: FileFacts? = nil) {
    (self.path, self.bytes, self.facts) = (path, bytes, facts)
  }

  /// The change for the list of digests.
  var change: DigestList.Change {
    DigestList.Change(
      path: path, kind: bytes == nil ? .removed : .replaced,
      facts: facts ?? bytes.map { FileFacts(path, $0) } ?? .nothing)
  }
}
