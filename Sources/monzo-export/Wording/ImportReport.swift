// What an import came to, in words.

import Pipeline

extension ImportResult {
  /// One line a kind: `answers.json: monzo: 120 records, 100 new, 3 changed, 17 already there`.
  var lines: [String] {
    if counts.isEmpty { return ["\(name): nothing to import"] }
    return counts.map { count in
      if count.kind == "archive" {
        return "\(name): \(count.added) new, \(count.changed) changed"
      }
      let records = counted(count.records, "record")
      return "\(name): \(count.kind): \(records), \(count.added) new, \(count.changed) changed, "
        + "\(count.known) already there"
    }
  }
}
