// How commands talk to the bank that ask one thing after another: login, whoami, accounts. Fetching has a loop
// of its own.

import Fetch
import Model
import MonzoAPI

/// A connection to the bank, one request at a time.
struct BankLine {
  /// Sends a request and waits for the answer; the token goes into the `Authorization` header.
  ///
  /// What it throws but `TransportFailure` ends the command.
  let carry: (HTTPRequest, Secret?) throws -> HTTPResponse
  /// The time by the bank's clock.
  let now: () -> Instant
  /// Lets seconds pass; what it throws ends the command.
  let sleep: (Int) throws -> Void

  /// What came of asking once.
  enum Attempt<Answer> {
    case answered(Answer)
    /// The bank says no, and would say so again.
    case refused(BankError)
    /// It may succeed in a while, at the earliest after the seconds that the bank wishes; else this is why not.
    case mayPass(CommandError, seconds: Int)
    /// It does not succeed, however often it is asked.
    case failed(CommandError)
  }

  /// Asks the bank something and reads its answer.
  ///
  /// No answer, one that cannot be read, and failures of the bank are tried again after 1, 2 and 4 seconds.
  ///
  /// - Parameters:
  ///   - call: what to ask; it does no harm to ask it again.
  ///   - token: the token; nil for calls that ask for one.
  /// - Returns: the bank's answer.
  /// - Throws: `BankError` when the bank refuses, `CommandError` when it is not reached or not understood.
  func ask<Call: Endpoint>(_ call: Call, token: Secret?) throws -> Call.Answer {
    var tries = 0
    while true {
      tries += 1
      switch try askOnce(call, token: token) {
      case .answered(let answer): return answer
      case .refused(let error): throw error
      case .failed(let refusal): throw refusal
      case .mayPass(let refusal, let seconds):
        let decision = RetryPolicy.attended.decide(afterFailures: tries, retryAfter: seconds)
        guard case .again(let wait) = decision else { throw refusal }
        try sleep(Int(wait / 1_000))
      }
    }
  }

  /// Asks the bank something once.
  ///
  /// - Throws: what ends the command.
  func askOnce<Call: Endpoint>(
    _ call: Call, token: Secret?
  ) throws -> Attempt<Call.Answer> {
    do {
      let response = try carry(call.request, token)
      do {
        return .answered(try Call.answer(to: response))
      } catch .refused(let error) {
        guard error.mayPass else { return .refused(error) }
        return .mayPass(.later("\(error)"), seconds: response.retryAfter(now: now()) ?? 0)
      } catch .unreadable(let fault) {
        return unreadable(call.request, fault)
      }
    } catch let failure as TransportFailure {
      let refusal = CommandError.later(failure.reason)
      return failure.mayRetry ? .mayPass(refusal, seconds: 0) : .failed(refusal)
    }
  }

  /// What an answer that cannot be read comes to: what only asks is worth asking again.
  private func unreadable<Answer>(
    _ request: HTTPRequest, _ fault: UnreadableAnswer
  ) -> Attempt<Answer> {
    let refusal = CommandError(
      message: "the bank's answer to \(request) makes no sense: \(fault)",
      status: fault.isNoJSON ? .unreachable : .failed)
    return request.method == .get ? .mayPass(refusal, seconds: 0) : .failed(refusal)
  }
}

extension CommandError {
  /// The end of a command whose request may succeed later.
  fileprivate static func later(_ reason: String) -> CommandError {
    CommandError(message: "\(reason): try again later", status: .unreachable)
  }
}
