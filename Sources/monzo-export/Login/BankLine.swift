// How commands talk to the bank that ask one thing after another: login, whoami, accounts. Fetching has a loop
// of its own.

import Fetch
import Model
import MonzoAPI

/// A connection to the bank, one request at a time.
struct BankLine {
  /// Sends a request and waits for the answer; the token goes into the `Authorization` header.
  let carry: (HTTPRequest, Secret?) throws(TransportFailure) -> HTTPResponse
  /// The time by the bank's clock.
  let now: () -> Instant
  /// Lets seconds pass.
  let sleep: (Int) -> Void

  /// How often a request is sent.
  private static let triesMax = 4
  /// A longer wish to wait is for another run.
  private static let waitMaxSeconds = 60

  /// Asks the bank something and reads its answer.
  ///
  /// No answer, and failures of the bank, are tried again after 1, 2 and 4 seconds.
  ///
  /// - Parameters:
  ///   - call: what to ask; it does no harm to ask it again.
  ///   - token: the token; nil for calls that ask for one.
  /// - Returns: the bank's answer.
  /// - Throws: `BankError` when the bank refuses, `Refusal` when it is not reached or not understood.
  func ask<Call: Endpoint>(_ call: Call, token: Secret?) throws -> Call.Answer {
    var tries = 0
    while true {
      tries += 1
      let failure: (reason: String, mayRetry: Bool, wish: Int?)
      switch answer(to: call.request, token) {
      case .failure(let error): failure = (error.reason, error.mayRetry, nil)
      case .success(let response):
        do {
          return try Call.answer(to: response)
        } catch .refused(let error) {
          guard error.mayPass else { throw error }
          failure = ("\(error)", true, response.retryAfter(now: now()))
        } catch .unreadable(let fault) {
          throw Refusal(message: "the bank's answer to \(call.request) makes no sense: \(fault)")
        }
      }
      let wait = max(failure.wish ?? 0, 1 << (tries - 1))
      guard failure.mayRetry, tries < BankLine.triesMax, wait <= BankLine.waitMaxSeconds else {
        throw Refusal(message: "\(failure.reason): try again later", status: .unreachable)
      }
      sleep(wait)
    }
  }

  private func answer(
    to request: HTTPRequest, _ token: Secret?
  ) -> Result<HTTPResponse, TransportFailure> {
    do throws(TransportFailure) {
      return .success(try carry(request, token))
    } catch {
      return .failure(error)
    }
  }
}

extension BankError {
  /// Whether the same request may succeed in a while.
  var mayPass: Bool { mayRetry || isRateLimited || family == .timeout }
}

/// A connection to the bank for somebody who is logged in.
struct BankCalls {
  let line: BankLine
  let keeper: TokenKeeper

  /// Asks the bank something about the whole login; an expired token is renewed once.
  ///
  /// - Throws: `BankError` for refusals that are not about the token or the approval, `Refusal` for all else.
  func ask<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try askOfOne(call)
    } catch let error as BankError where error.needsApproval || error.needsVerification {
      throw Refusal(
        message: """
          the bank does not let this login in (\(error)): approve it in the Monzo app, or extend it there \
          under Settings > Privacy & security > Manage apps > Refresh permissions
          """, status: .approveInApp)
    }
  }

  /// Asks the bank something about one account, which the bank may refuse while it gives all others: with the
  /// same words as when nothing is approved.
  ///
  /// - Throws: `BankError` for refusals that are not about the token, `Refusal` for all else.
  func askOfOne<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError where error.isExpired && keeper.facts.isRefreshable {
      try renew()
    } catch let error as BankError {
      throw refusal(error) ?? error
    }
    do {
      return try line.ask(call, token: keeper.accessToken)
    } catch let error as BankError {
      throw refusal(error) ?? error
    }
  }

  private func renew() throws {
    let event = keeper.refresh(
      generation: keeper.facts.generation, now: line.now, sleep: line.sleep,
      send: { request throws(TransportFailure) in try line.carry(request, nil) })
    switch event {
    case .tokenRefreshed: return
    default: throw AlreadyTold()
    }
  }

  private func refusal(_ error: BankError) -> Refusal? {
    if error.family == .unauthorized {
      let cause =
        error.isEvicted
        ? "somebody logged in elsewhere with the same client" : "the login is no longer good"
      return Refusal(
        message: "the bank refuses the token (\(error)): \(cause); run 'monzo-export login'",
        status: .logInAgain)
    }
    return nil
  }
}
