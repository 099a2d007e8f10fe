// `login --import`: a token answer that was obtained elsewhere, or the bare access token of the bank's
// playground.

import MonzoAPI

enum TokenImport {
  /// Reads what was given.
  ///
  /// - Throws: `CommandError` that repeats nothing of it.
  static func read(_ bytes: [UInt8], from name: String) throws(CommandError) -> TokenAnswer {
    if bytes.first(where: { $0 > 0x20 }) == 0x7B {
      do {
        return try RefreshToken.answer(to: HTTPResponse(status: 200, body: bytes))
      } catch {
        throw refusal(name, "an answer of /oauth2/token, which has an access_token")
      }
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    guard !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw refusal(name, "the JSON of /oauth2/token, or an access token alone on one line")
    }
    return TokenAnswer(accessToken: Secret(text))
  }

  private static func refusal(_ name: String, _ expected: String) -> CommandError {
    CommandError(message: "\(name): no token, expected \(expected)", status: .usage)
  }
}
