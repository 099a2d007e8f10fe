// The few system calls that the server needs, for sockets that never block and never raise SIGPIPE.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why no server could be started.
public struct LoopbackError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The address.
  public let address: String
  /// The system's error number.
  public let code: Int32

  /// Whether another program listens at the port.
  public var isInUse: Bool { code == EADDRINUSE }

  /// Where and why.
  public var description: String {
    let cause = String(cString: strerror(code))
    return "\(address): cannot listen: \(cause.prefix(1).lowercased())\(cause.dropFirst())"
  }
}

/// What a call on a socket came to.
enum SocketResult: Equatable {
  /// So many bytes; zero when the other side has said its last.
  case bytes(Int)
  /// Nothing now.
  case later
  /// The connection is broken.
  case broken
}

/// System calls on sockets.
enum Socket {
  /// The address that the server listens at: this machine and no other can reach it.
  static let address = "127.0.0.1"

  /// Opens a socket that listens on 127.0.0.1.
  ///
  /// - Parameter port: the port; 0 for any that is free.
  /// - Returns: the socket and its port.
  /// - Throws: why the port cannot be had.
  static func listening(port: UInt16) throws(LoopbackError) -> (socket: Int32, port: UInt16) {
    #if canImport(Glibc)
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    func failure() -> LoopbackError {
      let error = LoopbackError(address: "\(address):\(port)", code: errno)
      if socket >= 0 { close(socket) }
      return error
    }
    guard socket >= 0 else { throw failure() }
    // Without it a port stays taken for a minute after a server on it has stopped.
    set(socket, SO_REUSEADDR, Int32(1))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &name) { name in
      name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(socket, name, size) == 0 && listen(socket, 64) == 0
          && getsockname(socket, name, &size) == 0
      }
    }
    guard isListening else { throw failure() }
    prepare(socket)
    return (socket, UInt16(bigEndian: name.sin_port))
  }

  /// Takes a connection that waits; nil when none does.
  static func accepted(from listener: Int32) -> Int32? {
    let socket = accept(listener, nil, nil)
    guard socket >= 0 else { return nil }
    prepare(socket)
    set(socket, Int32(TCP_NODELAY), Int32(1), level: Int32(IPPROTO_TCP))
    return socket
  }

  /// Makes a descriptor one that never blocks and is closed in child processes.
  static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    #if canImport(Darwin)
      set(descriptor, SO_NOSIGPIPE, Int32(1))
    #endif
  }

  /// Receives into a buffer.
  static func receive(_ socket: Int32, into buffer: inout [UInt8]) -> SocketResult {
    result { recv(socket, &buffer, buffer.count, 0) }
  }

  /// Sends the bytes from an offset on, as many as go now.
  static func send(_ socket: Int32, _ bytes: [UInt8], from offset: Int) -> SocketResult {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    return bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      #if canImport(Glibc)
        return result { Glibc.send(socket, rest.baseAddress, rest.count, flags) }
      #else
        return result { Darwin.send(socket, rest.baseAddress, rest.count, flags) }
      #endif
    }
  }

  /// Says that no more bytes will come.
  static func finishSending(_ socket: Int32) { shutdown(socket, Int32(SHUT_WR)) }

  /// Lets the next close reset the connection instead of ending it in order.
  static func resetOnClose(_ socket: Int32) {
    set(socket, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
  }

  private static func set<Value: BitwiseCopyable>(
    _ socket: Int32, _ option: Int32, _ value: Value, level: Int32 = SOL_SOCKET
  ) {
    var value = value
    setsockopt(socket, level, option, &value, socklen_t(MemoryLayout<Value>.size))
  }

  private static func result(_ call: () -> Int) -> SocketResult {
    while true {
      let count = call()
      if count >= 0 { return .bytes(count) }
      if errno == EINTR { continue }
      return errno == EAGAIN || errno == EWOULDBLOCK ? .later : .broken
    }
  }
}
