// Every call as it goes over the wire.

import Model
import MonzoAPI
import Testing

@Suite struct RequestTests {
  @Test func `the browser is sent to the bank's page with everything escaped`() {
    let page = AuthorisationPage(
      clientID: "oauth2client_0", redirectURI: "http://127.0.0.1:8123/callback?a=b",
      state: "x+/=&y")
    let query =
      "client_id=oauth2client_0&redirect_uri=http%3A%2F%2F127.0.0.1%3A8123%2Fcallback%3Fa%3Db"
      + "&response_type=code&state=x%2B%2F%3D%26y"
    #expect(page.address(at: "https://auth.monzo.com/") == "https://auth.monzo.com/?\(query)")
    #expect(page.address(at: "http://localhost/?theme=a") == "http://localhost/?theme=a&\(query)")
  }

  @Test func `a code is exchanged`() {
    let call = ExchangeCode(
      clientID: "client", clientSecret: Secret("s+cret"), redirectURI: "http://127.0.0.1/",
      code: Secret("c/de"))
    #expect(call.request.description == "POST /oauth2/token")
    #expect(call.request.contentType == "application/x-www-form-urlencoded")
    #expect(
      text(call.request.body)
        == "grant_type=authorization_code&client_id=client&client_secret=s%2Bcret"
        + "&redirect_uri=http%3A%2F%2F127.0.0.1%2F&code=c%2Fde")
  }

  @Test func `a token is refreshed`() {
    let call = RefreshToken(
      clientID: "client", clientSecret: Secret("secret"), refreshToken: Secret("a=b"))
    #expect(call.request.description == "POST /oauth2/token")
    #expect(
      text(call.request.body)
        == "grant_type=refresh_token&client_id=client&client_secret=secret&refresh_token=a%3Db")
  }

  @Test func `a password logs in to the dialect of 2015`() {
    let call = PasswordGrant(
      clientID: "client", clientSecret: Secret("secret"), username: "me@example.com",
      password: Secret("open sesame"))
    #expect(call.request.description == "POST /oauth2/token")
    #expect(
      text(call.request.body)
        == "grant_type=password&client_id=client&client_secret=secret"
        + "&username=me%40example.com&password=open%20sesame")
  }

  @Test func `calls that read have neither body nor type`() {
    let requests = [
      AskWhoAmI().request, ListAccounts().request, ReadBalance(accountID: "acc_1").request,
      ListPots(accountID: "acc_1").request, ListTransactions(accountID: "acc_1").request,
      RetrieveTransaction(id: "tx_1").request,
    ]
    for request in requests {
      #expect(request.method == .get)
      #expect(request.contentType == nil)
      #expect(request.body.isEmpty)
    }
  }

  @Test(arguments: [
    (AskWhoAmI().request, "GET /ping/whoami"),
    (LogOut().request, "POST /oauth2/logout"),
    (ListAccounts().request, "GET /accounts"),
    (ListAccounts(type: "uk_retail").request, "GET /accounts?account_type=uk_retail"),
    (ReadBalance(accountID: "acc_1").request, "GET /balance?account_id=acc_1"),
    (ListPots(accountID: "acc_1").request, "GET /pots?current_account_id=acc_1"),
    (
      RetrieveTransaction(id: "tx_1").request, "GET /transactions/tx_1?expand%5B%5D=merchant"
    ),
    (
      RetrieveTransaction(id: "a/b?", expandsMerchant: false).request,
      "GET /transactions/a%2Fb%3F"
    ),
  ])
  func `a call has the documented method and address`(request: HTTPRequest, line: String) {
    #expect(request.description == line)
  }

  @Test func `a page of transactions names account, size, window and expansion`() {
    let before = Instant(seconds: 1_700_000_000, nanoseconds: 500_000_000)
    let byTime = ListTransactions(
      accountID: "acc_1", since: .time(Instant(seconds: 1_690_000_000)), before: before)
    #expect(
      byTime.request.target
        == "/transactions?account_id=acc_1&limit=100&since=2023-07-22T04%3A26%3A40Z"
        + "&before=2023-11-14T22%3A13%3A20.5Z&expand%5B%5D=merchant")
    let byID = ListTransactions(
      accountID: "acc_1", since: .id("tx_9"), limit: nil, expandsMerchant: false)
    #expect(byID.request.target == "/transactions?account_id=acc_1&since=tx_9")
  }

  @Test func `a server reads back what a call says`() {
    let request = ListTransactions(accountID: "acc_1", since: .id("tx+9")).request
    #expect(request.path == ["transactions"])
    #expect(request.query["account_id"] == "acc_1")
    #expect(request.query["since"] == "tx+9")
    #expect(request.query.all("expand[]") == ["merchant"])
    #expect(request.form == FormFields())
    #expect(RetrieveTransaction(id: "a/b").request.path == ["transactions", "a/b"])
    let refresh = RefreshToken(
      clientID: "c", clientSecret: Secret("s"), refreshToken: Secret("r+r")
    ).request
    #expect(refresh.form?["refresh_token"] == "r+r")
    #expect(refresh.query == FormFields())
  }
}
