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
      let answer = try? RefreshToken.answer(to: HTTPResponse(status: 200, body: bytes))
      guard let answer, isToken(answer.accessToken) else {
        throw .noToken(source: source, .answer)
      }
      return answer
    }
    let token = Secret(String(decoding: bytes, as: UTF8.self).trimmed)
    guard isToken(token) else { throw .noToken(source: source, .answerOrToken) }
    return TokenAnswer(accessToken: token)
  }

  /// The longest token that is sent: servers refuse requests whose header is longer than some 8 KiB.
  private static let bytesMax = 6144

  /// Whether a text can be an access token: visible ASCII, and no more than a header takes (RFC 6750 §2.1).
  static func isToken(_ secret: Secret) -> Bool {
    let bytes = secret.reveal().utf8
    return 1...bytesMax ~= bytes.count && bytes.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
