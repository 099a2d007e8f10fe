// What clients leave at the bank: notes, feed items, webhooks, files and receipts.

import Foundation
import Model
import MonzoAPI
import Testing

@testable import Sandbox

@Suite struct ClientDataTests {
  /// A row of the last month.
  private func row(_ bank: inout TestBank) throws -> String {
    try #require(try bank.call(ListTransactions(accountID: bank.current)).last).id
  }

  private func transaction(_ answer: [String: Any]) throws -> (
    notes: String?, metadata: [String: String], updated: String?
  ) {
    let row = try #require(answer["transaction"] as? [String: Any])
    return (
      row["notes"] as? String, row["metadata"] as? [String: String] ?? [:],
      row["updated"] as? String
    )
  }

  @Test func `notes and keys stick until they are emptied, and change when the row was changed`()
    throws
  {
    var bank = try TestBank.open(TestBank.household)
    let id = try row(&bank)
    let path = "/transactions/\(id)"
    let before = try transaction(bank.object(RetrieveTransaction(id: id).request))
    bank.wait(60)
    let answer = try transaction(
      bank.object(
        TestBank.form(.patch, path, ["metadata[notes]": "Cake 🎂 & tea", "metadata[trip]": "Kyoto"]))
    )
    #expect(answer.notes == "Cake 🎂 & tea" && answer.metadata["trip"] == "Kyoto")
    #expect(answer.updated == bank.now.description && answer.updated != before.updated)
    let read = try transaction(bank.object(RetrieveTransaction(id: id).request))
    #expect(read.metadata == answer.metadata && read.notes == answer.notes)
    let listed = try bank.call(ListTransactions(accountID: bank.current, limit: 100))
    #expect(listed.first { $0.id == id }?.updated == bank.now)
    let emptied = try transaction(
      bank.object(TestBank.form(.patch, path, ["metadata[notes]": "", "metadata[trip]": ""])))
    #expect(
      emptied.notes == "" && emptied.metadata["trip"] == nil && emptied.metadata["notes"] == nil)
  }

  @Test func `a row that is not there is not found`() throws {
    var bank = try TestBank.open()
    #expect(bank.refusal(RetrieveTransaction(id: "tx_0000AXF89YRekon3A7Im1k")) == "404 not_found")
    #expect(
      bank.refusal(RetrieveTransaction(id: "tx_1")) == "400 bad_request.bad_param.transaction_id")
  }

  @Test func `a feed item needs title and picture, and colours are #RRGGBB`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    func refusal(_ title: String?, _ color: String?) -> String {
      bank.refusal(
        TestBank.form(
          .post, "/feed",
          [
            "account_id": account, "type": "basic", "params[title]": title,
            "params[image_url]": "https://example.com/a.png", "params[title_color]": color,
          ]))
    }
    #expect(refusal("Hello", "#00Ff99") == "200 without a code")
    #expect(refusal(nil, nil) == "400 bad_request.bad_param.params[title]")
    #expect(refusal("Hello", "red") == "400 bad_request.bad_param.params[title_color]")
    #expect(bank.bank.clientData.feedItems == 1)
  }

  @Test func `a webhook is registered, listed for its account, and deleted`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    let made = try bank.object(
      TestBank.form(.post, "/webhooks", ["account_id": account, "url": "https://example.com/hook"]))
    let webhook = try #require(made["webhook"] as? [String: String])
    #expect(webhook["account_id"] == account && webhook["url"] == "https://example.com/hook")
    let list = HTTPRequest(.get, "/webhooks?account_id=\(account)")
    #expect(try bank.object(list)["webhooks"] as? [[String: String]] == [webhook])
    let delete = HTTPRequest(.delete, "/webhooks/\(webhook["id"] ?? "")")
    #expect(try bank.object(delete).isEmpty)
    #expect(bank.refusal(delete) == "404 not_found")
    #expect(try bank.object(list)["webhooks"] as? [[String: String]] == [])
  }

  @Test func `a file is uploaded, attached to a row, and removed`() throws {
    var bank = try TestBank.open(TestBank.household)
    let id = try row(&bank)
    let room = try bank.object(
      TestBank.form(
        .post, "/attachment/upload",
        ["file_name": "a.png", "file_type": "image/png", "content_length": "3"]))
    let url = try #require(room["upload_url"] as? String)
    let path = try #require(URLComponents(string: url)).path
    #expect(
      bank.refusal(HTTPRequest(.put, path, body: [1])) == "400 bad_request.bad_param.content_length"
    )
    #expect(bank.send(HTTPRequest(.put, path, body: [1, 2, 3])).status == 200)
    #expect(bank.send(HTTPRequest(.get, path)).body == [1, 2, 3])
    let made = try bank.object(
      TestBank.form(
        .post, "/attachment/register",
        ["external_id": id, "file_url": room["file_url"] as? String, "file_type": "image/png"]))
    let attachment = try #require(made["attachment"] as? [String: String])
    #expect(attachment["external_id"] == id && attachment["file_url"] == url)
    func files() throws -> [[String: String]]? {
      let row =
        try bank.object(RetrieveTransaction(id: id).request)["transaction"] as? [String: Any]
      return row?["attachments"] as? [[String: String]]
    }
    #expect(try files()?.last == attachment)
    let count = try files()?.count ?? 0
    let remove = TestBank.form(.post, "/attachment/deregister", ["id": attachment["id"]])
    #expect(try bank.object(remove).isEmpty)
    #expect(try files()?.count ?? 0 == count - 1)
    #expect(bank.refusal(remove) == "404 not_found")
  }

  private static func receipt(_ id: String, total: Int = 300, part: Int = 50) -> HTTPRequest {
    let text = """
      {"external_id":"order 7","transaction_id":"\(id)","total":\(total),"currency":"GBP","items":[
      {"description":"Tea","amount":100,"currency":"GBP"},
      {"description":"Cake","amount":150,"currency":"GBP","quantity":2.5,"sub_items":[
      {"description":"Icing","amount":\(part),"currency":"GBP"},
      {"description":"Sponge","amount":100,"currency":"GBP"}]}],
      "taxes":[{"description":"VAT","amount":50,"currency":"GBP"}]}
      """
    return HTTPRequest(
      .put, "/transaction-receipts", contentType: "application/json; charset=utf-8",
      body: Array(text.utf8))
  }

  @Test func `a receipt is kept under the client's own identifier, until it is deleted`() throws {
    var bank = try TestBank.open(TestBank.household)
    let id = try row(&bank)
    for _ in 0..<2 { #expect(try bank.object(Self.receipt(id)).isEmpty) }
    let path = "/transaction-receipts?external_id=order%207"
    let receipt = try #require(
      try bank.object(HTTPRequest(.get, path))["receipt"] as? [String: Any])
    let items = try #require(receipt["items"] as? [[String: Any]])
    #expect(receipt["transaction_id"] as? String == id && receipt["total"] as? Int == 300)
    #expect(items.map { $0["amount"] as? Int } == [100, 150])
    #expect((items[1]["sub_items"] as? [Any])?.count == 2 && items[1]["quantity"] as? Double == 2.5)
    #expect(bank.send(HTTPRequest(.delete, path)).status == 200)
    #expect(bank.refusal(HTTPRequest(.get, path)) == "404 not_found")
  }

  @Test func `a receipt whose sums are wrong is refused`() throws {
    var bank = try TestBank.open(TestBank.household)
    let id = try row(&bank)
    #expect(bank.refusal(Self.receipt(id, total: 299)) == "400 bad_request.bad_param.total")
    #expect(bank.refusal(Self.receipt(id, part: 49)) == "400 bad_request.bad_param.items")
    #expect(bank.refusal(Self.receipt("tx_1")) == "400 bad_request.bad_param.transaction_id")
    let form = TestBank.form(.put, "/transaction-receipts", ["external_id": "a"])
    #expect(bank.refusal(form) == "415 bad_request.unsupported_media_type")
  }
}
