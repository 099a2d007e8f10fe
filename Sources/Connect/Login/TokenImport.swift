// A token that was obtained elsewhere: an answer of the bank, or the bare access token of the bank's playground.

internal import Bytes
public import MonzoAPI

/// Reads tokens from elsewhere.
public enum TokenImport {
  /// Reads what was given.
  ///
  /// - Parameters:
  ///   - bytes: all of it.
  ///   - source: where it came from, for the error.
  /// - Returns: the token.
  /// - Throws: `ConnectError`, which repeats nothing of it.
  public static func read(_ bytes: [UInt8], from source: String) throws(ConnectError) -> TokenAnswer
  {
    if bytes.first(where: { $0 > 0x20 }) == 0x7B {
      do {
        return try RefreshToken.answer(to: HTTPResponse(status: 200, body: bytes))
      } catch {
        throw .noToken(source: source, .answer)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    guard !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw .noToken(source: source, .answerOrToken)
    }
    return TokenAnswer(accessToken: Secret(text))
  }
}
