// What a transfer has come to: an answer, or a failure in words for users: where, what, and whether it is worth
// another try.

internal import Fetch
internal import Foundation
internal import LibCurl
internal import MonzoAPI

/// What libcurl says of a transfer that has ended.
struct EndedTransfer {
  var result: libcurl_result
  /// The status of the answer; 0 when there is none.
  var status = 0
  /// The status with which a proxy refused to connect; 0 when none did.
  var proxyStatus = 0
  /// The system's number of what stopped a connection from being made; 0 when nothing did.
  var systemError: Int32 = 0
  /// What libcurl calls the result.
  var name = ""
  /// What libcurl says of this failure.
  ///
  /// It may have addresses in it, with all that is in them, so it is shown only of certificates and encryption.
  var detail = ""
  /// Whether it took longer than a request may take as a whole.
  var isOverdue = false
}

extension EndedTransfer {
  /// Reads what is known of a transfer.
  init(
    result: libcurl_result, _ transfer: OpaquePointer, _ library: CurlLibrary, isOverdue: Bool
  ) {
    self.init(
      result: result,
      status: libcurl_transfer_fact(transfer, LIBCURL_STATUS),
      proxyStatus: libcurl_transfer_fact(transfer, LIBCURL_PROXY_STATUS),
      systemError: Int32(truncatingIfNeeded: libcurl_transfer_fact(transfer, LIBCURL_SYSTEM_ERROR)),
      name: library.name(of: Int32(bitPattern: result.rawValue)),
      detail: String(cString: libcurl_transfer_detail(transfer)), isOverdue: isOverdue)
  }

  /// The answer, if it is one and has come whole.
  func result(
    _ answer: ArrivingAnswer, host: String, _ limits: HTTPCarrier.Limits
  ) -> Result<HTTPResponse, TransportFailure> {
    switch (answer.excess, result) {
    case (.body, _): return .failure(excess("of more than \(limits.bodyMax >> 20) MiB", host))
    case (.header, _), (_, LIBCURL_OUT_OF_MEMORY), (_, LIBCURL_TOO_LARGE):
      // libcurl itself gives up on a line of 100 KB, in older versions for lack of memory.
      return .failure(
        excess("with a header of more than \(AnswerHeader.bytesMax >> 10) KiB", host))
    case (nil, LIBCURL_OK):
      // libcurl takes an end within the header for the end of the answer.
      guard answer.header.isComplete, status >= 200 else {
        return .failure(
          TransportFailure(
            reason: "\(host): the connection broke off within the header of the answer"))
      }
      return .success(
        HTTPResponse(status: status, headers: answer.header.fields, body: answer.body))
    default: return .failure(failure(host: host, limits))
    }
  }

  /// Why there is no answer.
  func failure(host: String, _ limits: HTTPCarrier.Limits) -> TransportFailure {
    TransportFailure(mayRetry: !Self.lasting.contains(result), reason: "\(host): \(reason(limits))")
  }

  /// What another try does not change.
  private static let lasting = [
    LIBCURL_BAD_CERTIFICATE, LIBCURL_BAD_ISSUER, LIBCURL_NO_AUTHORITIES, LIBCURL_BAD_URL,
  ]

  private func reason(_ limits: HTTPCarrier.Limits) -> String {
    if proxyStatus >= 300 {
      return
        "the proxy of this machine does not connect to it (HTTP \(proxyStatus)); check https_proxy"
    }
    return switch result {
    case LIBCURL_TIMED_OUT:
      isOverdue
        ? "no whole answer within \(limits.whole.components.seconds) seconds"
        : "no answer for too long"
    case LIBCURL_NO_HOST: "cannot be found; is this machine online? (\(name))"
    case LIBCURL_NO_PROXY, LIBCURL_PROXY_FAILED:
      "the proxy of this machine cannot be used (\(name)); check https_proxy"
    case LIBCURL_NO_CONNECTION:
      "cannot connect: \(systemError == 0 ? name : String(cString: strerror(systemError)))"
    case LIBCURL_BAD_CERTIFICATE, LIBCURL_BAD_ISSUER:
      """
      its certificate is not to be trusted, so nothing was sent to it: \(why); check the clock of this \
      machine, that no proxy or filter answers in its place (https_proxy), and the package ca-certificates
      """
    case LIBCURL_NO_AUTHORITIES:
      """
      this machine knows no authorities to judge its certificate by, so nothing was sent to it: \
      install the package ca-certificates (\(why))
      """
    case LIBCURL_BAD_URL: "the address makes no sense: \(name)"
    case LIBCURL_UNSUPPORTED_PROTOCOL, LIBCURL_STRANGE_REPLY: "an answer that is no HTTP"
    case LIBCURL_NO_TLS: "no encrypted connection: \(why)"
    default: "the connection broke off: \(name)"
    }
  }

  /// What libcurl says of certificates and encryption.
  private var why: String { detail.isEmpty ? name : detail }

  private func excess(_ size: String, _ host: String) -> TransportFailure {
    TransportFailure(
      mayRetry: false,
      reason: "\(host): an answer \(size), which no answer of a bank is; nothing of it is kept")
  }
}
