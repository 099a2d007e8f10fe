// What whole answers say of accounts, pots and balances.

import Model
import Normalize
import Testing

@Suite struct AnswerReferencesTests {
  private let account = Array(#"{"id":"acc_1","type":"uk_retail","currency":"GBP"}"#.utf8)

  @Test func `an answer and the objects of its list are the same references`() {
    let pot = Array(#"{"id":"pot_1","name":"Holiday","currency":"GBP","balance":5}"#.utf8)
    var (answered, listed) = (ReferenceBook(), ReferenceBook())
    answered.add(answer: Array(#"{"accounts":["#.utf8) + account + Array("]}".utf8))
    answered.add(answer: Array(#"{"pots":["#.utf8) + pot + Array("]}".utf8))
    listed.add([RawObject(id: "acc_1", body: account)], listedAs: .accounts)
    listed.add([RawObject(id: "pot_1", body: pot)], listedAs: .pots)
    #expect(answered == listed)
    #expect(listed.accounts["acc_1"]?.type == "uk_retail")
    #expect(listed.pots["pot_1"]?.name == "Holiday")
  }

  @Test func `pots and balances that name no account are of the one that is given`() {
    var book = ReferenceBook()
    book.add(answer: Array(#"{"pots":[{"id":"pot_1","name":"Holiday"}]}"#.utf8), of: "acc_1")
    book.add(
      answer: Array(#"{"balance":-120,"total_balance":0,"currency":"GBP","spend_today":0}"#.utf8),
      of: "acc_1")
    #expect(book.pots["pot_1"]?.accountID == "acc_1")
    #expect(book.balances.map(\.balanceMinor) == [-120])
    #expect(book.balances.map(\.accountID) == ["acc_1"])
  }

  @Test func `what cannot be read is passed over, and an empty list says nothing`() {
    var book = ReferenceBook()
    book.add([], listedAs: .accounts)
    book.add(answer: Array(#"{"accounts":[{"type":"uk_retail"}]}"#.utf8))
    book.add(answer: [])
    #expect(book == ReferenceBook())
  }
}
