// What must hold of every request that a run sends, whatever the network does: what is asked, with which
// token, how many at once, and when.

import Fetch
import Model
import MonzoAPI

@testable import Connect
@testable import Sandbox

/// Checks the requests of a run one by one.
struct RequestRules {
  /// The only token that may be sent: the one that is in the store; nil when the store keeps nothing.
  var currentToken: () -> Secret? = { nil }
  /// Requests so far, those for tokens left out.
  private(set) var requests = 0
  private var concurrency = 1
  private var quietUntil: Int64 = .min

  /// Begins a run.
  mutating func begin(concurrency: Int) {
    self.concurrency = concurrency
    requests = 0
    quietUntil = .min
  }

  /// What is wrong with a request; nil when nothing is.
  mutating func check(
    _ id: RequestID, _ request: HTTPRequest, token: Secret?, inFlight: [RequestID], at time: Int64
  ) -> String? {
    if inFlight.contains(id) { return "its number is in flight" }
    if time < quietUntil {
      return "sent though the bank asked to wait until \(Instant(milliseconds: quietUntil))"
    }
    guard id >= 0 else { return checkTokenRequest(request, token) }
    requests += 1
    let others = inFlight.count { $0 >= 0 }
    if others >= concurrency { return "\(others + 1) in flight, \(concurrency) allowed" }
    guard let token, !token.isEmpty else { return "without a token" }
    if let current = currentToken(), current != token { return "with a token that is not kept" }
    if request.method != .get || !request.body.isEmpty { return "changes something at the bank" }
    for field in request.query.fields where field.value.contains("sandbox.") {
      return "a secret in the address"
    }
    return request.path == ["transactions"] ? checkRows(request.query) : nil
  }

  private func checkTokenRequest(_ request: HTTPRequest, _ token: Secret?) -> String? {
    if token != nil { return "a request for a token with a token" }
    if request.target != "/oauth2/token" || request.method != .post { return "not for a token" }
    return nil
  }

  private func checkRows(_ query: FormFields) -> String? {
    guard let since = query["since"], let before = query["before"].flatMap({ Instant($0) }) else {
      return "without both ends"
    }
    guard let limit = query["limit"].flatMap({ Int($0) }), 1...100 ~= limit else {
      return "limit \(query["limit"] ?? "missing")"
    }
    guard query["expand[]"] == "merchant" else { return "without merchants" }
    if let time = Instant(since), before.seconds - time.seconds > 8760 * 3600 {
      return "more than 8760 hours"
    }
    return nil
  }

  /// Takes down what the bank asks for.
  mutating func answered(_ response: HTTPResponse, at time: Int64) {
    guard response.status == 429,
      let seconds = response.headers["retry-after"].flatMap({ Int64($0) })
    else { return }
    quietUntil = max(quietUntil, time + seconds * 1000)
  }
}
