// Requests in flight with libcurl: adds them, lets them go on, and collects what came of each. Nothing happens but
// within a call, so there is no thread beside the program's own.

internal import Fetch
internal import LibCurl
internal import MonzoAPI

/// Requests in flight, and answers that nobody has taken yet; one thread's at a time.
struct TransferQueue: ~Copyable {
  private struct Flight {
    let id: RequestID
    let answer: ArrivingAnswer
    let began = ContinuousClock.now
  }

  /// How another thread ends a wait: the one call that libcurl allows to any.
  struct Waker: @unchecked Sendable {
    fileprivate let queue: OpaquePointer

    func wake() { libcurl_queue_wake(queue) }
  }

  private let library: CurlLibrary
  private let host: String
  private let limits: HTTPCarrier.Limits
  private let queue: OpaquePointer
  /// By libcurl's pointer to the transfer.
  private var flights: [OpaquePointer: Flight] = [:]
  private var arrivals: [Arrival] = []

  /// Makes a queue.
  ///
  /// - Throws: `ConnectError` when libcurl has no memory for it.
  init(_ library: CurlLibrary, host: String, limits: HTTPCarrier.Limits) throws(ConnectError) {
    guard let queue = libcurl_queue_new(library.pointer) else {
      throw .noLibCurl(name: CurlLibrary.usualName, .doesNotStart)
    }
    (self.library, self.host, self.limits, self.queue) = (library, host, limits, queue)
  }

  deinit {
    for transfer in flights.keys { libcurl_transfer_free(transfer) }
    libcurl_queue_free(queue)
  }

  /// Ends a wait from another thread, as long as the queue is there.
  var waker: Waker { Waker(queue: queue) }

  /// The number of requests whose answers have not been taken.
  var count: Int { flights.count + arrivals.count }

  /// Sends a request as far as it can be without waiting.
  mutating func send(_ id: RequestID, _ request: CurlRequest) {
    let answer = ArrivingAnswer(bodyMax: limits.bodyMax)
    let transfer = libcurl_transfer_new(
      queue, { ArrivingAnswer.takeHeader($0, $1, $2, $3) },
      { ArrivingAnswer.takeBody($0, $1, $2, $3) },
      answer.context)
    guard let transfer else { return fail(id, failure(LIBCURL_OUT_OF_MEMORY)) }
    request.prepare(transfer, limits)
    let fault = libcurl_transfer_start(transfer)
    guard fault == 0 else {
      libcurl_transfer_free(transfer)
      return fail(id, failure(libcurl_result(rawValue: UInt32(bitPattern: fault))))
    }
    flights[transfer] = Flight(id: id, answer: answer)
    perform()
  }

  /// Puts a failure down for a request.
  mutating func fail(_ id: RequestID, _ failure: TransportFailure) {
    arrivals.append(Arrival(id: id, result: .failure(failure)))
  }

  /// Lets requests go on, and takes an answer if one is there.
  mutating func next() -> Arrival? {
    perform()
    return arrivals.isEmpty ? nil : arrivals.removeFirst()
  }

  /// Waits until there is something to do, at most so long.
  mutating func wait(_ duration: Duration?) {
    // Rounded up, or the last part of a millisecond would be spent asking; a day is as good as for ever.
    let most = min(duration ?? .seconds(86_400), .seconds(86_400))
    let (seconds, attoseconds) = most.components
    let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1
    let result = libcurl_queue_wait(queue, Int32(milliseconds))
    if result != 0 { failAll(result) }
  }

  /// Forgets all requests; no answer to them will come.
  mutating func cancelAll() {
    for transfer in flights.keys { libcurl_transfer_free(transfer) }
    flights = [:]
    arrivals = []
  }

  private mutating func perform() {
    let performed = libcurl_queue_perform(queue)
    if performed != 0 { failAll(performed) }
    var result: Int32 = 0
    while let transfer = libcurl_queue_next(queue, &result) {
      if let flight = flights.removeValue(forKey: transfer) {
        let ended = EndedTransfer(
          result: libcurl_result(rawValue: UInt32(bitPattern: result)), transfer, library,
          isOverdue: flight.began + limits.whole <= .now)
        arrivals.append(
          Arrival(id: flight.id, result: ended.result(flight.answer, host: host, limits)))
      }
      libcurl_transfer_free(transfer)
    }
  }

  /// Ends what is in flight, for a reason that is not the bank's.
  private mutating func failAll(_ result: Int32) {
    for (transfer, flight) in flights.sorted(by: { $0.value.id < $1.value.id }) {
      libcurl_transfer_free(transfer)
      fail(flight.id, TransportFailure(reason: "\(host): libcurl ends with error \(result)"))
    }
    flights = [:]
  }

  private func failure(_ result: libcurl_result) -> TransportFailure {
    TransportFailure(
      mayRetry: false, reason: "\(host): \(library.name(of: Int32(bitPattern: result.rawValue)))")
  }
}
