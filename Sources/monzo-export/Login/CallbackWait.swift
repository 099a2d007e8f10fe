// The wait for the browser to come back: at the redirect address on this machine, and at once for the same
// address pasted into the terminal, as when the browser is on another machine (RFC 8252 §7.3, §8.3).

import Fetch
import Foundation
import LoopbackHTTP
import MonzoAPI
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Waits for the answer to one try to log in.
final class CallbackWait {
  /// The try, and the outcome that a browser brought.
  private final class Shared: Sendable {
    let attempt: Mutex<LoginAttempt>
    let outcome = Mutex<LoginAttempt.Outcome?>(nil)
    /// The end of a pipe that tells the waiting thread of an outcome.
    let bell: Int32

    init(_ attempt: LoginAttempt, bell: Int32) {
      self.attempt = Mutex(attempt)
      self.bell = bell
    }
  }

  private let redirect: RedirectAddress
  private let console: Console
  private let pipe: SystemPipe
  private let shared: Shared
  private let server: LoopbackServer?

  /// Starts to listen.
  ///
  /// A port that another program has is told, and the address can still be pasted.
  init(_ attempt: LoginAttempt, _ redirect: RedirectAddress, _ console: Console) throws {
    self.redirect = redirect
    self.console = console
    pipe = try SystemPipe()
    let shared = Shared(attempt, bell: pipe.writer)
    self.shared = shared
    server = Self.listen(shared, redirect, console)
  }

  private static func listen(
    _ shared: Shared, _ redirect: RedirectAddress, _ console: Console
  ) -> LoopbackServer? {
    guard let port = redirect.port else {
      console.note(
        "note: this program does not listen at \(redirect.text): paste the address that the browser ends at"
      )
      return nil
    }
    do throws(LoopbackError) {
      return try LoopbackServer(port: port) { request in
        guard request.method == "GET", let arguments = redirect.arguments(ofTarget: request.target)
        else { return CallbackPage.missing }
        let judgement = shared.attempt.withLock { $0.judge(arguments) }
        if case .ended(let outcome) = judgement {
          shared.outcome.withLock { $0 = outcome }
          var byte: UInt8 = 0
          _ = write(shared.bell, &byte, 1)
        }
        return CallbackPage.reply(to: judgement)
      }
    } catch {
      let cause = error.isInUse ? "another program listens there" : "\(error)"
      console.note(
        "note: the browser cannot come back to \(redirect.text) (\(cause)): paste the address here instead"
      )
      return nil
    }
  }

  /// Waits until the try has ended.
  ///
  /// - Parameter seconds: how long at most.
  /// - Returns: what it ended with; nil when the time is over.
  /// - Throws: `CommandError` when neither a browser nor a person can bring an answer any more.
  func run(seconds: Int) throws -> LoginAttempt.Outcome? {
    // Its answer still goes out: a browser that waits for the page would show an error.
    defer { server?.stop() }
    var lines = LineInput(console.input)
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      guard server != nil || !lines.isAtEnd else {
        throw CommandError(
          message: """
            nothing can bring the answer of the bank: no server listens at \(redirect.text), and stdin has \
            ended; free the port, or paste the address at a terminal
            """)
      }
      let left = (end - ContinuousClock.now).components.seconds
      guard left >= 0 else { return nil }
      switch try lines.next(or: pipe.reader, milliseconds: Int32(clamping: (left + 1) * 1000)) {
      case .other: return shared.outcome.withLock { $0 }
      case .timeout: continue
      case .line(let line):
        if let outcome = judge(line) { return outcome }
      }
    }
  }

  /// What a line that was pasted ends the try with; nil when it does not.
  private func judge(_ line: String) -> LoginAttempt.Outcome? {
    if line.trimmed.isEmpty { return nil }
    guard let arguments = redirect.arguments(ofPasted: line) else {
      console.note(
        """
        this is not the address that the bank sends the browser back to: paste the whole of it, it begins \
        with \(redirect.text)?
        """)
      return nil
    }
    switch shared.attempt.withLock({ $0.judge(arguments) }) {
    case .ended(let outcome): return outcome
    case .late: return shared.outcome.withLock { $0 }
    case .foreign:
      console.note(
        "this is the answer to another try to log in: open the address above and paste anew")
    case .empty: console.note("this address has no code: open the address above again")
    }
    return nil
  }
}
