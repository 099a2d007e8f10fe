// A small HTTP/1.1 server on 127.0.0.1: the callback of a login (RFC 8252 §7.3), a receiver of webhooks, the
// sandbox bank. Nobody outside of this machine can reach it.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server that runs until it is stopped or let go of.
///
/// It has one thread, which calls the handler for one request after another: a handler answers at once, and
/// says in the answer how long to hold it back. Requests for hosts other than this machine never get to it.
public final class LoopbackServer: Sendable {
  /// The address that the server listens at.
  public static let address = Socket.address
  /// The port that it listens at.
  public let port: UInt16

  private let stopRequest: (reading: Int32, writing: Int32)
  private let stopped: Int32

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - port: the port to listen at; 0 for any that is free.
  ///   - observer: gets how many requests are in flight, asked and not yet answered, whenever that may have
  ///     changed; called as the handler is.
  ///   - handler: makes the answer to a request.
  /// - Throws: why the port cannot be had.
  public init(
    port: UInt16 = 0, observer: @escaping @Sendable (_ inFlight: Int) -> Void = { _ in },
    handler: @escaping @Sendable (IncomingRequest) -> Reply
  ) throws(LoopbackError) {
    let (listener, port) = try Socket.listening(port: port)
    self.port = port
    // A byte in the first asks the thread to stop; the second ends when the thread does.
    var request: [Int32] = [-1, -1]
    var end: [Int32] = [-1, -1]
    guard pipe(&request) == 0, pipe(&end) == 0 else {
      let code = errno
      for descriptor in [listener] + request where descriptor >= 0 { close(descriptor) }
      throw LoopbackError(address: "\(Socket.address):\(port)", code: code)
    }
    for descriptor in request + end { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    stopRequest = (request[0], request[1])
    stopped = end[0]
    let (requested, ended) = (request[0], end[1])
    let thread = Thread {
      var loop = EventLoop(
        listener: listener, stopRequest: requested, port: port, observer: observer, handler: handler
      )
      loop.run()
      close(ended)
    }
    thread.name = "loopback-http"
    thread.start()
  }

  deinit {
    stop()
    for descriptor in [stopRequest.reading, stopRequest.writing, stopped] { close(descriptor) }
  }

  /// Stops the server: answers that are under way go out first, without the delay they had left.
  ///
  /// Returns when the port is free. Not to be called by the handler, which it would wait for.
  public func stop() {
    var byte: UInt8 = 0
    _ = write(stopRequest.writing, &byte, 1)
    while read(stopped, &byte, 1) < 0, errno == EINTR {}
  }
}
