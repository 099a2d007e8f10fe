// A pipe between this program and another.

package import Archive
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A pipe; its ends are closed when the last owner lets go.
package final class SystemPipe {
  package private(set) var reader: Int32
  package private(set) var writer: Int32

  package init() throws(StorageError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw StorageError(action: "make it", path: "a pipe", code: errno)
    }
    (reader, writer) = (ends[0], ends[1])
    // Another program must not hold an end open that it does not know of.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    closeReader()
    closeWriter()
  }

  package func closeReader() {
    if reader >= 0 { close(reader) }
    reader = -1
  }

  package func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Writes bytes as far as the other side takes them.
  package func write(_ bytes: [UInt8]) {
    SystemPipe.withoutPipeSignal {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Foundation.write(writer, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Reads until the other side has closed its end.
  package func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(reader, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += piece.prefix(count)
    }
  }

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
