// What the system says when no answer came, in words for people: where, what, and whether it is worth
// another try.

internal import Fetch
internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

extension TransportFailure {
  /// Puts an error of the system into words.
  ///
  /// Only the code and the system's own description are used: the rest of such an error has the whole
  /// address in it.
  init(_ error: any Error, host: String) {
    let code = (error as? URLError)?.code ?? .unknown
    let detail = error.localizedDescription
    // libcurl's errors about certificates come without a code of their own.
    if Self.certificateCodes.contains(code) || detail.lowercased().contains("certificate") {
      self.init(
        mayRetry: false,
        reason:
          "\(host): its certificate is not to be trusted, so nothing was sent to it: \(detail); "
          + "look whether the clock of this machine is right, and who owns the network")
      return
    }
    switch code {
    case .timedOut: self.init(reason: "\(host): no answer for too long")
    case .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet:
      self.init(reason: "\(host): cannot be found; is this machine online? (\(detail))")
    case .cannotConnectToHost: self.init(reason: "\(host): cannot connect: \(detail)")
    case .badURL, .unsupportedURL:
      self.init(mayRetry: false, reason: "\(host): the address makes no sense: \(detail)")
    default: self.init(reason: "\(host): the connection broke off: \(detail)")
    }
  }

  private static let certificateCodes: Set<URLError.Code> = [
    .serverCertificateHasBadDate, .serverCertificateUntrusted, .serverCertificateHasUnknownRoot,
    .serverCertificateNotYetValid, .clientCertificateRejected, .clientCertificateRequired,
  ]
}
