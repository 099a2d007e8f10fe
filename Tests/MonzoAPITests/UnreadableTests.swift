// Answers that are not what the call answers: never taken for an empty list, and the words say what to look at
// without a value of the body.

import MonzoAPI
import Testing

@Suite struct UnreadableTests {
  @Test func `a list without its key says what was there instead`() {
    let error = #"{"code":"unauthorized.x","message":"secret words"}"#
    #expect(
      nonsense(ListAccounts.self, error)
        == "expected a list 'accounts', found only 'code', 'message'")
    #expect(nonsense(ListPots.self, "{}") == "expected a list 'pots', found an empty object")
    #expect(
      nonsense(ListTransactions.self, #"{"Transactions":[]}"#)
        == "expected a list 'transactions', found only 'Transactions'")
    #expect(
      nonsense(ListWebhooks.self, #"{"webhook":{}}"#)
        == "expected a list 'webhooks', found only 'webhook'")
  }

  @Test(arguments: [
    ("null", "null"), ("{}", "an object"), (#""x""#, "a text"), ("7", "a whole number"),
    ("7.0", "a number with a fraction or an exponent"), ("false", "true or false"),
  ])
  func `something else than a list is not an empty list`(value: String, found: String) {
    #expect(
      nonsense(ListTransactions.self, #"{"transactions":\#(value)}"#)
        == "expected a list 'transactions', found \(found)")
  }

  @Test func `of several elements that all have no id or time the first is named by its place`() {
    let time = #""created":"2015-08-22T12:20:18Z""#
    #expect(
      nonsense(ListTransactions.self, #"{"transactions":[{\#(time)},{\#(time)}]}"#)
        == "transactions[0]: expected a text 'id', found only 'created'")
    #expect(
      nonsense(ListTransactions.self, #"{"transactions":[{"id":"tx_1"},{"id":"tx_2"}]}"#)
        == "transactions[0]: expected an RFC 3339 time 'created', found only 'id'")
    #expect(
      nonsense(ListTransactions.self, #"{"transactions":[{"id":"tx_1","created":"now"},{}]}"#)
        == "transactions[0]: expected an RFC 3339 time 'created', found a text")
    #expect(
      nonsense(ListAccounts.self, #"{"accounts":[{"id":""}]}"#)
        == "accounts[0]: expected a text 'id', found an empty text")
    #expect(
      nonsense(ListPots.self, #"{"pots":[{"id":12}]}"#)
        == "pots[0]: expected a text 'id', found a whole number")
    #expect(
      nonsense(ListPots.self, #"{"pots":["pot_1"]}"#)
        == "pots[0]: expected an object, found a text")
    #expect(
      nonsense(RetrieveTransaction.self, #"{"transaction":{"created":1}}"#)
        == "transaction: expected a text 'id', found only 'created'")
  }

  @Test func `a balance that is no whole number is none`() {
    #expect(
      nonsense(ReadBalance.self, #"{"currency":"GBP"}"#)
        == "expected a whole number 'balance', found only 'currency'")
    #expect(
      nonsense(ReadBalance.self, #"{"balance":1.5,"currency":"GBP"}"#)
        == "expected a whole number 'balance' of 64 bits, found a number with a fraction or an exponent"
    )
    #expect(
      nonsense(ReadBalance.self, #"{"balance":9223372036854775808,"currency":"GBP"}"#)
        == "expected a whole number 'balance' of 64 bits, found a whole number")
  }

  @Test func `a body cut short or of another kind is reported by length and place`() {
    #expect(nonsense(ListAccounts.self, "") == "expected a JSON object, found nothing")
    #expect(
      nonsense(ListAccounts.self, #"{"accounts":[{"id":"acc_1"#)
        == "expected a JSON object, found 25 bytes that are no JSON: the text ends inside a value "
        + "at byte 25 of line 1")
    #expect(nonsense(ListAccounts.self, "[]") == "expected an object, found a list")
    #expect(
      nonsense(AskWhoAmI.self, "<html>")
        == "expected a JSON object, found 6 bytes that are no JSON: expected a value at byte 0 of "
        + "line 1")
  }

  @Test func `tokens that do not come are missed, and those that come are not shown`() {
    #expect(
      nonsense(RefreshToken.self, #"{"refresh_token":"rrrr","user_id":"u"}"#)
        == "expected a text 'access_token', found only 'refresh_token', 'user_id'")
    #expect(
      nonsense(RefreshToken.self, #"{"access_token":"","refresh_token":"rrrr"}"#)
        == "expected a text 'access_token', found an empty text")
  }

  @Test func `keys are cut, tamed and counted`() {
    let keys = (1...12).map { #""k\#($0)\n":0"# }.joined(separator: ",")
    #expect(
      nonsense(ListPots.self, "{\(keys)}")
        == "expected a list 'pots', found only 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8' "
        + "and 4 more")
    #expect(
      nonsense(ListPots.self, #"{"eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9":1}"#)
        == "expected a list 'pots', found only '•••'")
  }

  @Test func `a delivery without type, data or a true transaction is refused`() {
    func words(_ body: String) -> String? {
      do throws(CallFailure) {
        _ = try WebhookDelivery(parsing: Array(body.utf8))
        return nil
      } catch {
        return error.description
      }
    }
    let prefix = "the bank's answer makes no sense: "
    #expect(
      words(#"{"type":"transaction.created"}"#)
        == prefix + "expected an object 'data', found only 'type'")
    #expect(words(#"{"data":{}}"#) == prefix + "expected a text 'type', found only 'data'")
    #expect(
      words(#"{"type":"transaction.updated","data":{"id":"tx_1"}}"#)
        == prefix + "data: expected an RFC 3339 time 'created', found only 'id'")
  }
}
