// A command that runs until somebody ends it: Ctrl-C and `kill` are the way to end it well.

import Foundation

/// The signals that ask a program to end.
package enum EndSignal {
  /// Keeps the signals from ending the program; to be called before the first thread is made.
  package static func hold() {
    var signals = set
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Waits for one of the signals.
  package static func wait() {
    var signals = set
    var signal: Int32 = 0
    while sigwait(&signals, &signal) == EINTR {}
  }

  private static var set: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }
}
