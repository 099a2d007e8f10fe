// Carries requests to the bank and answers back, several at once: the only place that sends a token over a
// network. It follows no redirect, keeps no cookie, no cache and no password, and sends only what it is given.
//
// There is no thread in it: answers come in while somebody waits for one.

package import Fetch
package import MonzoAPI
internal import Synchronization

/// What came of a request.
package struct Arrival: Sendable {
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
    /// Bytes of a body, once unpacked; a page of a hundred transactions has 200 KB.
    let bodyMax: Int

    /// Creates limits.
    init(idleSeconds: Int = 30, whole: Duration = .seconds(120), bodyMax: Int = 16 << 20) {
      (self.idleSeconds, self.whole, self.bodyMax) = (idleSeconds, whole, bodyMax)
    }
  }

  package let base: BaseAddress
  private let agent: String
  /// Held by the thread that sends or waits.
  private let queue: Mutex<TransferQueue>
  private let waker: TransferQueue.Waker
  private let isWoken = Atomic(false)

  /// Creates a carrier; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - base: where the bank is.
  ///   - limits: what an answer may take.
  ///   - agent: what the program calls itself.
  /// - Throws: `ConnectError` when this machine has no libcurl.
  package init(
    _ base: BaseAddress, limits: Limits = Limits(), agent: String = "monzo-export"
  ) throws(ConnectError) {
    self.base = base
    self.agent = agent
    let queue = try TransferQueue(try CurlLibrary.system.get(), host: base.host, limits: limits)
    waker = queue.waker
    self.queue = Mutex(queue)
  }

  /// Sends a request; its answer comes with `next`, under the same id.
  package func send(_ id: RequestID, _ request: HTTPRequest, token: Secret? = nil) {
    do throws(TransportFailure) {
      try check(request.target, token)
      let carried = CurlRequest(
        url: "\(base)\(request.target)", request: request, isEncrypted: base.isEncrypted,
        agent: agent, token: token)
      queue.withLock { $0.send(id, carried) }
    } catch {
      queue.withLock { $0.fail(id, error) }
    }
  }

  /// Waits for the next answer.
  ///
  /// - Parameter deadline: until when; for good when null.
  /// - Returns: the answer; nil when the deadline has passed, or `wake` was called.
  package func next(until deadline: ContinuousClock.Instant? = nil) -> Arrival? {
    queue.withLock { queue in
      while true {
        if let arrival = queue.next() { return arrival }
        let rest = deadline.map { $0 - .now }
        if isWoken.exchange(false, ordering: .sequentiallyConsistent) { return nil }
        if let rest, rest <= .zero { return nil }
        queue.wait(rest)
      }
    }
  }

  /// Lets the waiting `next`, or the following one, return at once; from any thread.
  package func wake() {
    isWoken.store(true, ordering: .sequentiallyConsistent)
    waker.wake()
  }

  /// Forgets all requests in flight; no answer to them will come.
  func cancelAll() { queue.withLock { $0.cancelAll() } }

  /// The number of requests whose answers have not been taken.
  var inFlightCount: Int { queue.withLock { $0.count } }

  /// Looks at what could end a line or an address and begin another one.
  private func check(_ target: String, _ token: Secret?) throws(TransportFailure) {
    guard target.hasPrefix("/"), target.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw TransportFailure(mayRetry: false, reason: "\(base.host): no such path")
    }
    guard let token else { return }
    guard token.reveal().utf8.allSatisfy({ 0x21...0x7E ~= $0 }), !token.isEmpty else {
      throw TransportFailure(
        mayRetry: false, reason: "the token has characters that no token has; log in again")
    }
  }
}
