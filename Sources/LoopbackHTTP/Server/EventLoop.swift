// The server's only thread: waits for sockets and for times that have come, and lets connections go on.
// One thread for all keeps memory bounded, delays of several answers overlap, and handlers never meet.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// All connections of a server.
struct EventLoop {
  private var listener: Int32?
  private let stopRequest: Int32
  private let port: UInt16
  private let handler: @Sendable (IncomingRequest) -> Reply
  private let observer: @Sendable (_ inFlight: Int) -> Void
  private var connections: [Connection] = []
  private var buffer = [UInt8](repeating: 0, count: ServerLimits.chunkBytes)
  /// When the last connection is closed whatever it does; null while the server runs.
  private var stopDeadline: Int64?

  init(
    listener: Int32, stopRequest: Int32, port: UInt16,
    observer: @escaping @Sendable (_ inFlight: Int) -> Void,
    handler: @escaping @Sendable (IncomingRequest) -> Reply
  ) {
    self.listener = listener
    self.stopRequest = stopRequest
    self.port = port
    self.observer = observer
    self.handler = handler
  }

  /// Serves until `stopRequest` can be read and the last answer is out.
  mutating func run() {
    while listener != nil || !connections.isEmpty {
      var watched = polled()
      poll(&watched, nfds_t(watched.count), timeout())
      let now = Self.milliseconds()
      if watched[0].revents != 0, stopDeadline == nil { stop(now) }
      for (connection, event) in zip(connections, watched.dropFirst(2)) {
        serve(connection, event.revents, now)
        observer(connections.count(where: \.isAnswering))
      }
      if watched[1].revents != 0 { accept(now) }
      removeClosed(now)
    }
  }

  /// What to wait for: the request to stop, the listener, and the connections in their order.
  private func polled() -> [pollfd] {
    let canAccept = canAccept(Self.milliseconds())
    var watched = [
      pollfd(fd: stopDeadline == nil ? stopRequest : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: canAccept ? listener ?? -1 : -1, events: Int16(POLLIN), revents: 0),
    ]
    for connection in connections {
      var events: Int16 = 0
      if connection.wantsToRead { events |= Int16(POLLIN) }
      if connection.wantsToWrite { events |= Int16(POLLOUT) }
      watched.append(pollfd(fd: connection.socket, events: events, revents: 0))
    }
    return watched
  }

  /// Milliseconds until the first deadline; -1 when there is none.
  private func timeout() -> Int32 {
    var deadlines = connections.map(\.deadline)
    if let stopDeadline { deadlines.append(stopDeadline) }
    if !canAccept(Self.milliseconds()) { deadlines += connections.compactMap(\.crowdedDeadline) }
    guard let first = deadlines.min() else { return -1 }
    return Int32(max(0, min(first - Self.milliseconds(), 60_000)))
  }

  private mutating func serve(_ connection: Connection, _ events: Int16, _ now: Int64) {
    if events & Int16(POLLIN) != 0 {
      connection.receive(into: &buffer, now: now)
    } else if events & Int16(POLLERR | POLLNVAL) != 0 {
      connection.close()
    } else if events & Int16(POLLHUP) != 0 {
      // Both directions are over, and nothing is left to read: an answer would reach nobody.
      connection.close()
    }
    if events & Int16(POLLOUT) != 0 { connection.advance(now) }
    connection.expire(now)
  }

  /// Whether there is room for a connection, or can be made.
  private func canAccept(_ now: Int64) -> Bool {
    connections.count < ServerLimits.connectionsMax || dispensable(now) != nil
  }

  /// The connection that makes room for another one: of those that are idle the one that has been for longest, since
  /// its client opens another when it needs one; else the one that has been slow for longest to say what it wants.
  private func dispensable(_ now: Int64) -> Connection? {
    connections.filter(\.isIdle).min { $0.deadline < $1.deadline }
      ?? connections.filter { $0.crowdedDeadline.map { $0 <= now } ?? false }
      .min { $0.crowdedDeadline ?? 0 < $1.crowdedDeadline ?? 0 }
  }

  private mutating func accept(_ now: Int64) {
    while canAccept(now), let listener, let socket = Socket.accepted(from: listener) {
      if connections.count >= ServerLimits.connectionsMax {
        dispensable(now)?.close()
        removeClosed(now)
      }
      connections.append(Connection(socket: socket, port: port, now: now, handler: handler))
    }
  }

  private mutating func stop(_ now: Int64) {
    stopDeadline = now + ServerLimits.stopMax
    if let listener { close(listener) }
    listener = nil
    for connection in connections { connection.stop(now) }
  }

  private mutating func removeClosed(_ now: Int64) {
    if let stopDeadline, now >= stopDeadline {
      for connection in connections { connection.close() }
    }
    connections.removeAll { connection in
      guard connection.phase == .closed else { return false }
      close(connection.socket)
      return true
    }
  }

  /// Time that only moves forward.
  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
