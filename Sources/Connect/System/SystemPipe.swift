// A pipe between this program and another.

package import Disk

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

  /// Makes both ends give up at once what they would wait for.
  func neverBlock() {
    for end in [reader, writer].compactMap({ $0?.descriptor }) {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
  }

  /// Writes as much as there is room for.
  ///
  /// - Parameter rest: what is to be written; what is left of it afterwards.
  /// - Returns: false when the other side takes nothing any more.
  package func writeSome(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let writer else { return false }
    var count = 0
    SystemPipe.withoutPipeSignal {
      count = rest.withUnsafeBytes { write(writer.descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EAGAIN || errno == EINTR { count = 0 }
    }
    guard count >= 0 else { return false }
    rest = rest.dropFirst(count)
    return true
  }

  /// Reads some of what is there: nothing when the other side has closed its end; nil when there is nothing yet.
  func readSome() -> [UInt8]? {
    guard let reader else { return [] }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = read(reader.descriptor, &piece, piece.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return Array(piece.prefix(count))
  }

  /// Takes one byte; waits for it.
  func takeOne() {
    var byte: UInt8 = 0
    if let reader { _ = read(reader.descriptor, &byte, 1) }
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
