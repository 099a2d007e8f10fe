// What the archive keeps beside rows is read back by the normalizer as what it was: accounts, pots, and the
// balances of both with the time at which they were seen.

import Archive
import Bytes
import Model
import Normalize
import TestSupport
import Testing

@Suite struct `What the archive keeps beside rows` {
  @Test func `is read as accounts, pots and balances with their time`() throws {
    let seen = Instant(seconds: 1_782_900_000)
    func object(_ id: String, _ text: String) -> RawObject {
      RawObject(id: id, body: Array(text.utf8))
    }
    let pot = object(
      "pot_1",
      "{\"id\":\"pot_1\",\"balance\":40,\"currency\":\"GBP\",\"current_account_id\":\"acc_1\"}")
    var archive = try ArchiveFolder(writing: MemoryDisk())
    try archive.add(
      accounts: [object("acc_1", "{\"id\":\"acc_1\",\"type\":\"uk_retail\"}")], seen: seen)
    try archive.add(pots: [pot], of: "acc_1", seen: seen)
    archive.add(
      balance: object("", "{\"balance\":-5,\"total_balance\":35,\"currency\":\"GBP\"}"),
      of: "acc_1", seen: seen)
    archive.add(balance: pot, of: "acc_hidden", seen: seen)
    _ = try archive.flush(now: seen)

    var archived: [String] = []
    for path in try archive.referenceFiles() {
      var normalizer = Normalizer(.init(file: path))
      let bytes = try #require(try archive.read(path))
      var rest = bytes.indices
      while let outcome = normalizer.next(in: bytes, &rest, isLast: true) {
        switch outcome {
        case .reference(.account(let account)): archived.append(account.id)
        case .reference(.pot(let pot)): archived.append("\(pot.id) of \(pot.accountID ?? "nobody")")
        case .reference(.balance(let fact)):
          archived.append("\(fact.accountID) \(fact.balanceMinor) \(fact.seen == seen)")
        default: Issue.record("\(path): \(outcome)")
        }
      }
    }
    #expect(archived == ["acc_1", "pot_1 of acc_1", "acc_1 -5 true", "pot_1 40 true"])
  }
}
