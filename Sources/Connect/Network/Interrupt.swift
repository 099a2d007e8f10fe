// Ctrl-C and the system's request to end: the first one stops a run gently, so that what is in flight is kept;
// the second one ends the program at once, as it does everywhere.

internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Where the handler writes to; the only thing that it touches, since it may run between any two instructions.
private let signalled = Atomic<Int32>(-1)

private func noteSignal(_ number: Int32) {
  let before = errno
  var byte: UInt8 = 1
  _ = write(signalled.load(ordering: .relaxed), &byte, 1)
  errno = before
}

/// Notes the first signal that asks to stop; a program has one at a time.
final class Interrupt {
  private final class State: Sendable {
    let isRequested = Atomic(false)
  }

  private let state: State
  private let signals: [Int32]
  private let writer: Int32

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - signals: what asks to stop.
  ///   - wake: called once, at the first signal, on a thread of its own.
  init(
    _ signals: [Int32] = [SIGINT, SIGTERM, SIGHUP], wake: @escaping @Sendable () -> Void
  ) {
    let state = State()
    self.state = state
    // A signal that is ignored already, as under nohup, is none of ours.
    let signals = signals.filter { !Self.isIgnored($0) }
    self.signals = signals
    // Without a pipe nothing is listened to, and the first signal ends the program.
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      writer = -1
      return
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    writer = ends[1]
    let reader = ends[0]
    signalled.store(writer, ordering: .sequentiallyConsistent)
    Thread {
      var byte: UInt8 = 0
      while read(reader, &byte, 1) < 0, errno == EINTR {}
      close(reader)
      guard byte == 1 else { return }
      for number in signals { _ = signal(number, SIG_DFL) }
      state.isRequested.store(true, ordering: .sequentiallyConsistent)
      wake()
    }.start()
    for number in signals { Self.handle(number) }
  }

  deinit {
    guard writer >= 0 else { return }
    for number in signals { _ = signal(number, SIG_DFL) }
    signalled.store(-1, ordering: .sequentiallyConsistent)
    close(writer)
  }

  /// Whether somebody asked to stop.
  var isRequested: Bool { state.isRequested.load(ordering: .sequentiallyConsistent) }

  /// Has the next signal of a kind noted, and lets the one after it do what it does by default.
  private static func handle(_ number: Int32) {
    var action = sigaction()
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = noteSignal
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    #else
      action.__sigaction_u.__sa_handler = noteSignal
      action.sa_flags = SA_RESETHAND | SA_RESTART
    #endif
    sigaction(number, &action, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
