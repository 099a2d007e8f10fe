// Answers of a bank for the tests of this room, and ways to look at what came of them.

import Bytes
import MonzoAPI

/// An answer with a JSON body.
func answer(_ body: String, status: Int = 200, headers: [String: String] = [:]) -> HTTPResponse {
  HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
}

/// Bytes as text.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Why an answer was not read; null when it was.
func failure<Call: Endpoint>(_ call: Call.Type, _ response: HTTPResponse) -> CallFailure? {
  do throws(CallFailure) {
    _ = try call.answer(to: response)
    return nil
  } catch {
    return error
  }
}

/// The words of an answer that made no sense; null when it did.
func nonsense<Call: Endpoint>(_ call: Call.Type, _ body: String) -> String? {
  guard case .unreadable(let error) = failure(call, answer(body)) else { return nil }
  return error.description
}
