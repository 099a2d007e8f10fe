// How the bank says no: JSON with a code, whose beginning is the family, and a message (Monzo docs, "Errors").

internal import MonzoAPI

struct Refusal: Error {
  var status: Int
  var code: String
  var message: String
  /// The word for the fault in OAuth's own terms (RFC 6749 §5.2), for the token endpoint.
  var oauth: String?
  var headers: [String: String] = [:]

  init(_ status: Int, _ code: String, _ message: String, oauth: String? = nil) {
    self.status = status
    self.code = code
    self.message = message
    self.oauth = oauth
  }

  var response: HTTPResponse {
    let reason: JSONText =
      oauth.map { #","error":\#($0),"error_description":\#(message)"# } ?? ""
    let json: JSONText = #"{"code":\#(code),"message":\#(message)\#(reason),"params":{}}"#
    return HTTPResponse(
      status: status,
      headers: headers.merging(["content-type": "application/json"]) { own, _ in own },
      body: json.bytes)
  }
}

extension Refusal {
  static func parameter(_ name: String, _ why: String) -> Refusal {
    Refusal(400, "bad_request.bad_param.\(name)", "Bad parameter \(name): \(why)")
  }

  static func notFound(_ what: String) -> Refusal {
    Refusal(404, "not_found", "\(what) not found")
  }

  static func permissions(_ why: String) -> Refusal {
    Refusal(403, "forbidden.insufficient_permissions", why)
  }

  static let verificationRequired = Refusal(
    403, "forbidden.verification_required", "Verification required")

  static func token(_ reason: String, _ message: String) -> Refusal {
    Refusal(401, "unauthorized.bad_access_token\(reason)", message)
  }
}

extension HTTPResponse {
  static func json(_ bytes: [UInt8]) -> HTTPResponse {
    HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: bytes)
  }

  static func json(_ text: JSONText) -> HTTPResponse { json(text.bytes) }

  /// The empty object, which the bank answers when there is nothing to say.
  static let emptyObject = HTTPResponse.json([0x7B, 0x7D])
}
