// Bytes in, requests out: an HTTP/1.1 parser (RFC 9112) that knows no socket. However the bytes are cut into
// pieces, the same requests and the same errors come out. It takes one way of writing a request and refuses
// whatever two programs could read differently: that is how requests are smuggled (RFC 9112 §11.2).

/// Takes requests from a stream of bytes, one after another.
///
/// Append what has arrived, then ask for `next` until it has nothing. An error is final.
public struct RequestParser: Sendable {
  /// What was found.
  public enum Event: Equatable, Sendable {
    /// A header that promises a body and waits for `100 Continue` before sending it; its request follows.
    case wantsContinue
    /// A request, complete.
    case request(IncomingRequest)
  }

  /// Where in a request the next byte is.
  ///
  /// Each state goes to the next one, `chunkEnd` back to
  /// `chunkSize`, the last of a request to `requestLine`, and each to `failed`.
  private enum State {
    case requestLine(emptyLines: Int)
    case fieldLines
    case sizedBody(remaining: Int)
    case chunkSize
    case chunk(remaining: Int)
    case chunkEnd
    case trailerLines
    case failed(HTTPError)
  }

  private var state = State.requestLine(emptyLines: 0)
  private var bytes: [UInt8] = []
  private var position = 0
  /// Where to go on looking for the end of a line, so that no byte is looked at twice.
  private var searched = 0
  private var line = RequestLine()
  private var header = HeaderFields()
  private var headerBytes = 0
  private var trailerFields = 0
  private var body: [UInt8] = []

  /// A parser at the begin of a connection.
  public init() {}

  /// Bytes that were appended and not yet read.
  public var unreadCount: Int { bytes.count - position }

  /// Whether nothing of a request has come so far.
  public var isBetweenRequests: Bool {
    if case .requestLine = state { return unreadCount == 0 }
    return false
  }

  /// Appends bytes that have arrived.
  public mutating func append(_ more: ArraySlice<UInt8>) {
    if case .failed = state { return }
    if position > 0 {
      bytes.removeSubrange(0..<position)
      searched -= position
      position = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Reads on.
  ///
  /// - Returns: the next event; nil when more bytes are needed.
  /// - Throws: what is wrong with the request; the same again however often it is asked.
  public mutating func next() throws(HTTPError) -> Event? {
    do {
      while true {
        let (event, isHungry) = try advance()
        if event != nil || isHungry { return event }
      }
    } catch {
      state = .failed(error)
      bytes = []
      position = 0
      searched = 0
      throw error
    }
  }

  /// Takes one part of a request.
  ///
  /// - Returns: an event if the part makes one; whether more bytes are needed for the part.
  private mutating func advance() throws(HTTPError) -> (event: Event?, isHungry: Bool) {
    switch state {
    case .failed(let error): throw error
    case .requestLine(let emptyLines):
      let tooLong = HTTPError(414, "the request line is longer than 8 KiB")
      guard let range = try takeLine(HTTPLimits.requestLineMax, tooLong) else { return (nil, true) }
      if range.isEmpty {
        guard emptyLines < HTTPLimits.emptyLinesMax else {
          throw HTTPError(400, "there are empty lines where a request should begin")
        }
        state = .requestLine(emptyLines: emptyLines + 1)
      } else {
        line = try RequestLine(bytes[range])
        state = .fieldLines
      }
    case .fieldLines:
      guard let range = try takeFieldLine() else { return (nil, true) }
      if range.isEmpty { return (try beginBody(), false) }
      guard header.fields.count < HTTPLimits.fieldsMax else { throw Self.tooManyFields }
      let field = try fieldLine(bytes[range])
      header.append(field.name, field.value)
    case .sizedBody(let remaining):
      let left = takeBody(remaining)
      state = .sizedBody(remaining: left)
      return left == 0 ? (finish(), false) : (nil, true)
    case .chunkSize:
      let tooLong = HTTPError(400, "the line before a chunk is longer than 256 bytes")
      guard let range = try takeLine(HTTPLimits.chunkLineMax, tooLong) else { return (nil, true) }
      let size = try chunkSize(bytes[range])
      guard size <= HTTPLimits.bodyMax - body.count else { throw BodyFraming.tooLarge }
      headerBytes = 0
      state = size == 0 ? .trailerLines : .chunk(remaining: size)
    case .chunk(let remaining):
      let left = takeBody(remaining)
      state = left == 0 ? .chunkEnd : .chunk(remaining: left)
      if left > 0 { return (nil, true) }
    case .chunkEnd:
      let overrun = HTTPError(400, "a chunk is longer than its size")
      guard let range = try takeLine(0, overrun) else { return (nil, true) }
      guard range.isEmpty else { throw overrun }
      state = .chunkSize
    case .trailerLines:
      guard let range = try takeFieldLine() else { return (nil, true) }
      if range.isEmpty { return (finish(), false) }
      // Trailers are held to the rules and dropped: nothing here asks for them (RFC 9112 §7.1.2).
      trailerFields += 1
      guard trailerFields <= HTTPLimits.fieldsMax else { throw Self.tooManyFields }
      _ = try fieldLine(bytes[range])
    }
    return (nil, false)
  }

  /// Takes the header as complete.
  private mutating func beginBody() throws(HTTPError) -> Event? {
    header = try line.settled(header)
    let framing = try BodyFraming(header, minorVersion: line.minorVersion)
    switch framing {
    case .none: return finish()
    case .sized(let size): state = .sizedBody(remaining: size)
    case .chunked: state = .chunkSize
    }
    return try wantsContinue(header, minorVersion: line.minorVersion) ? .wantsContinue : nil
  }

  private mutating func finish() -> Event {
    defer {
      header = HeaderFields()
      headerBytes = 0
      trailerFields = 0
      body = []
      state = .requestLine(emptyLines: 0)
    }
    return .request(
      IncomingRequest(
        method: line.method, target: line.target, minorVersion: line.minorVersion,
        headers: header, body: body))
  }

  private mutating func takeBody(_ remaining: Int) -> Int {
    let count = min(remaining, unreadCount)
    body.append(contentsOf: bytes[position..<position + count])
    position += count
    searched = position
    return remaining - count
  }

  private mutating func takeFieldLine() throws(HTTPError) -> Range<Int>? {
    let tooLarge = HTTPError(431, "the header is larger than 32 KiB")
    let start = position
    guard let range = try takeLine(HTTPLimits.headerMax - headerBytes, tooLarge) else { return nil }
    headerBytes += position - start
    return range
  }

  /// Takes a line that ends with CR LF.
  ///
  /// RFC 9112 §2.2 allows a lone LF as well; whoever reads it otherwise would see other requests, so it is
  /// refused. A lone CR is refused by what may be in a line.
  ///
  /// - Parameters:
  ///   - countMax: bytes of the line, the end not counted.
  ///   - tooLong: the error of a longer one.
  /// - Returns: where the line is without its end; nil when it is not complete.
  /// - Throws: `tooLong`, or 400 when it ends otherwise.
  private mutating func takeLine(
    _ countMax: Int, _ tooLong: HTTPError
  ) throws(HTTPError) -> Range<Int>? {
    let limit = position + max(0, countMax) + 2
    let end = min(bytes.count, limit)
    guard let feed = bytes[searched..<max(searched, end)].firstIndex(of: 0x0A) else {
      searched = max(searched, end)
      guard bytes.count < limit else { throw tooLong }
      return nil
    }
    guard feed > position, bytes[feed - 1] == 0x0D else {
      throw HTTPError(400, "a line ends with LF alone instead of CR LF")
    }
    let range = position..<feed - 1
    position = feed + 1
    searched = position
    return range
  }

  private static let tooManyFields = HTTPError(431, "the header has more than 100 fields")
}
