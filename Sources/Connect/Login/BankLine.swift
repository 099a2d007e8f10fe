// How the bank is asked one thing after another: for login, whoami, accounts. Fetching has a loop of its own.

internal import Fetch
public import Model
public import MonzoAPI

/// A connection to the bank, one request at a time.
public struct BankLine {
  /// Sends a request and waits for the answer; the token goes into the `Authorization` header.
  ///
  /// What it throws but `TransportFailure` ends what is going on.
  package let carry: (HTTPRequest, Secret?) throws -> HTTPResponse
  /// The time by the bank's clock.
  public let now: () -> Instant
  /// Lets seconds pass; what it throws ends what is going on.
  package let sleep: (Int) throws -> Void

  /// Creates a line.
  package init(
    carry: @escaping (HTTPRequest, Secret?) throws -> HTTPResponse,
    now: @escaping () -> Instant, sleep: @escaping (Int) throws -> Void
  ) {
    (self.carry, self.now, self.sleep) = (carry, now, sleep)
  }

  /// What came of asking once.
  package enum Attempt<Answer> {
    case answered(Answer)
    /// The bank says no, and would say so again.
    case refused(BankError)
    /// It may succeed in a while, at the earliest after the seconds that the bank asks for; else this is why not.
    case mayPass(ConnectError, seconds: Int)
    /// It does not succeed, however often it is asked.
    case failed(ConnectError)
  }

  /// Asks the bank something and reads its answer.
  ///
  /// No answer, one that cannot be read, and failures of the bank are tried again after 1, 2 and 4 seconds.
  ///
  /// - Parameters:
  ///   - call: what to ask; it does no harm to ask it again.
  ///   - token: the token; nil for calls that ask for one.
  /// - Returns: the bank's answer.
  /// - Throws: `BankError` when the bank refuses, `ConnectError` when it is not reached or not understood.
  public func ask<Call: Endpoint>(_ call: Call, token: Secret?) throws -> Call.Answer {
    var tries = 0
    while true {
      tries += 1
      switch try askOnce(call, token: token) {
      case .answered(let answer): return answer
      case .refused(let error): throw error
      case .failed(let error): throw error
      case .mayPass(let error, let seconds):
        let decision = RetryPolicy.attended.decide(afterFailures: tries, retryAfter: seconds)
        guard case .again(let wait) = decision else { throw error }
        try sleep(Int(wait / 1_000))
      }
    }
  }

  /// Asks the bank something once.
  ///
  /// - Throws: what ends all of it.
  package func askOnce<Call: Endpoint>(
    _ call: Call, token: Secret?
  ) throws -> Attempt<Call.Answer> {
    do {
      let response = try carry(call.request, token)
      do {
        return .answered(try Call.answer(to: response))
      } catch .refused(let error) {
        // A token that is too long for a server in between is refused with a page, too.
        let isOfProxy = response.isPage && ![401, 431].contains(response.status)
        guard error.mayPass || isOfProxy else { return .refused(error) }
        return .mayPass(.unreached("\(error)"), seconds: response.retryAfter(now: now()) ?? 0)
      } catch .unreadable(let fault) {
        return unreadable(call.request, fault)
      }
    } catch let failure as TransportFailure {
      return failure.mayRetry
        ? .mayPass(.unreached(failure.reason), seconds: 0) : .failed(.blocked(failure.reason))
    }
  }

  /// What an answer that cannot be read comes to: what only asks is worth asking again.
  private func unreadable<Answer>(
    _ request: HTTPRequest, _ fault: UnreadableAnswer
  ) -> Attempt<Answer> {
    let error = ConnectError.misunderstood(request: "\(request)", fault)
    return request.method == .get ? .mayPass(error, seconds: 0) : .failed(error)
  }
}
