// A server that sends bytes as they are: answers that no right server gives, at the level where they go wrong.

import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server on this machine that answers each connection with bytes, then ends it in order.
final class RawServer: Sendable {
  private struct State {
    var received: [[UInt8]] = []
    var sentCount = 0
  }

  private let listener: Int32
  private let state = Mutex(State())
  let port: UInt16

  /// What arrived, one a connection.
  var received: [String] {
    state.withLock { $0.received.map { String(decoding: $0, as: UTF8.self) } }
  }
  /// The number of bytes that the system took for clients.
  var sentCount: Int { state.withLock { $0.sentCount } }

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - pieces: what each connection is sent, once a request has come.
  ///   - pause: how long to wait after each piece.
  ///   - isEndless: whether the last piece is sent again and again, until the client ends the connection.
  /// - Throws: when the system has no port for it.
  init(_ pieces: [[UInt8]], pause: Duration = .zero, isEndless: Bool = false) throws {
    #if canImport(Glibc)
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let result = withUnsafeMutablePointer(to: &name) { name in
      name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(listener, name, size) | listen(listener, 16) | getsockname(listener, name, &size)
      }
    }
    guard result == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: name.sin_port)
    Thread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        guard let server = self else {
          close(connection)
          return
        }
        Thread {
          server.serve(connection, pieces, pause: pause, isEndless: isEndless)
          close(connection)
        }.start()
      }
    }.start()
  }

  convenience init(_ text: String) throws { try self.init([Array(text.utf8)]) }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ connection: Int32, _ pieces: [[UInt8]], pause: Duration, isEndless: Bool) {
    let index = state.withLock { state in
      state.received.append([])
      return state.received.count - 1
    }
    guard readRequest(connection, index) else { return }
    for piece in pieces {
      guard send(piece, to: connection) else { return }
      if pause > .zero { usleep(UInt32(pause / .microseconds(1))) }
    }
    if isEndless, let last = pieces.last { while send(last, to: connection) {} }
    shutdown(connection, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 4096)
    while recv(connection, &rest, rest.count, 0) > 0 {}
  }

  /// Reads the header of a request, or the first record of TLS.
  private func readRequest(_ connection: Int32, _ index: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return false }
      let all = state.withLock { state in
        state.received[index] += buffer[..<count]
        return state.received[index]
      }
      let isTLS = all.first == 0x16
      if isTLS || String(decoding: all, as: UTF8.self).contains("\r\n\r\n") { return true }
    }
  }

  private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[sent...])
        #if canImport(Glibc)
          return Glibc.send(connection, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        #else
          return Darwin.send(connection, rest.baseAddress, rest.count, 0)
        #endif
      }
      guard count > 0 else { return false }
      sent += count
      state.withLock { $0.sentCount += count }
    }
    return true
  }
}
