// Logging in and out at a sandbox bank, as a person does it.

import Archive
import Disk
import Fetch
import Foundation
import LoopbackHTTP
import Model
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@testable import Connect
@testable import monzo_export

@Suite struct LoginCommandTests {
  @Test func `a login in the browser ends with a token that works, and a clock that runs`() throws {
    let bank = try TestBank()
    let run = try bank.logIn()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasSuffix("logged in to \(bank.url)\n"))
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(saved.api == bank.url)
    #expect(saved.client.id == bank.client.id && saved.client.secret == bank.client.secret)
    #expect(saved.token?.generation == 1 && saved.token?.refresh != nil)
    let consent = try #require(Consent(json: bank.scratch.bytes(bank.consentFile) ?? []))
    #expect(consent.historyOpenUntil == nil, "the approval was there before it was waited for")
    let who = try bank.run("whoami")
    #expect(who.status == 0)
    #expect(who.text.contains("authenticated  yes"))
    #expect(who.text.contains("90 days left"))
  }

  @Test func `the address for the browser holds what it must and no secret`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    let address = bank.scratch.text("argv")
    let items = try #require(URLComponents(string: address)?.queryItems)
    #expect(items.map(\.name).sorted() == ["client_id", "redirect_uri", "response_type", "state"])
    #expect(items.first { $0.name == "state" }?.value?.count == 64)
    #expect(!address.contains(bank.client.secret.reveal()))
  }

  @Test func `once logged in nobody has to enter the client again`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let bare: [String: String?] = ["MONZO_CLIENT_ID": nil, "MONZO_CLIENT_SECRET": nil]
    #expect(try bank.logIn(with: bare).status == 0)
    bank.bank { bank, now in bank.expireTokens(at: now) }
    #expect(try bank.run("whoami", with: bare).status == 0)
  }

  @Test func `a login fetches the whole history at once`() throws {
    let bank = try TestBank()
    let run = try bank.logIn(fetches: true)
    #expect(run.status == 0, "\(run.errors)")
    let archive = try bank.scratch.files(in: ".config/monzo-export/archive")
    let rows = archive.filter { $0.key.hasPrefix("transactions/") }.values
      .reduce(0) { $0 + $1.count { $0 == 0x0A } }
    #expect(rows >= 40)
    #expect(try bank.run("fetch").status == 0)
  }

  @Test func `a login while another run has the archive ends before the bank is asked`() throws {
    let bank = try TestBank()
    let disk = SystemDisk(bank.scratch(".config/monzo-export/archive"))
    let lock = try DiskLock(disk, command: "monzo-export month")
    let run = try bank.run("login", "--no-browser")
    withExtendedLifetime(lock) {}
    #expect(run.status == 7)
    #expect(run.errors.contains("monzo-export month"))
    #expect(bank.requests.isEmpty && !run.errors.contains("browser"))
  }

  @Test func `a plan makes no archive and changes none`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let plan = try bank.run("fetch", "--dry-run")
    #expect(plan.status == 0)
    #expect(plan.text.contains(" to 2026-07-18"))
    #expect(!plan.errors.contains("0 new"))
    #expect(try bank.scratch.files(in: ".config/monzo-export").keys.sorted() == ["config.json5"])
    #expect(try bank.run("fetch").status == 0)
    #expect(try bank.run("fetch", "--dry-run").text.hasPrefix("current-account\n"))
  }

  @Test func `a token that cannot be renewed is reported once`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn(fetches: true).status == 0)
    bank.bank { bank, now in bank.expireTokens(at: now) }
    let expired = HTTPResponse.refusal(401, "unauthorized.bad_access_token.expired")
    bank.fail(expired, expired, .refusal(400, "bad_request.invalid_token"))
    let run = try bank.run("fetch")
    #expect(run.status == 5)
    #expect(run.errors.components(separatedBy: "monzo-export login").count == 2, "\(run.errors)")
  }

  @Test func `a token that runs out before the approval is renewed`() throws {
    let bank = try TestBank { $0.takesPasswords = true }
    let call = PasswordGrant(
      clientID: bank.client.id, clientSecret: bank.client.secret,
      username: "tansy@quillfeather.example", password: Secret("lantern-row-9"))
    let answer = bank.bank { server, now in server.answer(call.request, at: now).body }
    bank.bank { bank, now in bank.expireTokens(at: now) }
    let text = String(decoding: answer, as: UTF8.self)
    let run = try bank.run("login", "--no-fetch", "--import", "-", input: text)
    #expect(run.status == 0, "\(run.errors)")
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(saved.token?.refresh != nil && !text.contains(saved.token?.access.reveal() ?? "{"))
    #expect(try bank.run("whoami").status == 0)
  }

  @Test(arguments: [
    HTTPResponse.refusal(431, ""), .refusal(400, "bad_request.bad_param"),
    .refusal(404, "not_found"),
    .refusal(401, "unauthorized.bad_access_token.expired"), .refusal(403, "forbidden"),
  ])
  func `whatever refuses a token from elsewhere, the login before it stays`(refusal: HTTPResponse)
    throws
  {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let kept = bank.scratch.bytes(bank.tokenFile)
    bank.fail(refusal)
    let run = try bank.run("login", "--no-fetch", "--import", "-", input: "another.token\n")
    #expect(run.status == 5, "\(run.errors)")
    #expect(run.errors.contains("nothing has changed"), "\(run.errors)")
    #expect(bank.scratch.bytes(bank.tokenFile) == kept)
  }

  @Test(arguments: [
    "two words", "{\"access_token\":\"line\\nfeed\"}", String(repeating: "x", count: 100_000),
  ])
  func `text that can be no token ends with 5 before the bank is asked`(text: String) throws {
    let bank = try TestBank()
    let run = try bank.run("login", "--import", "-", input: text)
    #expect(run.status == 5, "\(run.errors)")
    #expect(run.errors.contains("no token, expected"))
    if text.first != "{" {
      let fetch = try bank.run("fetch", with: ["MONZO_ACCESS_TOKEN": text])
      #expect(fetch.status == 5, "\(fetch.errors)")
      #expect(fetch.errors.contains("MONZO_ACCESS_TOKEN: no access token"))
    }
    #expect(bank.requests.isEmpty)
  }

  @Test func `a token from elsewhere that the bank refuses takes no login's place`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn().status == 0)
    let kept = bank.scratch.bytes(bank.tokenFile)
    let run = try bank.run("login", "--no-fetch", "--import", "-", input: "notatoken\n")
    #expect(run.status == 5)
    #expect(run.errors.contains("stdin") && run.errors.contains("nothing has changed"))
    #expect(bank.scratch.bytes(bank.tokenFile) == kept)
    #expect(try bank.run("whoami").status == 0)
  }

  @Test func `a login that the user refuses is reported`() throws {
    let bank = try TestBank()
    let customer = try Customer(bank)
    customer.start("login", "--no-browser")
    let shown = customer.readErrors { $0.contains("state=") && $0.contains("paste") }
    let start = try #require(shown.range(of: "state=")?.upperBound)
    let state = shown[start...].prefix { $0.isHexDigit }
    customer.type("\(bank.redirect)?error=access_denied&state=\(state)\n")
    #expect(customer.readErrors { $0.contains("to try again") }.contains("access_denied"))
    #expect(customer.wait() == 5)
    #expect(bank.requests.isEmpty)
  }

  @Test func `the first login on a terminal shows the way and keeps what the bank takes`() throws {
    let bank = try TestBank()
    let customer = try Customer(bank, hasTerminal: true, knowsClient: false)
    customer.start("login", "--no-fetch", "--no-browser")
    let first = customer.readErrors { $0.hasSuffix("client id: ") }
    for words in ["https://developers.monzo.com", "Confidential", bank.redirect] {
      #expect(first.contains(words))
    }
    customer.type("\(bank.client.id) \n")
    _ = customer.readErrors { $0.hasSuffix("(not shown): ") }
    customer.type(" wrong\u{15}\(bank.client.secret.reveal())x\u{7F}\n")
    let shown = customer.readErrors { $0.contains("state=") && $0.contains("paste") }
    #expect(bank.scratch.bytes(bank.tokenFile) == nil, "the bank has not taken it yet")
    let start = try #require(shown.range(of: "state=")?.upperBound)
    let approved = bank.bank { server, _ in
      server.approveLogin(of: bank.client.id, redirectURI: bank.redirect)
    }
    let code = try #require(approved)
    customer.type(
      "\(bank.redirect)?code=\(code.reveal())&state=\(shown[start...].prefix { $0.isHexDigit })\n")
    _ = customer.readErrors { $0.contains("logged in to") }
    #expect(customer.wait() == 0)
    #expect(!customer.echoed.contains(bank.client.secret.reveal()))
    let kept = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(kept.client.secret == bank.client.secret)
  }

  @Test func `a client that the bank refuses is asked for again, and never kept`() throws {
    let bank = try TestBank()
    let customer = try Customer(bank, hasTerminal: true, knowsClient: false)
    customer.start("login", "--no-fetch", "--no-browser")
    _ = customer.readErrors { $0.hasSuffix("client id: ") }
    for (turn, secret) in ["mistyped", bank.client.secret.reveal()].enumerated() {
      customer.type("\(bank.client.id)\n")
      _ = customer.readErrors { $0.hasSuffix("(not shown): ") }
      customer.type("\(secret)\n")
      let shown = customer.readErrors { $0.contains("state=") && $0.contains("paste") }
      let start = try #require(shown.range(of: "state=")?.upperBound)
      let approved = bank.bank { server, _ in
        server.approveLogin(of: bank.client.id, redirectURI: bank.redirect)
      }
      let code = try #require(approved).reveal()
      let state = shown[start...].prefix { $0.isHexDigit }
      customer.type("\(bank.redirect)?code=\(code)&state=\(state)\n")
      if turn == 0 {
        let again = customer.readErrors { $0.hasSuffix("client id: ") }
        #expect(again.contains("nothing was saved; enter them again"), "\(again)")
        #expect(bank.scratch.bytes(bank.tokenFile) == nil)
      }
    }
    _ = customer.readErrors { $0.contains("logged in to") }
    #expect(customer.wait() == 0)
  }

  @Test func `an address that is pasted ends the login too, and strangers' do not`() throws {
    let bank = try TestBank()
    // The state is known only when it has been shown: it comes back from what was shown.
    let customer = try Customer(bank)
    customer.start("login", "--no-fetch", "--no-browser")
    let shown = customer.readErrors { $0.contains("state=") && $0.contains("paste") }
    let start = try #require(shown.range(of: "state=")?.upperBound)
    let state = shown[start...].prefix { $0.isHexDigit }
    let approved = bank.bank { server, _ in
      server.approveLogin(of: bank.client.id, redirectURI: bank.redirect)
    }
    let code = try #require(approved)
    customer.type("what?\n")
    customer.type(
      "\(bank.redirect)?code=\(code.reveal())&state=\(String(repeating: "0", count: 64))\n")
    customer.type("\(bank.redirect)?state=\(state)\n")
    customer.type("  '\(bank.redirect)?code=\(code.reveal())&state=\(state)'\n")
    let rest = customer.readErrors { $0.contains("logged in to") }
    #expect(rest.contains("That is not the address that Monzo sent the browser to"))
    #expect(rest.contains("That address is from an earlier login"))
    #expect(rest.contains("That address has no code"))
    #expect(customer.wait() == 0)
  }

  @Test func `a browser that comes back with another state is reported, and the wait goes on`()
    throws
  {
    let bank = try TestBank()
    let customer = try Customer(bank)
    customer.start("login", "--no-fetch", "--no-browser")
    let shown = customer.readErrors { $0.contains("state=") && $0.contains("paste") }
    let start = try #require(shown.range(of: "state=")?.upperBound)
    let state = shown[start...].prefix { $0.isHexDigit }
    func visit(_ query: String) throws {
      _ = try? Data(contentsOf: #require(URL(string: "\(bank.redirect)?\(query)")))
    }
    try visit("code=abc&state=\(String(repeating: "0", count: 64))")
    #expect(
      customer.readErrors { $0.contains("still waiting") }.contains("the answer to another login"))
    try visit("state=\(state)")
    #expect(customer.readErrors { $0.contains("still waiting") }.contains("without a code"))
    let approved = bank.bank { server, _ in
      server.approveLogin(of: bank.client.id, redirectURI: bank.redirect)
    }
    try visit("code=\(try #require(approved).reveal())&state=\(state)")
    _ = customer.readErrors { $0.contains("logged in to") }
    #expect(customer.wait() == 0)
  }

  @Test func `a client that is not confidential is warned of`() throws {
    let bank = try TestBank(isConfidential: false)
    let run = try bank.logIn()
    #expect(run.status == 0)
    #expect(run.errors.contains("this token cannot be renewed"))
    #expect(run.errors.contains("https://developers.monzo.com"))
    #expect(try bank.run("whoami").text.contains("cannot be renewed"))
    bank.pass(seconds: 21_601)
    let later = try bank.run("whoami")
    #expect(later.status == 5)
    #expect(later.errors.contains("monzo-export login"))
  }

  @Test func `a wrong client secret is reported without being shown`() throws {
    let bank = try TestBank()
    let run = try bank.logIn(with: ["MONZO_CLIENT_SECRET": "not-this-one"])
    #expect(run.status == 5)
    #expect(run.errors.contains("unauthorized.bad_client"))
    #expect(
      run.errors.contains("the id is from MONZO_CLIENT_ID, the secret from MONZO_CLIENT_SECRET"))
    #expect(!run.errors.contains("not-this-one"))
    #expect(bank.scratch.bytes(bank.tokenFile) == nil)
  }

  @Test func `a second login takes the place of the first`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    let first = bank.scratch.bytes(bank.tokenFile)
    _ = try bank.logIn()
    let second = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(first != bank.scratch.bytes(bank.tokenFile))
    #expect(second.token?.generation == 2)
    #expect(try bank.run("whoami").status == 0)
  }

  @Test func `without a terminal nothing is asked and what is missing is named`() throws {
    let bank = try TestBank()
    let none = try bank.run(
      "login", with: ["MONZO_CLIENT_ID": nil, "MONZO_CLIENT_SECRET": nil])
    #expect(none.status == 5)
    #expect(none.errors.contains("no client id: set MONZO_CLIENT_ID or client_id"))
    let half = try bank.run("login", with: ["MONZO_CLIENT_SECRET": nil])
    #expect(half.status == 5)
    #expect(half.errors.contains("no client secret: set MONZO_CLIENT_SECRET or client_secret"))
    #expect(bank.requests.isEmpty)
  }

  @Test func `a port that is taken is reported, and pasting still works`() throws {
    let bank = try TestBank()
    let port = try #require(UInt16(bank.redirect.dropFirst(17).prefix { $0.isNumber }))
    let other = try LoopbackServer(port: port) { _ in .text(200, "") }
    defer { other.stop() }
    let run = try bank.run("login", "--no-browser", input: "\n")
    #expect(run.status == 1)
    #expect(run.errors.contains("another program listens there"))
    #expect(run.errors.contains("paste the address"))
  }

  @Test func `a token from elsewhere is taken as JSON and bare`() throws {
    let bank = try TestBank { $0.takesPasswords = true }
    let call = PasswordGrant(
      clientID: bank.client.id, clientSecret: bank.client.secret,
      username: "tansy@quillfeather.example", password: Secret("lantern-row-9"))
    let answer = bank.bank { server, now in server.answer(call.request, at: now).body }
    let text = String(decoding: answer, as: UTF8.self)
    let json = try bank.run("login", "--no-fetch", "--import", "-", input: text)
    #expect(json.status == 0, "\(json.errors)")
    #expect(try bank.run("whoami").text.contains("renewed by itself"))
    let token = try RefreshToken.answer(to: HTTPResponse(status: 200, body: answer)).accessToken
    let file = try bank.scratch.write("\(token.reveal())\n", to: "token.txt")
    let bare = try bank.run("login", "--no-fetch", "--import", file)
    #expect(bare.status == 0)
    #expect(bare.errors.contains("this token cannot be renewed"))
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    #expect(saved.token?.userID == nil, "whose a bare token is, only the bank knows")
    #expect(try bank.run("whoami").text.contains("cannot be renewed"))
  }

  @Test func `a token from elsewhere starts no clock, and only its own client's goes on`() throws {
    let bank = try TestBank { $0.takesPasswords = true }
    func importToken(of client: Int) throws -> Run {
      let answer = bank.bank { server, now in
        let call = PasswordGrant(
          clientID: server.clients[client].id, clientSecret: server.clients[client].secret,
          username: "tansy@quillfeather.example", password: Secret("lantern-row-9"))
        return server.answer(call.request, at: now).body
      }
      return try bank.run(
        "login", "--no-fetch", "--import", "-", input: String(decoding: answer, as: UTF8.self))
    }
    #expect(try importToken(of: 0).status == 0)
    #expect(bank.scratch.bytes(bank.consentFile) == nil)
    let who = try bank.run("whoami")
    #expect(who.status == 0 && who.text.contains("consent        unknown"))
    _ = try bank.logIn()
    let asked = try #require(Consent(json: bank.scratch.bytes(bank.consentFile) ?? []))
    bank.pass(seconds: 86_400)
    #expect(try importToken(of: 0).status == 0)
    let kept = try #require(Consent(json: bank.scratch.bytes(bank.consentFile) ?? []))
    #expect(kept == Consent(approved: asked.approved))
    #expect(try importToken(of: 1).status == 0)
    #expect(bank.scratch.bytes(bank.consentFile) == nil)
  }

  @Test func `a token of the environment serves without a store, and is not kept`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let token = try #require(saved.token?.access.reveal())
    try FileManager.default.removeItem(atPath: bank.scratch(".local"))
    let run = try bank.run("whoami", with: ["MONZO_ACCESS_TOKEN": token])
    #expect(run.status == 0)
    #expect(!FileManager.default.fileExists(atPath: bank.scratch(".local")))
    #expect(try bank.run("logout", with: ["MONZO_ACCESS_TOKEN": token]).status == 2)
    #expect(try bank.run("whoami").status == 5)
  }

  @Test func `an archive is not touched while nobody says whose token it is`() throws {
    let bank = try TestBank()
    #expect(try bank.logIn(fetches: true).status == 0)
    let saved = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let token = try #require(saved.token?.access.reveal())
    let archive = ".config/monzo-export/archive"
    let before = try bank.scratch.files(in: archive)
    bank.pass(seconds: 3600)
    let evicted = HTTPResponse.refusal(401, "unauthorized.bad_access_token.evicted")
    for (answer, status) in [
      (.refusal(429, "rate_limited", retryAfter: "90"), 4), (evicted, 5),
    ] as [(HTTPResponse, Int32)] {
      bank.fail(answer)
      let run = try bank.run("fetch", with: ["MONZO_ACCESS_TOKEN": token])
      #expect(run.status == status, "\(run.errors)")
      #expect(bank.requests.last == "GET /ping/whoami")
      #expect(try bank.scratch.files(in: archive) == before)
    }
    #expect(try bank.run("fetch", with: ["MONZO_ACCESS_TOKEN": token]).status == 0)
  }

  @Test func `a token is never sent to another API`() throws {
    let (one, other) = (try TestBank(), try TestBank())
    _ = try one.logIn()
    let store =
      "{ redirect: \"\(one.redirect)\", token_store: { file: \"\(one.scratch(one.tokenFile))\" } }"
    let path = try one.scratch.write(store, to: "other.json5")
    let run = try one.run("whoami", "--config", path, "--api-url", other.url)
    #expect(run.status == 5)
    #expect(
      run.errors.contains("holds a login of \(one.url), and its token is not sent to \(other.url)"))
    #expect(other.requests.isEmpty)
    #expect(try one.run("whoami", "--api-url", other.url).status == 5)
    #expect(other.requests.isEmpty)
  }

  @Test func `logging out ends the token at the bank and here`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    let token = try #require(
      SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? [])?.token?.access)
    #expect(try bank.run("logout").errors == "logged out of \(bank.url)\n")
    #expect(
      bank.scratch.bytes(bank.tokenFile) == nil && bank.scratch.bytes(bank.consentFile) == nil)
    #expect(try bank.run("whoami", with: ["MONZO_ACCESS_TOKEN": token.reveal()]).status == 5)
    let again = try bank.run("logout")
    #expect(again.status == 0 && again.errors == "not logged in to \(bank.url)\n")
  }

  @Test func `logging out with a token that has run out renews it to end the login`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    bank.pass(seconds: 21_601)
    let run = try bank.run("logout")
    #expect(run.status == 0 && run.errors == "logged out of \(bank.url)\n")
    #expect(
      bank.requests.suffix(3) == [
        "POST /oauth2/logout", "POST /oauth2/token", "POST /oauth2/logout",
      ])
    #expect(
      bank.scratch.bytes(bank.tokenFile) == nil && bank.scratch.bytes(bank.consentFile) == nil)
  }

  @Test func `logging out with a token that cannot be renewed says that the access remains`() throws
  {
    let open = try TestBank(isConfidential: false)
    _ = try open.logIn()
    open.pass(seconds: 21_601)
    let ended = try open.run("logout")
    #expect(ended.status == 0)
    #expect(ended.errors.contains("Manage apps") && !ended.errors.contains("already"))
    let bank = try TestBank()
    _ = try bank.logIn()
    bank.pass(seconds: 21_601)
    let refused = try bank.run("logout", with: ["MONZO_CLIENT_SECRET": "not-this-one"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("unauthorized.bad_client"))
    #expect(refused.errors.contains("the permission remains: end it in the Monzo app"))
    #expect(bank.scratch.bytes(bank.tokenFile) == nil)
  }

  @Test func `logging out waits for a run that renews the token, and ends the new one`() throws {
    let bank = try TestBank()
    _ = try bank.logIn()
    let old = try #require(SavedLogin(json: bank.scratch.bytes(bank.tokenFile) ?? []))
    let refresh = RefreshToken(
      clientID: bank.client.id, clientSecret: bank.client.secret,
      refreshToken: try #require(old.token?.refresh))
    let answer = try RefreshToken.answer(
      to: bank.bank { server, now in server.answer(refresh.request, at: now) })
    var lock: TokenLock? = try TokenLock(
      bank.scratch(bank.tokenFile.replacing(".json", with: ".lock")))
    let customer = try Customer(bank)
    customer.start("logout")
    let new = old.taking(answer, at: DemoBank.asOf)
    try FileTokenStore(path: bank.scratch(bank.tokenFile)).save(new)
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(customer.wait() == 0)
    let errors = customer.readErrors { $0.contains("logged out") || $0.contains("already") }
    #expect(errors.hasSuffix("logged out of \(bank.url)\n"))
    #expect(bank.scratch.bytes(bank.tokenFile) == nil)
  }

  @Test
  func `logging out while the bank is unreachable forgets the login and says what that means`()
    throws
  {
    let bank = try TestBank()
    _ = try bank.logIn()
    bank.fail(HTTPResponse(status: 400, body: Array("{\"code\":\"bad_request\"}".utf8)))
    let run = try bank.run("logout")
    #expect(run.status == 1)
    #expect(run.errors.contains("Manage apps"))
    #expect(bank.scratch.bytes(bank.tokenFile) == nil)
  }

  @Test func `an extension in the app starts the clock again`() throws {
    let bank = try TestBank()
    #expect(try bank.run("login", "--extended").status == 5)
    _ = try bank.logIn()
    let first = try #require(Consent(json: bank.scratch.bytes(bank.consentFile) ?? []))
    let old = Consent(approved: Instant(seconds: first.approved.seconds - 60 * 86_400))
    try bank.scratch.write(String(decoding: old.json, as: UTF8.self), to: bank.consentFile)
    chmod(bank.scratch(bank.consentFile), 0o600)
    let reminded = try bank.run("whoami", "--quiet")
    #expect(reminded.status == 0)
    #expect(reminded.errors.contains("Manage apps > Refresh permissions"))
    #expect(reminded.errors.split(separator: "\n").count == 1)
    #expect(try bank.run("login", "--extended").status == 0)
    #expect(try bank.run("whoami", "--quiet").errors == "")
  }

  @Test func `a password goes to no server of today`() throws {
    let run = try Run("login", "--password", "--api-url", "https://api.monzo.com")
    #expect(run.status == 2)
    #expect(run.errors.contains("a password must not go there"))
  }
}
