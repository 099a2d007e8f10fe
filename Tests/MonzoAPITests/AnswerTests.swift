// What comes back when all is well: typed facts, and the bank's own bytes beside them.

import Bytes
import Model
import MonzoAPI
import Testing

@Suite struct AnswerTests {
  @Test func `tokens come with their life and their user`() throws {
    let tokens = try RefreshToken.answer(
      to: answer(
        """
        {
          "access_token": "access_token_2", "client_id": "client_id", "expires_in": 21600,
          "refresh_token": "refresh_token_2", "token_type": "Bearer", "user_id": "user_id",
          "scope": "all"
        }
        """))
    #expect(tokens.accessToken.reveal() == "access_token_2")
    #expect(tokens.refreshToken?.reveal() == "refresh_token_2")
    #expect(tokens.expiresIn == 21_600)
    #expect(tokens.userID == "user_id")
    #expect(tokens.clientID == "client_id")
    #expect(tokens.tokenType == "Bearer")
  }

  @Test(arguments: ["", #","refresh_token":"""#, #","refresh_token":null"#])
  func `a client that is not confidential gets no refresh token`(member: String) throws {
    let tokens = try ExchangeCode.answer(to: answer(#"{"access_token":"a"\#(member)}"#))
    #expect(tokens == TokenAnswer(accessToken: Secret("a")))
  }

  @Test func `whoami tells user and client`() throws {
    let body = #"{"authenticated":true,"client_id":"client_id","user_id":"user_id"}"#
    let whoAmI = try AskWhoAmI.answer(to: answer(body))
    #expect(whoAmI.isAuthenticated)
    #expect(whoAmI.clientID == "client_id")
    #expect(whoAmI.userID == "user_id")
    #expect(text(whoAmI.body) == body)
  }

  @Test func `accounts come with the facts that are needed and with all their bytes`() throws {
    let accounts = try ListAccounts.answer(
      to: answer(
        """
        {"accounts": [
          {"id": "acc_1", "closed": true, "created": "2019-02-03T04:05:06.78Z",
           "type": "uk_retail_joint", "owners": [{"user_id": "user_1"}, {"user_id": "user_2"}],
           "new_thing": [1.50, null]},
          {"id": "acc_00009237aqC8c5umZmrRdh", "description": "Peter Pan's Account",
           "created": "2015-11-13T12:17:42Z"}
        ], "next": null}
        """))
    #expect(accounts.map(\.id) == ["acc_1", "acc_00009237aqC8c5umZmrRdh"])
    #expect(accounts.map(\.type) == ["uk_retail_joint", nil])
    #expect(accounts.map(\.isClosed) == [true, false])
    #expect(accounts[0].created == Instant("2019-02-03T04:05:06.78Z"))
    #expect(accounts.map(\.ownerUserIDs) == [["user_1", "user_2"], []])
    #expect(
      text(accounts[0].raw.body)
        == #"{"id":"acc_1","closed":true,"created":"2019-02-03T04:05:06.78Z","#
        + #""type":"uk_retail_joint","owners":[{"user_id":"user_1"},{"user_id":"user_2"}],"#
        + #""new_thing":[1.50,null]}"#)
  }

  @Test func `values of another kind than documented are no error where nothing depends on them`()
    throws
  {
    let accounts = try ListAccounts.answer(
      to: answer(
        #"{"accounts":[{"id":"a","closed":"no","created":7,"type":null,"owners":{"x":1}}]}"#))
    #expect(accounts.count == 1)
    #expect(accounts[0].type == nil)
    #expect(accounts[0].created == nil)
    #expect(!accounts[0].isClosed)
    #expect(accounts[0].ownerUserIDs == [])
  }

  @Test func `an empty list is an empty list`() throws {
    #expect(try ListAccounts.answer(to: answer(#"{"accounts":[]}"#)) == [])
    #expect(try ListPots.answer(to: answer(#" {"pots": [ ]} "#)) == [])
    #expect(try ListTransactions.answer(to: answer(#"{"transactions":[]}"#)) == TransactionPage())
    #expect(try ListWebhooks.answer(to: answer(#"{"webhooks":[]}"#)) == [])
  }

  @Test func `a balance is in minor units, exact over all 64 bits`() throws {
    let today = try ReadBalance.answer(
      to: answer(
        #"{"balance":5000,"total_balance":6000,"currency":"GBP","spend_today":-120,"x":1}"#))
    #expect(today.balance == 5000)
    #expect(today.totalBalance == 6000)
    #expect(today.currency == "GBP")
    #expect(today.spendToday == -120)
    #expect(text(today.body).hasSuffix(#""x":1}"#))
    let old = try ReadBalance.answer(
      to: answer(#"{"balance":-9223372036854775808,"currency":"GBP"}"#))
    #expect(old.balance == .min)
    #expect(old.totalBalance == nil)
  }

  @Test func `pots tell their account, and that they are gone`() throws {
    let pots = try ListPots.answer(
      to: answer(
        """
        {"pots":[
          {"id":"pot_0000778xxfgh4iu8z83nWb","name":"Savings","style":"beach_ball",
           "balance":133700,"currency":"GBP","created":"2017-11-09T12:30:53.695Z",
           "updated":"2017-11-09T12:30:53.695Z","deleted":false},
          {"id":"pot_2","deleted":true,"current_account_id":"acc_1"}
        ]}
        """))
    #expect(pots.map(\.id) == ["pot_0000778xxfgh4iu8z83nWb", "pot_2"])
    #expect(pots.map(\.balance) == [133_700, nil])
    #expect(pots.map(\.isDeleted) == [false, true])
    #expect(pots.map(\.currentAccountID) == [nil, "acc_1"])
    #expect(pots[0].created == Instant("2017-11-09T12:30:53.695Z"))
  }

  @Test func `moving money answers the pot`() throws {
    let pot = answer(#"{"id":"pot_1","balance":550100}"#)
    #expect(try DepositIntoPot.answer(to: pot).balance == 550_100)
    #expect(try WithdrawFromPot.answer(to: pot).id == "pot_1")
  }

  @Test func `transactions come in the bank's order, as the bank sent them`() throws {
    let rows = try ListTransactions.answer(
      to: answer(
        """
        { "transactions": [
          {"amount": -510, "created": "2015-08-22T12:20:18Z", "currency": "GBP",
           "id": "tx_00008zIcpb1TB4yeIFXMzx", "notes": "Salmon \\u2022 sandwich",
           "settled": "2015-08-23T12:20:18Z", "amount": -510},
          {"id": "tx_2", "created": "2015-08-21T00:00:00.08Z", "settled": ""}
        ] }
        """)
    ).rows
    #expect(rows.map(\.id) == ["tx_00008zIcpb1TB4yeIFXMzx", "tx_2"])
    #expect(rows.map(\.isSettled) == [true, false])
    #expect(
      text(rows[0].body)
        == #"{"amount":-510,"created":"2015-08-22T12:20:18Z","currency":"GBP","#
        + #""id":"tx_00008zIcpb1TB4yeIFXMzx","notes":"Salmon \u2022 sandwich","#
        + #""settled":"2015-08-23T12:20:18Z","amount":-510}"#)
  }

  @Test func `a row without a readable id or time costs only itself`() throws {
    let page = try ListTransactions.answer(
      to: answer(
        """
        {"transactions": [
          {"id": "tx_1", "created": "2015-08-22T12:20:18Z"}, {"id": "tx_2", "created": "soon"},
          {"id": 7, "created": "2015-08-22T12:20:18Z"}, {"id": "tx_4", "created": null}, {"id": ""}
        ]}
        """))
    #expect(page.rows.map(\.id) == ["tx_1"])
    #expect(page.unreadable.map(\.id) == ["tx_2", nil, "tx_4", nil])
    #expect(text(page.unreadable[0].body) == #"{"id":"tx_2","created":"soon"}"#)
    let one = try ListTransactions.answer(to: answer(#"{"transactions":[{"id":"tx_1"}]}"#))
    #expect(one.rows.isEmpty && one.unreadable.count == 1)
  }

  @Test func `one transaction comes in an envelope, retrieved or annotated`() throws {
    let body = answer(#"{"transaction":{"id":"tx_1","created":"2015-08-22T12:20:18Z"}}"#)
    #expect(try RetrieveTransaction.answer(to: body).id == "tx_1")
    #expect(try AnnotateTransaction.answer(to: body).id == "tx_1")
  }

  @Test func `webhooks tell account and address`() throws {
    let body = #"{"account_id":"acc_1","id":"webhook_1","url":"http://example.com"}"#
    let webhook = try RegisterWebhook.answer(to: answer("{\"webhook\":\(body)}"))
    #expect(webhook.id == "webhook_1")
    #expect(webhook.accountID == "acc_1")
    #expect(webhook.url == "http://example.com")
    #expect(try ListWebhooks.answer(to: answer("{\"webhooks\":[\(body)]}")) == [webhook])
  }

  @Test func `a delivery holds its transaction`() throws {
    let delivery = try WebhookDelivery(
      parsing: Array(
        #"{"type":"transaction.created","data":{"id":"tx_1","created":"2015-09-04T14:28:40Z","#.utf8
      )
        + Array(#""settled": true,"merchant":{"id":"merch_1"}}}"#.utf8))
    #expect(delivery.type == "transaction.created")
    #expect(delivery.transaction?.id == "tx_1")
    #expect(delivery.transaction?.body == delivery.data)
  }

  @Test func `a delivery of a type that nobody knows yet is kept as it is`() throws {
    let delivery = try WebhookDelivery(parsing: Array(#"{"type":"pot.moved","data":{"a":1}}"#.utf8))
    #expect(delivery.type == "pot.moved")
    #expect(delivery.transaction == nil)
    #expect(text(delivery.data) == #"{"a":1}"#)
  }

  @Test func `attachments tell where the picture goes and where it is`() throws {
    let upload = try UploadAttachment.answer(
      to: answer(
        #"{"file_url":"https://example.com/a.png","upload_url":"https://up.example/?a=1\u0026b=2"}"#
      ))
    #expect(upload.fileURL == "https://example.com/a.png")
    #expect(upload.uploadURL.reveal() == "https://up.example/?a=1&b=2")
    let attachment = try RegisterAttachment.answer(
      to: answer(
        #"{"attachment":{"id":"attach_1","user_id":"user_1","external_id":"tx_1","#
          + #""file_url":"https://example.com/a.png","file_type":"image/png","#
          + #""created":"2015-11-12T18:37:02Z"}}"#))
    #expect(attachment.id == "attach_1")
    #expect(attachment.transactionID == "tx_1")
    #expect(attachment.fileType == "image/png")
    #expect(attachment.created == Instant("2015-11-12T18:37:02Z"))
  }

  @Test func `a stored receipt has an id or an empty answer, and is read back whole`() throws {
    #expect(try CreateReceipt.answer(to: answer(#"{"receipt_id":"receipt_1"}"#)) == "receipt_1")
    #expect(try CreateReceipt.answer(to: answer("")) == nil)
    let receipt = try RetrieveReceipt.answer(
      to: answer(#"{"receipt": {"id": "receipt_1", "external_id": "till-1", "total": 5}}"#))
    #expect(receipt.id == "receipt_1")
    #expect(text(receipt.body) == #"{"id":"receipt_1","external_id":"till-1","total":5}"#)
  }

  @Test(arguments: ["{}", "", "null", "<html>"])
  func `calls that answer nothing of interest look at the status only`(body: String) {
    let done = answer(body)
    #expect(failure(LogOut.self, done) == nil)
    #expect(failure(CreateFeedItem.self, done) == nil)
    #expect(failure(DeleteWebhook.self, done) == nil)
    #expect(failure(DeregisterAttachment.self, done) == nil)
    #expect(failure(DeleteReceipt.self, done) == nil)
    #expect(failure(LogOut.self, answer(body, status: 302)) != nil)
  }
}
