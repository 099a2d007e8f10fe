// Which pot a row means that names one without its id: Open Banking says `From Groceries Pot`, linking knows a hash.
// A name that several pots have means none of them.

import Bytes
import Model

struct PotNames {
  private var idsByName: [String: String?] = [:]
  private var idsByHash: [UInt64: String] = [:]

  init(_ knowledge: Knowledge) {
    for pot in knowledge.references.pots.values {
      idsByHash[StableHash.of(pot.id)] = pot.id
      let name = TextMatcher.folded(pot.name)
      idsByName[name] = idsByName[name] == nil ? .some(pot.id) : .some(nil)
    }
    for id in knowledge.potsByAccount.values { idsByHash[StableHash.of(id)] = id }
  }

  /// The id of a pot by its `StableHash`; nil when it is not known.
  func id(of hash: UInt64) -> String? { idsByHash[hash] }

  /// Sets the pot that paid where the row only has its name.
  func setSource(of row: inout Row) {
    guard row.source != .monzo, row.range(.potID) == nil, !idsByName.isEmpty,
      let name = row.metadata("from_pot")
    else { return }
    let text = String(decoding: row.storage[name.indices], as: UTF8.self)
    if let id = idsByName[TextMatcher.folded(text)] ?? nil { row[.potID] = id }
  }
}
