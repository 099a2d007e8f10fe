// A client that sends bytes as they are and shows what comes back as it is.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One connection to a server on this machine.
final class RawClient {
  /// How a connection ended.
  enum End { case closed, reset, timeout }

  private let socket: Int32
  /// Everything that has come so far.
  private(set) var received = ""
  /// How the connection ended, as far as it was read.
  private(set) var end: End?

  init(port: UInt16) {
    #if canImport(Glibc)
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafePointer(to: &name) { name in
      name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        if connect(socket, name, size) != 0 { end = .reset }
      }
    }
    // Long enough for a busy machine; only a test that fails ever waits for it.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    #if canImport(Glibc)
      _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    #else
      _ = Darwin.send(socket, bytes, bytes.count, 0)
    #endif
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// Receives until the text has come, or the connection has ended.
  func read(until text: String) -> Bool {
    while !received.contains(text), end == nil { readMore() }
    return received.contains(text)
  }

  /// Receives all there is until the connection has ended.
  func readToEnd() -> String {
    while end == nil { readMore() }
    return received
  }

  private func readMore() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count > 0 {
      received += String(decoding: buffer[..<count], as: UTF8.self)
    } else if count == 0 {
      end = .closed
    } else {
      end = errno == ECONNRESET ? .reset : .timeout
    }
  }
}
