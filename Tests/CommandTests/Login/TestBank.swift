// A sandbox bank behind a real server on this machine, in its own time, and everything that a person, a browser
// and a program need to log in to it.

import Archive
import Disk
import Foundation
import LoopbackHTTP
import Model
import MonzoAPI
import Sandbox
import Synchronization
import TestSupport

@testable import monzo_export

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A bank that can be reached.
final class TestBank {
  /// What the server's thread and the test share.
  private final class State: Sendable {
    let bank: Mutex<BankServer>
    let now = Mutex(DemoBank.asOf)
    /// `METHOD path` and, for the test of secrets, whole targets.
    let requests = Mutex<[(line: String, target: String)]>([])
    let texts = Mutex<[String]>([])
    let failures = Mutex<[HTTPResponse]>([])
    /// How long answers are held back.
    let latency = Mutex(Duration.zero)
    let inFlightMax = Mutex(0)

    init(_ bank: BankServer) { self.bank = Mutex(bank) }
  }

  private static let history = BankHistory(DemoBank(seed: 1, transactions: 40))

  let scratch: Scratch
  let client: BankServer.Client
  let redirect: String
  private let state: State
  private let server: LoopbackServer

  /// Opens a bank for one of its clients, with what is special about it.
  init(isConfidential: Bool = true, _ change: (inout BankServer.Rules) -> Void = { _ in }) throws {
    scratch = try Scratch()
    var rules = BankServer.Rules()
    rules.approvalDelay = 0
    change(&rules)
    let bank = BankServer(Self.history, rules: rules)
    client = bank.clients[isConfidential ? 0 : 1]
    let state = State(bank)
    self.state = state
    server = try LoopbackServer(
      observer: { count in state.inFlightMax.withLock { $0 = max($0, count) } },
      handler: { TestBank.answer($0, state) })
    redirect = "http://127.0.0.1:\(try LoopbackServer { _ in .text(200, "") }.port)/callback"
    try configure("redirect: '\(redirect)'")
  }

  /// Writes the configuration of the user: an archive beside it, and some members more.
  func configure(_ members: String) throws {
    try scratch.write(
      "{ archive: 'archive', \(members) }", to: ".config/monzo-export/config.json5")
  }

  var url: String { "http://127.0.0.1:\(server.port)" }
  /// `METHOD path` of every request so far.
  var requests: [String] { state.requests.withLock { $0.map(\.line) } }
  /// Path and query of every request so far.
  var targets: [String] { state.requests.withLock { $0.map(\.target) } }
  /// Everything secret that the bank has given or knows, so far.
  var secrets: [String] { state.texts.withLock { $0 } + [client.secret.reveal()] }
  var tokenFile: String { ".local/state/monzo-export/token-127.0.0.1-\(server.port).json" }
  var consentFile: String { ".local/state/monzo-export/consent-127.0.0.1-\(server.port).json" }

  /// Does something to the bank.
  func bank<Result: Sendable>(_ body: (inout BankServer, Instant) -> Result) -> Result {
    let now = state.now.withLock { $0 }
    return state.bank.withLock { body(&$0, now) }
  }

  /// Lets time pass at the bank.
  func pass(seconds: Int64) {
    state.now.withLock { $0 = Instant(seconds: $0.seconds + seconds) }
  }

  /// Answers the next requests with these instead.
  func fail(_ responses: HTTPResponse...) { state.failures.withLock { $0 += responses } }

  /// Holds answers back from now on, and counts anew how many requests are in flight at once.
  func slowDown(_ latency: Duration) {
    state.latency.withLock { $0 = latency }
    state.inFlightMax.withLock { $0 = 0 }
  }

  /// The greatest number of requests in flight at once.
  var inFlightMax: Int { state.inFlightMax.withLock { $0 } }

  /// Takes back what was said of the next requests.
  func takeFailures() -> Int {
    state.failures.withLock { failures in
      defer { failures = [] }
      return failures.count
    }
  }

  /// The environment of a person who has set the client up.
  var environment: [String: String] {
    [
      "HOME": scratch.path, "PATH": "\(scratch("bin")):/usr/bin:/bin",
      "MONZO_API_URL": url, "MONZO_AUTH_URL": url, "MONZO_CLIENT_ID": client.id,
      "MONZO_CLIENT_SECRET": client.secret.reveal(),
    ]
  }

  /// Runs a command of that person.
  func run(_ arguments: String..., input: String = "", with more: [String: String?] = [:]) throws
    -> Run
  {
    var environment = environment
    for (name, value) in more { environment[name] = value }
    return try Run(arguments, input: Array(input.utf8), environment: environment)
  }

  /// Logs in as a person does who sits at this machine, with a browser that says yes.
  func logIn(
    _ arguments: String..., fetches: Bool = false, with more: [String: String?] = [:]
  ) throws -> Run {
    let pipe = scratch("browser-\(UUID().uuidString)")
    mkfifo(pipe, 0o600)
    try scratch.script(
      "printf '%s' \"$1\" >> \"$HOME/argv\"; printf '%s' \"$1\" > '\(pipe)'", to: "bin/xdg-open")
    try scratch.script("exec \"${0%/*}/xdg-open\" \"$@\"", to: "bin/open")
    let browser = Browsing(state)
    let thread = Thread {
      let address = (try? File.readingInput(pipe).readAll()) ?? []
      browser.visit(String(decoding: address, as: UTF8.self))
    }
    thread.start()
    var environment = environment
    environment["DISPLAY"] = ":0"
    for (name, value) in more { environment[name] = value }
    return try Run(
      ["login"] + (fetches ? [] : ["--no-fetch"]) + arguments, environment: environment)
  }

  /// A browser and the user before it.
  private struct Browsing: Sendable {
    let state: State

    init(_ state: State) { self.state = state }

    /// Opens the bank's page, says yes, and goes where the bank sends it.
    func visit(_ address: String) {
      guard let target = address.range(of: "/?").map({ String(address[$0.lowerBound...]) }) else {
        return
      }
      let answer = TestBank.answer(IncomingRequest(method: "GET", target: target), state)
      guard let back = answer.headers["location"], let url = URL(string: back) else { return }
      _ = try? Data(contentsOf: url)
    }
  }

  private static func answer(_ incoming: IncomingRequest, _ state: State) -> Reply {
    let method = HTTPRequest.Method(rawValue: incoming.method) ?? .get
    let request = HTTPRequest(
      method, incoming.target, contentType: incoming.headers["content-type"], body: incoming.body)
    let now = state.now.withLock { $0 }
    let path = incoming.target.prefix { $0 != "?" }
    state.requests.withLock { $0.append(("\(incoming.method) \(path)", incoming.target)) }
    let failure = state.failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    let response =
      failure
      ?? state.bank.withLock {
        $0.answer(request, authorization: incoming.headers["authorization"], at: now)
      }
    note(response, state)
    let fields =
      response.headers.sorted { $0.key < $1.key } + [(key: "date", value: HTTPDate.format(now))]
    var reply = Reply(
      status: response.status,
      headers: HeaderFields(fields.map { (name: $0.key, value: $0.value) }),
      body: response.body)
    reply.delay = state.latency.withLock { $0 }
    return reply
  }

  /// Remembers every code and token that the bank gives.
  private static func note(_ response: HTTPResponse, _ state: State) {
    let text = String(decoding: response.body, as: UTF8.self) + (response.headers["location"] ?? "")
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == ".") }
    state.texts.withLock { $0 += words.filter { $0.hasPrefix("sandbox.") }.map(String.init) }
  }
}
