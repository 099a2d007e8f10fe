// What a copy of an archive came to, for programs.

import Archive
import Bytes

extension ArchiveCopy {
  /// The result as one JSON object, a line feed at its end.
  package var json: [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("archive", archive)
      json.member("copy", folder)
      json.member("files", files)
      json.member("bytes", bytes)
      json.member("rows", rows)
      json.member("written", written)
      json.member("damage", each: damage) { damage, json in
        json.member("path", damage.path)
        damage.write(to: &json)
      }
    }
  }
}
