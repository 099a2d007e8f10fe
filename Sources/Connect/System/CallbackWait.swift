// The wait for the browser to come back: at the redirect address on this machine, and at once for the same
// address pasted into the terminal, as when the browser is on another machine (RFC 8252 §7.3, §8.3).

import Disk
internal import Fetch
internal import Foundation
internal import LoopbackHTTP
internal import MonzoAPI
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Waits for the answer to one try to log in.
final class CallbackWait {
  /// The try, and what browsers brought.
  private final class Shared: Sendable {
    let attempt: Mutex<LoginAttempt>
    let outcome = Mutex<LoginAttempt.Outcome?>(nil)
    /// What came that ends nothing and was not reported yet.
    private let strays = Mutex<[ConnectNotice]>([])
    /// How often a stray callback may still wake the waiting thread: a page that reloads must not fill a terminal.
    private let straysLeft = Mutex(CallbackWait.straysMax)
    /// The end of a pipe that wakes the waiting thread; -1 for none.
    let bell: Int32

    init(_ attempt: LoginAttempt, bell: Int32) {
      self.attempt = Mutex(attempt)
      self.bell = bell
    }

    /// Takes what a callback was, and wakes the waiting thread when it has something to do.
    func take(_ judgement: LoginAttempt.Judgement) {
      switch judgement {
      case .ended(let outcome):
        self.outcome.withLock { $0 = outcome }
        ring()
      case .foreign: note(.callbackForeign)
      case .empty: note(.callbackWithoutCode)
      case .late: break
      }
    }

    /// What came since the last time.
    func takeStrays() -> [ConnectNotice] {
      strays.withLock { strays in
        defer { strays = [] }
        return strays
      }
    }

    private func note(_ notice: ConnectNotice) {
      let isHeard = straysLeft.withLock { left in
        left -= left > 0 ? 1 : 0
        return left > 0
      }
      guard isHeard else { return }
      strays.withLock { $0.append(notice) }
      ring()
    }

    private func ring() {
      var byte: UInt8 = 0
      _ = write(bell, &byte, 1)
    }
  }

  private static let straysMax = 5

  private let redirect: RedirectAddress
  private let input: File
  private let report: ConnectReport
  private let pipe: SystemPipe
  private let shared: Shared
  private let server: LoopbackServer?

  /// Starts to listen.
  ///
  /// A port that another program has is reported, and the address can still be pasted.
  ///
  /// - Parameters:
  ///   - attempt: the try.
  ///   - login: where the browser comes back to, and what it shows then.
  ///   - report: takes what happens meanwhile.
  /// - Throws: what the system refuses.
  init(_ attempt: LoginAttempt, _ login: BrowserLogin, _ report: @escaping ConnectReport) throws {
    redirect = login.redirect
    input = login.input
    self.report = report
    pipe = try SystemPipe()
    let shared = Shared(attempt, bell: pipe.writer?.descriptor ?? -1)
    self.shared = shared
    server = Self.listen(shared, login, report)
  }

  private static func listen(
    _ shared: Shared, _ login: BrowserLogin, _ report: ConnectReport
  ) -> LoopbackServer? {
    let (redirect, reply) = (login.redirect, login.reply)
    guard let port = redirect.port else {
      report(.cannotListen(redirect: redirect.text))
      return nil
    }
    do throws(LoopbackError) {
      return try LoopbackServer(port: port) { request in
        guard request.method == "GET", let arguments = redirect.arguments(ofTarget: request.target)
        else { return reply(nil) }
        let judgement = shared.attempt.withLock { $0.judge(arguments) }
        shared.take(judgement)
        return reply(judgement)
      }
    } catch {
      report(.listenFailed(redirect: redirect.text, error))
      return nil
    }
  }

  /// Waits until the try has ended.
  ///
  /// - Parameter seconds: how long at most.
  /// - Returns: what it ended with; nil when the time is over.
  /// - Throws: `ConnectError` when neither a browser nor a user can bring an answer any more.
  func run(seconds: Int) throws -> LoginAttempt.Outcome? {
    // Its answer still goes out: a browser that waits for the page would show an error.
    defer { server?.stop() }
    var lines = LineInput(input)
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      guard server != nil || !lines.isAtEnd else {
        throw ConnectError.noWayBack(redirect: redirect.text)
      }
      let left = (end - ContinuousClock.now).components.seconds
      guard left >= 0 else { return nil }
      switch try lines.next(
        or: pipe.reader?.descriptor ?? -1, milliseconds: Int32(clamping: (left + 1) * 1000))
      {
      case .other:
        pipe.takeOne()
        shared.takeStrays().forEach(report)
        if let outcome = shared.outcome.withLock({ $0 }) { return outcome }
      case .timeout: continue
      case .line(let line):
        if let outcome = judge(line) { return outcome }
      }
    }
  }

  /// What a line that was pasted ends the try with; nil when it does not.
  private func judge(_ line: String) -> LoginAttempt.Outcome? {
    if line.allSatisfy(\.isWhitespace) { return nil }
    guard let arguments = redirect.arguments(ofPasted: line) else {
      report(.pastedOther(redirect: redirect.text))
      return nil
    }
    switch shared.attempt.withLock({ $0.judge(arguments) }) {
    case .ended(let outcome): return outcome
    case .late: return shared.outcome.withLock { $0 }
    case .foreign: report(.pastedEarlier)
    case .empty: report(.pastedWithoutCode)
    }
    return nil
  }
}
