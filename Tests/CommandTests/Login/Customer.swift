// A person before a command that runs meanwhile: reads what it says, and types.

import Archive
import Connect
import Disk
import Foundation

@testable import monzo_export

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The streams of a command that runs on another thread.
final class Customer: @unchecked Sendable {
  private let stdin: SystemPipe
  private let stderr: SystemPipe
  private let input: File
  private let output: File
  private let errors: File
  private let environment: [String: String]
  private let done = DispatchSemaphore(value: 0)
  private var status: Int32 = -1
  /// The person's end of the terminal; -1 when there is none.
  private var terminal: Int32 = -1

  /// Comes to a machine.
  ///
  /// - Parameters:
  ///   - bank: whose customer the user is.
  ///   - hasTerminal: whether input comes from a terminal, not a pipe.
  ///   - knowsClient: whether the client is in the environment.
  /// - Throws: what the system refuses.
  init(_ bank: TestBank, hasTerminal: Bool = false, knowsClient: Bool = true) throws {
    stdin = try SystemPipe()
    stderr = try SystemPipe()
    guard let reader = stdin.reader, let writer = stderr.writer else {
      throw StorageError(action: "make it", path: "a pipe", code: EIO)
    }
    output = try .temporary()
    if hasTerminal {
      var program: Int32 = -1
      var name = [CChar](repeating: 0, count: 1024)
      guard openpty(&terminal, &program, &name, nil, nil) == 0 else {
        throw StorageError(action: "make it", path: "a terminal", code: errno)
      }
      input = try .readingInput("/dev/fd/\(program)")
      close(program)
    } else {
      input = reader
    }
    errors = writer
    stdin.closeReader()
    stderr.closeWriter()
    var environment = bank.environment
    if !knowsClient {
      environment["MONZO_CLIENT_ID"] = nil
      environment["MONZO_CLIENT_SECRET"] = nil
    }
    self.environment = environment
  }

  deinit { if terminal >= 0 { close(terminal) } }

  /// Starts a command.
  func start(_ arguments: String...) {
    let thread = Thread { [self] in
      status = MonzoExport.run(
        arguments: arguments, environment: environment, input: input, output: output,
        errors: errors)
      done.signal()
    }
    thread.start()
  }

  /// Waits for the end of the command and gives its exit code.
  func wait() -> Int32 {
    done.wait()
    return status
  }

  /// Types a text.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    if terminal >= 0 {
      _ = write(terminal, bytes, bytes.count)
    } else {
      var rest = bytes[...]
      while !rest.isEmpty, stdin.writeSome(&rest) {}
    }
  }

  /// What the terminal has shown of what was typed.
  var echoed: String {
    var shown: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, 0) > 0 {
      let count = read(terminal, &piece, piece.count)
      if count <= 0 { break }
      shown += piece.prefix(count)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// Reads what the command says until it is enough.
  func readErrors(until isEnough: (String) -> Bool) -> String {
    var said: [UInt8] = []
    while !isEnough(String(decoding: said, as: UTF8.self)) {
      guard let count = try? stderr.reader?.read(upTo: 4096, appendingTo: &said), count > 0 else {
        break
      }
    }
    return String(decoding: said, as: UTF8.self)
  }
}
