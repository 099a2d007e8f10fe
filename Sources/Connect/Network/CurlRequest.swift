// A request as libcurl takes it: its address, its header and how long it may take.

internal import LibCurl
internal import MonzoAPI

/// A request to be carried.
struct CurlRequest {
  let url: String
  let request: HTTPRequest
  /// Whether it travels encrypted; what does not is for this machine and goes through no proxy.
  let isEncrypted: Bool
  let agent: String
  let token: Secret?

  /// Hands all of it over.
  func prepare(_ transfer: OpaquePointer, _ limits: HTTPCarrier.Limits) {
    libcurl_transfer_set_text(transfer, LIBCURL_URL, url)
    libcurl_transfer_set_text(transfer, LIBCURL_USER_AGENT, agent)
    // Ten times fewer bytes within the five minutes in which the whole history is open.
    libcurl_transfer_set_text(transfer, LIBCURL_ACCEPT_ENCODING, "gzip")
    if !isEncrypted { libcurl_transfer_set_text(transfer, LIBCURL_PROXY, "") }
    for field in fields { libcurl_transfer_add_field(transfer, field) }
    if request.method != .get || !request.body.isEmpty {
      request.body.withUnsafeBufferPointer {
        libcurl_transfer_set_body(transfer, $0.baseAddress, $0.count)
      }
    }
    libcurl_transfer_set_text(transfer, LIBCURL_METHOD, request.method.rawValue)
    // What changes something at the bank is sent once, whatever becomes of the connection: on one that was used
    // before, libcurl cannot know whether a request was taken, and sends it again.
    libcurl_transfer_set_number(transfer, LIBCURL_FRESH_CONNECT, request.method == .get ? 0 : 1)
    setTimes(transfer, limits)
  }

  private func setTimes(_ transfer: OpaquePointer, _ limits: HTTPCarrier.Limits) {
    let (seconds, attoseconds) = limits.whole.components
    let whole = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    libcurl_transfer_set_number(transfer, LIBCURL_WHOLE_MILLISECONDS, max(whole, 1))
    libcurl_transfer_set_number(
      transfer, LIBCURL_CONNECT_MILLISECONDS, limits.idleSeconds * 1_000)
    libcurl_transfer_set_number(transfer, LIBCURL_LOW_SPEED_BYTES, 1)
    libcurl_transfer_set_number(transfer, LIBCURL_LOW_SPEED_SECONDS, limits.idleSeconds)
  }

  private var fields: [String] {
    var fields = [
      "Accept: application/json", "Accept-Language: en",
      // libcurl would wait for a go-ahead before a long body, and call each body a form.
      "Expect:", "Content-Type:\(request.contentType.map { " \($0)" } ?? "")",
    ]
    if let token { fields.append("Authorization: Bearer \(token.reveal())") }
    return fields
  }
}
