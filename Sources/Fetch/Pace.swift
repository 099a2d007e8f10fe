// How fast the bank lets the run go: after "too many requests" the whole client is quiet, then goes on with half
// as many requests in flight and recovers slowly.

internal import Model
internal import MonzoAPI

/// The pace of a run.
struct Pace: Equatable, Sendable {
  /// Answers after which one more request may be in flight.
  static let answersToRecover = 16

  /// The most requests in flight for now.
  var slots: Int
  /// Nothing is sent before.
  var quietUntil: Instant?
  /// How often the bank asked to slow down; answers to requests sent before it did are of the same time.
  var slowdowns = 0
  /// How often in a row.
  var streak = 0
  /// When it did for the first time since the last real answer.
  var waitingSince: Instant?
  /// Real answers since the pace last changed.
  var answers = 0

  /// Creates the pace of a run that begins.
  init(slots: Int = 1) { self.slots = slots }

  /// Notes a real answer.
  mutating func answered(slotsMax: Int) {
    (streak, waitingSince) = (0, nil)
    guard slots < slotsMax else { return }
    answers += 1
    if answers >= Pace.answersToRecover {
      slots += 1
      answers = 0
    }
  }
}

extension FetchReducer {
  /// Slows the whole client down.
  mutating func slowDown(_ sent: InFlight, _ response: HTTPResponse) {
    again(sent.call)
    let asked = response.retryAfter(now: now)
    if sent.slowdowns == state.pace.slowdowns {
      state.pace.slowdowns += 1
      state.pace.streak += 1
      state.pace.slots = max(1, state.pace.slots / 2)
      state.pace.answers = 0
    } else if asked == nil {
      return
    }
    // A bank that says "again at once" every time gets more and more time all the same.
    let wait = RetryPolicy.wait(
      afterFailures: state.pace.streak, retryAfter: asked, jitter: jitter)
    let until = now.adding(milliseconds: wait)
    let since = state.pace.waitingSince ?? now
    state.pace.waitingSince = since
    guard until <= since.adding(seconds: Limits.patienceSeconds) else {
      return end(.unreachable("the bank asks to wait until \(until.wholeSecond)"))
    }
    let quiet = max(until, state.pace.quietUntil ?? until)
    guard quiet != state.pace.quietUntil else { return }
    state.pace.quietUntil = quiet
    effects.append(
      .note(.slowed(seconds: seconds(until: quiet), "the bank asks to slow down")))
    showProgress(.waiting(until: quiet))
  }

  /// Whole seconds until a moment, rounded up.
  func seconds(until: Instant) -> Int {
    let whole = until.seconds - now.seconds + (until.nanoseconds > now.nanoseconds ? 1 : 0)
    return Int(clamping: max(0, whole))
  }
}
