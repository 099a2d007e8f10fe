// The file in a copy that says what it is a copy of and what it held, so that a copy that has become an archive of its
// own is never taken for one that may be replaced.

import Archive
import Bytes

/// What a copy of an archive says of itself.
struct CopyRecord: Equatable {
  /// The name of the file.
  static let name = "COPY"

  /// The folder of the archive.
  var archive: String
  /// The bank user whose archive it is; nil before the first fetch.
  var user: String?
  /// The digest of the list of digests, which every run that writes changes; empty where there is no list.
  var list: String

  init(archive: String, user: String?, list: [UInt8]?) {
    self.archive = archive
    self.user = user
    self.list = CopyRecord.digest(list)
  }

  /// Reads a file; nil when it is none.
  init?(_ bytes: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil else { return nil }
    func text(_ name: StaticString) -> String? {
      tape.member(name, of: 0, in: bytes).flatMap { tape.string($0, in: bytes) }
    }
    guard let archive = text("archive"), let list = text("list") else { return nil }
    (self.archive, user, self.list) = (archive, text("user_id"), list)
  }

  /// The digest of a list of digests, as text.
  static func digest(_ list: [UInt8]?) -> String {
    list.map { Digest64.text(Digest64.of($0)) } ?? ""
  }

  /// The file.
  var bytes: [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("archive", archive)
      json.member("user_id", user)
      json.member("list", list)
    }
  }
}
