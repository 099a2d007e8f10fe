// Answers by status: a list goes to its question, everything else to the part that knows the fault.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// Takes an answer; one to no request in flight changes nothing.
  mutating func answered(_ id: RequestID, _ response: HTTPResponse) {
    guard let at = state.inFlight.firstIndex(where: { $0.id == id }) else { return }
    let sent = state.inFlight.remove(at: at)
    switch response.status {
    case 200..<300:
      provedToken(sent)
      state.pace.answered(slotsMax: state.options.concurrency)
      read(sent.call, response)
    case 401:
      tokenRefused(sent, BankError(response))
    case 429:
      slowDown(sent, response)
    case 408, 500...:
      tryAgain(sent.call, orEnd: .unreachable("the bank failed: \(response.status)"))
    case 400..<500:
      let error = BankError(response)
      // Without a code it may be cut short: believed when it comes every time, but for what is a proxy's.
      let isDoubtful = sent.call.failures + 1 < RetryPolicy.fetching.triesMax || response.isPage
      if error.code.isEmpty, isDoubtful {
        return tryAgain(sent.call, orEnd: .unreachable("\(error)"))
      }
      provedToken(sent)
      state.pace.answered(slotsMax: state.options.concurrency)
      refused(sent.call, error)
    default:
      end(.misunderstood("\(describe(sent.call.ask)): an answer of status \(response.status)"))
    }
  }

  /// Takes the news that a request was not answered.
  mutating func failed(_ id: RequestID, _ failure: TransportFailure) {
    guard let at = state.inFlight.firstIndex(where: { $0.id == id }) else { return }
    let sent = state.inFlight.remove(at: at)
    guard failure.mayRetry else { return end(.blocked(failure.reason)) }
    tryAgain(sent.call, orEnd: .unreachable(failure.reason))
  }

  /// Puts a question back after a failure, later each time; after too many the run ends.
  mutating func tryAgain(_ call: Call, orEnd outcome: FetchOutcome) {
    var call = call
    call.failures += 1
    let decision = RetryPolicy.fetching.decide(afterFailures: call.failures, jitter: jitter)
    guard case .again(let wait) = decision else { return end(outcome) }
    let time = now.adding(milliseconds: wait)
    call.notBefore = time
    again(call)
    switch outcome {
    case .unreachable(let reason), .misunderstood(let reason):
      effects.append(.note(.slowed(seconds: seconds(until: time), reason)))
    default: break
    }
  }

  /// Reads the answer to a question; one that cannot be read is asked for again.
  private mutating func read(_ call: Call, _ response: HTTPResponse) {
    do throws(CallFailure) {
      switch call.ask {
      case .accounts: accountsListed(try ListAccounts.answer(to: response))
      case .pots(let owner): potsListed(owner, try ListPots.answer(to: response))
      case .balance(let account): balanceRead(account, try ReadBalance.answer(to: response))
      case .page(let window): pageRead(window, try ListTransactions.answer(to: response))
      }
    } catch {
      guard case .unreadable(let fault) = error else { return }
      let what = "\(describe(call.ask)): \(fault)"
      tryAgain(call, orEnd: fault.isNoJSON ? .unreachable(what) : .misunderstood(what))
    }
  }

  /// Takes the bank's refusal of one question.
  private mutating func refused(_ call: Call, _ error: BankError) {
    switch call.ask {
    case .accounts: accountsRefused(error)
    case .pots(let owner): potsRefused(owner, error)
    case .balance(let account): balanceRefused(account, error)
    case .page(let window): pageRefused(call, window: window, error)
    }
  }

  /// The bank took the token of a request.
  private mutating func provedToken(_ sent: InFlight) {
    if sent.token == state.token.serial { (state.token.isProved, state.token.unproved) = (true, 0) }
  }

  /// What a question asks for, for people.
  func describe(_ ask: Ask) -> String {
    switch ask {
    case .accounts: return "accounts"
    case .pots(let owner): return "pots of \(state.accounts[owner].key.accountID)"
    case .balance(let account): return "balance of \(state.accounts[account].key.accountID)"
    case .page(let number):
      guard let window = state.windows.first(where: { $0.id == number }) else { return "rows" }
      let since = window.cursor?.id ?? window.askedSince.description
      return "rows of \(state.accounts[window.account].key.accountID) since \(since)"
    }
  }
}
