// What an import came to, for people and for programs.

import Pipeline
import Write

extension ImportResult {
  /// One line a kind: `answers.json: monzo: 120 records, 100 new, 3 changed, 17 already there`.
  var lines: [String] {
    if counts.isEmpty { return ["\(name): nothing to import"] }
    return counts.map { count in
      if count.kind == "archive" {
        return "\(name): \(count.added) new, \(count.changed) changed"
      }
      let records = count.records == 1 ? "1 record" : "\(count.records) records"
      return "\(name): \(count.kind): \(records), \(count.added) new, \(count.changed) changed, "
        + "\(count.known) already there"
    }
  }

  func write(to json: inout IndentedJSON) {
    json.object { json in
      json.member("name") { $0.string(name) }
      json.member("unreadable") { $0.integer(Int128(unreadable)) }
      json.member("records") { json in
        json.array { json in
          for count in counts {
            json.element { json in
              json.line { json in
                json.member("kind") { $0.string(count.kind) }
                json.member("records") { $0.integer(Int128(count.records)) }
                json.member("new") { $0.integer(Int128(count.added)) }
                json.member("changed") { $0.integer(Int128(count.changed)) }
                json.member("already_there") { $0.integer(Int128(count.known)) }
              }
            }
          }
        }
      }
    }
  }
}
