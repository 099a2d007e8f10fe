// A program that was started, until it has ended: what it reads and prints goes through pipes that never block, so
// that neither silence nor chatter nor a process that outlives it can hold this program up.

import Disk

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A child process on its way to its end.
struct ChildRun {
  /// How long it is waited for something to read before it is looked whether the program has ended.
  private static let pollMilliseconds: Int32 = 20

  private let process: pid_t
  private let input: SystemPipe
  private let output: SystemPipe
  private let limits: ChildProcess.Limits
  private let deadline: ContinuousClock.Instant
  private var printed: [UInt8] = []
  /// Whether nobody holds its standard output any more.
  private var isSilent = false

  init(
    _ process: pid_t, input: SystemPipe, output: SystemPipe, _ limits: ChildProcess.Limits
  ) {
    (self.process, self.input, self.output, self.limits) = (process, input, output, limits)
    deadline = .now + .seconds(limits.seconds)
  }

  /// Gives it its input and waits for its end.
  mutating func finish(
    _ bytes: [UInt8]
  ) throws(ChildProcess.Failure) -> (output: [UInt8], status: Int32) {
    input.neverBlock()
    output.neverBlock()
    var rest = bytes[...]
    while true {
      if !rest.isEmpty, input.writeSome(&rest) == false || rest.isEmpty { input.closeWriter() }
      wait(forWriting: !rest.isEmpty)
      try read()
      if let status = status() {
        try read()
        return (printed, status)
      }
      if ContinuousClock.now >= deadline {
        end()
        throw .tooSlow(seconds: limits.seconds)
      }
    }
  }

  /// Waits a moment, or until there is something to read or room to write.
  private func wait(forWriting: Bool) {
    var watched = [
      pollfd(
        fd: isSilent ? -1 : output.reader?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(
        fd: forWriting ? input.writer?.descriptor ?? -1 : -1, events: Int16(POLLOUT), revents: 0),
    ]
    poll(&watched, nfds_t(watched.count), ChildRun.pollMilliseconds)
  }

  /// Reads what there is.
  private mutating func read() throws(ChildProcess.Failure) {
    while !isSilent {
      guard let piece = output.readSome() else { return }
      isSilent = piece.isEmpty
      printed += piece
      guard printed.count <= limits.bytes else {
        end()
        throw .tooMuch(bytes: limits.bytes)
      }
    }
  }

  /// How it ended; nil while it goes on.
  private func status() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(process, &status, WNOHANG)
    guard ended != 0, !(ended < 0 && errno == EINTR) else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Ends it.
  private func end() {
    kill(process, SIGKILL)
    while waitpid(process, nil, 0) < 0 && errno == EINTR {}
  }
}
