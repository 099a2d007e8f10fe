// The API that a login belongs to: a token of the bank must never go to a sandbox, nor the other way round, so
// every store is for one API, by name and by what it holds.

import Foundation

/// The origin of an API's address.
struct APIName: Equatable, Sendable {
  /// Scheme, host and port, such as `https://api.monzo.com` or `http://127.0.0.1:8080`.
  let origin: String
  /// The same as part of a file name, such as `api.monzo.com` or `127.0.0.1-8080`.
  let fileName: String

  /// Reads an address.
  ///
  /// - Throws: `Refusal` when it is none of HTTP.
  init(_ url: String) throws(Refusal) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.lowercased(), !host.isEmpty, ["https", "http"].contains(scheme)
    else {
      throw Refusal(
        message: "'\(url)': no address of an API, expected one such as https://api.monzo.com",
        status: .usage)
    }
    let usual = scheme == "https" ? 443 : 80
    let port = parts.port.flatMap { $0 == usual ? nil : $0 }
    origin = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")"
    let plain = host.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    fileName = plain + (port.map { "-\($0)" } ?? "")
  }
}
