// The calls that change something at the bank, as they go over the wire.

import MonzoAPI
import Testing

@Suite struct WriteRequestTests {
  /// Checks a request whose arguments stand in a form.
  private func expect(_ request: HTTPRequest, _ line: String, form: String) {
    #expect(request.description == line)
    #expect(request.contentType == "application/x-www-form-urlencoded")
    #expect(text(request.body) == form)
  }

  @Test func `a deposit and a withdrawal carry the id that makes them happen once`() {
    expect(
      DepositIntoPot(potID: "pot_1", sourceAccountID: "acc_1", amount: 1250, dedupeID: "a b")
        .request,
      "PUT /pots/pot_1/deposit",
      form: "source_account_id=acc_1&amount=1250&dedupe_id=a%20b")
    expect(
      WithdrawFromPot(
        potID: "pot_1", destinationAccountID: "acc_1", amount: .max, dedupeID: "x"
      ).request,
      "PUT /pots/pot_1/withdraw",
      form: "destination_account_id=acc_1&amount=9223372036854775807&dedupe_id=x")
  }

  @Test func `an annotation names each key, and an empty value deletes it`() {
    let call = AnnotateTransaction(
      id: "tx_1",
      [
        .init(AnnotateTransaction.notes, "tea & cake #café"), .init("colour", ""),
      ])
    expect(
      call.request, "PATCH /transactions/tx_1",
      form: "metadata%5Bnotes%5D=tea%20%26%20cake%20%23caf%C3%A9&metadata%5Bcolour%5D=")
    let metadata = call.request.form?.members(of: "metadata") ?? []
    #expect(metadata.map(\.name) == ["notes", "colour"])
    #expect(metadata.map(\.value) == ["tea & cake #café", ""])
  }

  @Test func `a feed item says only what was set`() {
    var call = CreateFeedItem(
      accountID: "acc_1", title: "Books balance", imageURL: "https://example.com/a.png")
    expect(
      call.request, "POST /feed",
      form: "account_id=acc_1&type=basic&params%5Btitle%5D=Books%20balance"
        + "&params%5Bimage_url%5D=https%3A%2F%2Fexample.com%2Fa.png")
    call.url = "https://example.com/"
    call.body = "To the penny"
    call.backgroundColor = "#FCF1EE"
    call.titleColor = "#333333"
    call.bodyColor = "#000000"
    let form = call.request.form
    #expect(form?["url"] == "https://example.com/")
    #expect(
      form?.members(of: "params").map { "\($0.name): \($0.value)" } == [
        "title: Books balance", "image_url: https://example.com/a.png", "body: To the penny",
        "background_color: #FCF1EE", "title_color: #333333", "body_color: #000000",
      ])
  }

  @Test func `webhooks are registered, listed and deleted`() {
    expect(
      RegisterWebhook(accountID: "acc_1", url: "http://example.com/?a=b").request,
      "POST /webhooks", form: "account_id=acc_1&url=http%3A%2F%2Fexample.com%2F%3Fa%3Db")
    #expect(
      ListWebhooks(accountID: "acc_1").request.description == "GET /webhooks?account_id=acc_1")
    #expect(DeleteWebhook(id: "webhook_1").request.description == "DELETE /webhooks/webhook_1")
  }

  @Test func `attachments are uploaded, registered and deregistered`() {
    expect(
      UploadAttachment(fileName: "till roll.png", fileType: "image/png", contentLength: 12_345)
        .request,
      "POST /attachment/upload",
      form: "file_name=till%20roll.png&file_type=image%2Fpng&content_length=12345")
    expect(
      RegisterAttachment(
        transactionID: "tx_1", fileURL: "https://example.com/a", fileType: "image/png"
      ).request,
      "POST /attachment/register",
      form: "external_id=tx_1&file_url=https%3A%2F%2Fexample.com%2Fa&file_type=image%2Fpng")
    expect(
      DeregisterAttachment(id: "attach_1").request, "POST /attachment/deregister",
      form: "id=attach_1")
  }

  @Test func `a receipt goes as JSON without what is not known`() {
    let receipt = Receipt(
      externalID: "till-1", transactionID: "tx_1", total: 1299, currency: "GBP", items: [])
    let request = CreateReceipt(receipt).request
    #expect(request.description == "PUT /transaction-receipts")
    #expect(request.contentType == "application/json")
    #expect(
      text(request.body)
        == #"{"external_id":"till-1","transaction_id":"tx_1","total":1299,"currency":"GBP","#
        + #""items":[]}"#)
    #expect(
      RetrieveReceipt(externalID: "till 1").request.description
        == "GET /transaction-receipts?external_id=till%201")
    #expect(
      DeleteReceipt(externalID: "till-1").request.description
        == "DELETE /transaction-receipts?external_id=till-1")
  }

  @Test func `a receipt lists items, their parts, taxes, payments and the shop`() {
    var burger = Receipt.Item("Burger \"large\"", 539, "GBP", quantity: .init(1))
    burger.tax = 77
    burger.subItems = [
      Receipt.Item("Cheese", 100, "GBP"), Receipt.Item("Promotion", -100, "GBP"),
    ]
    let fruit = Receipt.Item("Bananas", 70, "GBP", quantity: .init(1856, places: 2), unit: "kg")
    var receipt = Receipt(
      externalID: "till-2", transactionID: "tx_1", total: 619, currency: "GBP",
      items: [burger, fruit])
    receipt.taxes = [Receipt.Tax("VAT", 10, "GBP")]
    receipt.taxes[0].taxNumber = "945719291"
    receipt.payments = [
      Receipt.Payment("card", 600, "GBP"), Receipt.Payment("gift_card", 19, "GBP"),
    ]
    receipt.payments[0].lastFour = "0987"
    receipt.payments[1].giftCardType = "One4all"
    receipt.merchant = Receipt.Merchant()
    receipt.merchant?.name = "Corner Grill"
    receipt.merchant?.isOnline = false
    receipt.merchant?.storePostcode = "N1 3JD"
    let body = text(CreateReceipt(receipt).request.body)
    #expect(
      body
        == #"{"external_id":"till-2","transaction_id":"tx_1","total":619,"currency":"GBP","items":["#
        + #"{"description":"Burger \"large\"","quantity":1,"amount":539,"currency":"GBP","tax":77,"#
        + #""sub_items":[{"description":"Cheese","amount":100,"currency":"GBP"},"#
        + #"{"description":"Promotion","amount":-100,"currency":"GBP"}]},"#
        + #"{"description":"Bananas","quantity":18.56,"unit":"kg","amount":70,"currency":"GBP"}],"#
        + #""taxes":[{"description":"VAT","amount":10,"currency":"GBP","tax_number":"945719291"}],"#
        + #""payments":[{"type":"card","last_four":"0987","amount":600,"currency":"GBP"},"#
        + #"{"type":"gift_card","gift_card_type":"One4all","amount":19,"currency":"GBP"}],"#
        + #""merchant":{"name":"Corner Grill","online":false,"store_postcode":"N1 3JD"}}"#)
  }
}
