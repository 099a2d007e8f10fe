// One connection of the server: bytes from its socket to the parser, answers from the handler to its socket.
// It lives on the server's only thread; time comes in as an argument.

/// The side of a server on one connection.
final class Connection {
  /// What the connection is doing.
  ///
  /// A request goes from `reading` to `waiting`, `writing` and back to `reading`, or to `silent`;
  /// `writing` may go to `draining`, and everything to `closed`.
  enum Phase: Equatable {
    /// Wants a request.
    case reading
    /// Has an answer to a request that is not due yet.
    case waiting(Reply, IncomingRequest)
    /// Was reported never to answer.
    case silent
    /// Sends an answer.
    case writing(Ending)
    /// Has said its last and waits for the client to say so too.
    case draining
    /// Is over; the server lets go of it.
    case closed
  }

  /// What comes after an answer.
  enum Ending { case goOn, close, reset }

  let socket: Int32
  private(set) var phase = Phase.reading
  /// When something must have happened; what, depends on the phase.
  private(set) var deadline: Int64

  private let port: UInt16
  private let handler: @Sendable (IncomingRequest) -> Reply
  private var parser = RequestParser()
  private var output: [UInt8] = []
  private var sentCount = 0
  private var isClientDone = false
  private var isStopping = false
  private var hasAnswered = false
  /// Since when a request is waited for.
  private var readingSince: Int64

  init(
    socket: Int32, port: UInt16, now: Int64, handler: @escaping @Sendable (IncomingRequest) -> Reply
  ) {
    self.socket = socket
    self.port = port
    self.handler = handler
    deadline = now + ServerLimits.silentMax
    readingSince = now
  }

  /// Whether bytes from the client are of use.
  var wantsToRead: Bool {
    switch phase {
    case .draining: true
    case .closed: false
    case .reading: !isClientDone
    case .waiting, .silent, .writing:
      !isClientDone && parser.unreadCount < ServerLimits.pipelinedMax
    }
  }

  /// Whether bytes wait for the client to take them.
  var wantsToWrite: Bool { sentCount < output.count && phase != .closed }

  /// Whether a request has an answer that is not all sent.
  var isAnswering: Bool {
    switch phase {
    case .waiting, .writing: true
    case .reading, .silent, .draining, .closed: false
    }
  }

  /// Whether nothing is lost when the connection is closed to make room: it is not new, when a first request
  /// may be on its way, but between two requests.
  var isIdle: Bool { hasAnswered && isBetweenRequests }
  private var isBetweenRequests: Bool { phase == .reading && parser.isBetweenRequests }

  /// When the connection has to make room for another one: it is slow to say what it wants; null while an answer
  /// is under way.
  var crowdedDeadline: Int64? { phase == .reading ? readingSince + ServerLimits.crowdedMax : nil }

  /// Takes the bytes that have arrived.
  func receive(into buffer: inout [UInt8], now: Int64) {
    switch Socket.receive(socket, into: &buffer) {
    case .later: return
    case .broken: close()
    case .bytes(0):
      isClientDone = true
      if phase == .draining || phase == .silent { close() }
      advance(now)
    case .bytes(let count):
      if phase == .draining { return }
      if isBetweenRequests { deadline = now + ServerLimits.requestMax }
      parser.append(buffer[..<count])
      advance(now)
    }
  }

  /// Goes on as far as it goes: sends what can be sent, then looks at what to do next.
  func advance(_ now: Int64) {
    while flush(now) {
      switch phase {
      case .reading:
        guard readRequest(now) else { return }
      case .waiting(let reply, let request):
        guard now >= deadline else { return }
        begin(reply, request, now)
      case .writing(let ending):
        finishAnswer(ending, now)
      case .silent, .draining, .closed: return
      }
    }
  }

  /// Does what is due when the deadline has passed.
  func expire(_ now: Int64) {
    guard now >= deadline else { return }
    switch phase {
    case .waiting: advance(now)
    case .reading where !parser.isBetweenRequests:
      refuse(HTTPError(408, "the request took longer than 30 seconds"), now)
      advance(now)
    case .reading, .silent, .writing, .draining: close()
    case .closed: return
    }
  }

  /// Lets answers that are under way go out at once and takes no further request.
  func stop(_ now: Int64) {
    isStopping = true
    switch phase {
    case .reading, .silent: close()
    case .waiting(let reply, let request):
      begin(reply, request, now)
      advance(now)
    case .writing, .draining, .closed: return
    }
  }

  /// Ends the connection.
  func close() { phase = .closed }

  /// Takes the next request from the parser.
  ///
  /// - Returns: whether there was one, or something else to do.
  private func readRequest(_ now: Int64) -> Bool {
    do {
      switch try parser.next() {
      case .wantsContinue: output.append(contentsOf: Reply.goAhead)
      case .request(let request): answer(request, now)
      case nil:
        if isClientDone { close() }
        return false
      }
    } catch {
      refuse(error, now)
    }
    return true
  }

  private func answer(_ request: IncomingRequest, _ now: Int64) {
    do {
      try checkAuthority(of: request, port: port)
    } catch {
      return refuse(error, now, answering: request)
    }
    let reply = handler(request)
    if reply.delivery == .never {
      phase = isClientDone ? .closed : .silent
      deadline = now + ServerLimits.silenceMax
    } else {
      let (seconds, attoseconds) = reply.delay.components
      phase = .waiting(reply, request)
      // Rounded up: an answer never comes too early.
      deadline =
        now + max(0, seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
  }

  private func begin(_ reply: Reply, _ request: IncomingRequest, _ now: Int64) {
    let goesOn = request.keepsAlive && !isStopping && reply.delivery == .whole
    let bytes = reply.bytes(answering: request, keepsAlive: goesOn)
    switch reply.delivery {
    case .whole: begin(bytes, goesOn ? .goOn : .close, now)
    case .cut(let count): begin(Array(bytes.prefix(max(0, count))), .close, now)
    case .cutBody(let count):
      let lost = max(0, reply.body.count - max(0, count))
      begin(Array(bytes.dropLast(lost)), .close, now)
    case .reset(let count): begin(Array(bytes.prefix(max(0, count))), .reset, now)
    case .never: close()
    }
  }

  private func refuse(_ error: HTTPError, _ now: Int64, answering request: IncomingRequest? = nil) {
    begin(error.reply.bytes(answering: request, keepsAlive: false), .close, now)
  }

  private func begin(_ bytes: [UInt8], _ ending: Ending, _ now: Int64) {
    output.append(contentsOf: bytes)
    phase = .writing(ending)
    deadline = now + ServerLimits.stalledMax
  }

  private func finishAnswer(_ ending: Ending, _ now: Int64) {
    switch ending {
    case .goOn:
      hasAnswered = true
      phase = .reading
      readingSince = now
      deadline =
        now + (parser.isBetweenRequests ? ServerLimits.idleMax : ServerLimits.requestMax)
    case .close:
      Socket.finishSending(socket)
      phase = isClientDone ? .closed : .draining
      deadline = now + ServerLimits.lingerMax
    case .reset:
      Socket.resetOnClose(socket)
      close()
    }
  }

  /// Sends what waits to be sent.
  ///
  /// - Returns: whether all of it is gone.
  private func flush(_ now: Int64) -> Bool {
    while sentCount < output.count {
      switch Socket.send(socket, output, from: sentCount) {
      case .later: return false
      case .broken:
        close()
        return false
      case .bytes(let count):
        sentCount += count
        if case .writing = phase { deadline = now + ServerLimits.stalledMax }
      }
    }
    output = []
    sentCount = 0
    return true
  }
}
