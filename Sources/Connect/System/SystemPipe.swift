// A pipe between this program and another.

package import Archive

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A pipe; its ends are closed when the last owner lets go.
package final class SystemPipe {
  /// Where bytes come out; nil once it is closed.
  package private(set) var reader: File?
  /// Where bytes go in; nil once it is closed.
  package private(set) var writer: File?

  package init() throws(StorageError) {
    let ends = try File.pipe()
    (reader, writer) = (ends.reader, ends.writer)
  }

  package func closeReader() { reader = nil }

  package func closeWriter() { writer = nil }

  /// Writes bytes as far as the other side takes them.
  package func write(_ bytes: [UInt8]) {
    SystemPipe.withoutPipeSignal { try? writer?.write(bytes) }
  }

  /// Reads until the other side has closed its end.
  package func readAll() -> [UInt8] { (try? reader?.readAll()) ?? [] }

  /// Does something for which a program that reads nothing must not end this one.
  private static func withoutPipeSignal(_ body: () -> Void) {
    var (signals, before, pending) = (sigset_t(), sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    body()
    // The signal goes to the thread that wrote, and is taken before it can do anything.
    sigpending(&pending)
    var signal: Int32 = 0
    if sigismember(&pending, SIGPIPE) == 1 { sigwait(&signals, &signal) }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
