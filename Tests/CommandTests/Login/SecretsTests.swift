// Every secret that a bank has ever given, looked for everywhere it must not be: only the token store may hold
// one.

import Fetch
import Foundation
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@testable import monzo_export

@Suite struct LoginSecretsTests {
  /// What was said, sent in addresses and written, name by name.
  private final class Traces {
    var texts: [(name: String, text: String)] = []

    func add(_ name: String, _ run: Run) {
      texts.append(("stdout of \(name)", run.text))
      texts.append(("stderr of \(name)", run.errors))
    }

    func check(for secrets: [String]) {
      #expect(secrets.allSatisfy { $0.utf8.count > 12 } && secrets.count > 4)
      for (name, text) in texts {
        for secret in secrets {
          #expect(
            !text.contains(secret), "\(name) holds a secret that begins with \(secret.prefix(16))")
        }
      }
    }
  }

  private func everything(in bank: TestBank, but kept: Set<String>) throws -> [(String, String)] {
    try bank.scratch.files().filter { !kept.contains($0.key) }.map {
      ($0.key, String(decoding: $0.value, as: UTF8.self))
    }
  }

  @Test func `with the token file, only that file holds a secret`() throws {
    let bank = try TestBank()
    let traces = Traces()
    traces.add("login", try bank.logIn(fetches: true))
    traces.add("whoami", try bank.run("whoami"))
    traces.add("whoami --json", try bank.run("whoami", "--json"))
    traces.add("accounts", try bank.run("accounts"))
    traces.add("accounts --json", try bank.run("accounts", "--json"))
    bank.bank { bank, now in bank.expireTokens(at: now) }
    traces.add("a refresh", try bank.run("fetch"))
    #expect(bank.requests.contains("POST /oauth2/token"))
    traces.texts += try everything(in: bank, but: [bank.tokenFile]).map { (name: $0.0, text: $0.1) }
    traces.add("logout", try bank.run("logout"))
    traces.texts += try everything(in: bank, but: []).map { (name: $0.0, text: $0.1) }
    traces.texts += bank.targets.map { (name: "an address", text: $0) }
    traces.check(for: bank.secrets)
  }

  @Test func `nothing that goes wrong shows a secret`() throws {
    let bank = try TestBank()
    let traces = Traces()
    traces.add(
      "a wrong client", try bank.logIn(with: ["MONZO_CLIENT_SECRET": "wrong-secret-wrong"]))
    traces.add("login", try bank.logIn())
    let kept = bank.scratch.text(bank.tokenFile)
    traces.add(
      "a token as an argument of import",
      try bank.run("login", "--import", "-", input: "\(kept) \(kept)"))
    for status in [400, 401, 403, 404, 418, 500] {
      // A bank that repeats what it was sent.
      let echo = HTTPResponse(
        status: status, headers: ["retry-after": "3600"],
        body: Array(
          "{\"code\":\"x\",\"message\":\"Bearer \(bank.secrets.joined(separator: " "))\"}".utf8))
      bank.fail(echo, echo)
      traces.add("an answer \(status)", try bank.run("whoami"))
      bank.fail(echo, echo)
      traces.add("a fetch with \(status)", try bank.run("accounts"))
      _ = bank.takeFailures()
    }
    bank.bank { server, now in server.logInElsewhere(server.clients[0], at: now) }
    traces.add("an eviction", try bank.run("whoami"))
    bank.bank { bank, now in bank.expireTokens(at: now) }
    bank.pass(seconds: 30_000)
    traces.add("a refused refresh", try bank.run("whoami"))
    traces.add(
      "a bank that is away", try bank.run("whoami", with: ["MONZO_API_URL": "http://127.0.0.1:9"]))
    chmod(bank.scratch(bank.tokenFile), 0o644)
    traces.add("an open token file", try bank.run("whoami"))
    chmod(bank.scratch(bank.tokenFile), 0o600)
    traces.texts += bank.targets.map { (name: "an address", text: $0) }
    traces.texts += try everything(in: bank, but: [bank.tokenFile]).map { (name: $0.0, text: $0.1) }
    traces.check(for: bank.secrets)
  }

  @Test func `with a helper, only what the helper keeps holds a secret`() throws {
    let bank = try TestBank()
    let helper = try bank.scratch.script(
      """
      echo "$@" >> "$HOME/calls"; env >> "$HOME/variables"
      IFS= read -r login
      case "$1" in
      get) [ ! -e "$HOME/kept" ] || cat "$HOME/kept" ;;
      store) cat > "$HOME/kept" ;;
      erase) rm -f "$HOME/kept" ;;
      esac
      """, to: "helper")
    let config = try bank.scratch.write(
      "{ redirect: \"\(bank.redirect)\", archive: \"archive\", token_store: { helper: [\"\(helper)\"] } }",
      to: "helper.json5")
    let traces = Traces()
    let login = try bank.logIn("--config", config)
    #expect(login.status == 0, "\(login.errors)")
    traces.add("login", login)
    bank.bank { bank, now in bank.expireTokens(at: now) }
    let who = try bank.run("whoami", "--config", config)
    #expect(who.status == 0, "\(who.errors)")
    traces.add("whoami", who)
    #expect(
      SavedLogin(json: bank.scratch.bytes("kept").map { $0.filter { $0 != 10 } } ?? [])?.token?
        .generation == 2)
    traces.texts += try everything(in: bank, but: ["kept"]).map { (name: $0.0, text: $0.1) }
    traces.add("logout", try bank.run("logout", "--config", config))
    #expect(bank.scratch.bytes("kept") == nil)
    traces.check(for: bank.secrets)
  }
}
