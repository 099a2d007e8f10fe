// What goes wrong on the way is drawn from a seed, at the rates that were asked for.

import Model
import MonzoAPI
import Sandbox
import Testing

@Suite struct FaultTests {
  private let request = ListAccounts().request

  @Test func `every kind can be named, and comes about as often as its rate says`() throws {
    let kinds = Faults.Kind.allCases.filter { $0 != .loseToken }
    let text = kinds.map { "\($0.rawValue)=0.05" }.joined(separator: ",")
    var faults = try Faults(parsing: text, seed: 1)
    var counts: [Faults.Kind: Int] = [:]
    for _ in 0..<10_000 {
      if let fault = faults.next(request) { counts[fault.kind, default: 0] += 1 }
    }
    for kind in kinds { #expect(400...600 ~= counts[kind, default: 0], "\(kind)") }
  }

  @Test func `the same seed draws the same faults`() throws {
    func draw(_ seed: UInt64) throws -> [Faults.Kind?] {
      var faults = try Faults(parsing: "drop=0.3,slow=0.3", seed: seed)
      return (0..<100).map { _ in faults.next(request)?.kind }
    }
    #expect(try draw(1) == draw(1))
    #expect(try draw(1) != draw(2))
  }

  @Test(arguments: [
    "drop", "drop=2", "drop=0.1.1", "drop=-0.1", "drop=+1", "rain=0.1", "drop=0.1,drop=0.1",
  ])
  func `a text that names no faults is refused`(text: String) {
    #expect(throws: Faults.ParsingError.self) { try Faults(parsing: text, seed: 1) }
  }

  @Test func `rates above one together are refused, and no text is no faults`() throws {
    #expect(throws: Faults.ParsingError.tooMuch) {
      try Faults(parsing: "drop=0.6,slow=0.5", seed: 1)
    }
    var none = try Faults(parsing: "", seed: 1)
    #expect(none.next(request) == nil)
  }

  @Test func `the token endpoint loses an answer only when it is asked to`() throws {
    let token = HTTPRequest(.post, "/oauth2/token")
    var faults = try Faults(parsing: "reset=1", seed: 1)
    #expect(faults.next(token) == nil)
    var losing = try Faults(parsing: "losetoken=1", seed: 1)
    #expect(losing.next(token)?.kind == .loseToken)
    #expect(losing.next(request) == nil)
    #expect(losing.next(HTTPRequest(.get, "/?client_id=x")) == nil)
  }

  /// What a bank with one fault for certain answers to a client that is logged in.
  private func answer(_ fault: String) throws -> (response: HTTPResponse, passage: Passage) {
    let test = try TestBank.open()
    var bank = FaultyBank(test.bank, try Faults(parsing: "\(fault)=1", seed: 1))
    return bank.answer(
      request, authorization: "Bearer \(test.token ?? "")", at: test.now)
  }

  @Test func `faults of the bank are answers`() throws {
    #expect(try answer("429").response.status == 429)
    #expect(try [500, 502, 504].contains(answer("500").response.status))
    #expect(try answer("html").response.headers["content-type"] == "text/html; charset=utf-8")
    #expect(
      try answer("nokey").response
        == HTTPResponse(
          status: 200, headers: ["content-type": "application/json"], body: Array("{}".utf8)))
    #expect(try answer("expire").response.status == 401)
  }

  @Test func `faults of the way are passages`() throws {
    #expect(try answer("drop").passage == .dropped)
    #expect(try answer("hang").passage == .silent)
    #expect(try answer("reset").passage == .lost)
    let cut = try answer("truncate")
    #expect(cut.passage == .cut(bytes: cut.response.body.count / 2))
    guard case .late(let milliseconds) = try answer("slow").passage else {
      Issue.record("slow is late")
      return
    }
    #expect(1000..<4000 ~= milliseconds)
  }
}
