// Carries requests to the bank and answers back, several at once: the only place that sends a token over a
// network. It follows no redirect, keeps no cookie, no cache and no password, and sends only what it is given.
//
// Known of URLSession on Linux (Swift 6.3): an answer that ends in order, but within its header, ends the
// program inside of FoundationNetworking, where nobody can catch it. The archive and the resume file stand
// what a killed program stands, and the next run carries on.

package import Fetch
internal import Foundation
package import MonzoAPI

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// What came of a request.
package struct Arrival {
  package let id: RequestID
  package let result: Result<HTTPResponse, TransportFailure>
}

/// A connection to one bank, for a loop that sends and waits.
package final class HTTPCarrier: Sendable {
  /// What an answer may take.
  package struct Limits: Sendable {
    /// Without a byte from the bank, in whole seconds: connecting, waiting, or between two pieces.
    let idleSeconds: Int
    /// From sending to the last byte.
    let whole: Duration
    /// Bytes of a body; a page of a hundred transactions has 200 KB.
    let bodyMax: Int

    /// Creates limits.
    init(idleSeconds: Int = 30, whole: Duration = .seconds(120), bodyMax: Int = 64 << 20) {
      (self.idleSeconds, self.whole, self.bodyMax) = (idleSeconds, whole, bodyMax)
    }
  }

  package let base: BaseAddress
  private let session: URLSession
  private let mailbox: Mailbox

  /// Creates a carrier; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - base: where the bank is.
  ///   - connections: the most requests that will be in flight.
  ///   - limits: what an answer may take.
  ///   - agent: what the program calls itself.
  package init(
    _ base: BaseAddress, connections: Int = 4, limits: Limits = Limits(),
    agent: String = "monzo-export"
  ) {
    NetworkEnvironment.prepare(for: base)
    self.base = base
    mailbox = Mailbox(host: base.host, limits: limits)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    // Above this number requests wait inside of the system, where their time runs already.
    configuration.httpMaximumConnectionsPerHost = max(connections, 1)
    configuration.timeoutIntervalForRequest = TimeInterval(limits.idleSeconds)
    configuration.httpAdditionalHeaders = [
      "User-Agent": agent, "Accept": "application/json",
      // Without it the system sends the user's language, and the bank might answer in it.
      "Accept-Language": "en",
    ]
    session = URLSession(
      configuration: configuration, delegate: SessionDelegate(mailbox), delegateQueue: nil)
  }

  /// Requests in flight are forgotten.
  deinit { session.invalidateAndCancel() }

  /// Sends a request; its answer comes with `next`, under the same id.
  package func send(_ id: RequestID, _ request: HTTPRequest, token: Secret? = nil) {
    guard request.target.hasPrefix("/"), let url = URL(string: "\(base)\(request.target)") else {
      return mailbox.fail(
        id, TransportFailure(mayRetry: false, reason: "\(base.host): no such path"))
    }
    var carried = URLRequest(url: url)
    carried.httpMethod = request.method.rawValue
    if let type = request.contentType { carried.setValue(type, forHTTPHeaderField: "Content-Type") }
    if !request.body.isEmpty || request.method != .get { carried.httpBody = Data(request.body) }
    if let token {
      // A line break would end the field and begin another one.
      guard token.reveal().utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !token.isEmpty else {
        let reason = "the token has characters that no token has; log in again"
        return mailbox.fail(id, TransportFailure(mayRetry: false, reason: reason))
      }
      carried.setValue("Bearer \(token.reveal())", forHTTPHeaderField: "Authorization")
    }
    let task = session.dataTask(with: carried)
    mailbox.expect(id, task)
    task.resume()
  }

  /// Waits for the next answer.
  ///
  /// - Parameter deadline: until when; for good when null.
  /// - Returns: the answer; nil when the deadline has passed, or `wake` was called.
  package func next(until deadline: ContinuousClock.Instant? = nil) -> Arrival? {
    mailbox.next(until: deadline)
  }

  /// Lets the waiting `next`, or the following one, return at once; from any thread.
  package func wake() { mailbox.wake() }

  /// Forgets all requests in flight; no answer to them will come.
  func cancelAll() { mailbox.cancelAll() }

  /// The number of requests whose answers have not been taken.
  var inFlightCount: Int { mailbox.inFlightCount }
}
