// What merging another archive found, for programs.

import Archive
import Bytes
import Model

extension ImportResult {
  func write(_ merge: MergeReport, _ json: inout JSONWriter) {
    json.member("accounts", each: merge.accounts) { account, json in
      json.member("account", slug(account.id))
      json.member("id", account.id)
      json.member("rows", in: .spaced) { $0.members(of: account.rows) }
      json.member("versions", in: .spaced) { $0.members(of: account.versions) }
      json.member("balances", in: .spaced) { $0.members(of: account.balances) }
      json.member("unreadable", in: .spaced) { $0.members(of: account.unreadable) }
      json.member("complete_only_here", each: account.windowsHere, in: .spaced) { window, json in
        json.members(of: window)
      }
      json.member("complete_only_there", each: account.windowsThere, in: .spaced) { window, json in
        json.members(of: window)
      }
    }
    json.member("rows", in: .spaced) { $0.members(of: merge.rows) }
    json.member("imported_rows", in: .spaced) { $0.members(of: merge.imports) }
    json.member("imports", in: .spaced) { $0.members(of: merge.loggedImports) }
    json.member("fetches", in: .spaced) { $0.members(of: merge.fetches) }
    json.member("restored", texts: merge.restored)
    json.member("damage", each: merge.damage) { damage, json in
      json.member("path", damage.path)
      damage.write(to: &json)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of sides: MergeSides) {
    member("only_here", sides.onlyHere)
    member("only_there", sides.onlyThere)
    member("both", sides.both)
  }

  fileprivate mutating func members(of rows: RowsMerged) {
    members(of: rows.sides)
    member("newer_here", rows.newerHere)
    member("newer_there", rows.newerThere)
    member("gone", rows.gone)
  }
}
