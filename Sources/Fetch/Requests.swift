// The requests of this stage.

internal import Model
internal import MonzoAPI

/// Reading requests, all of them safe to send again.
enum Requests {
  /// The accounts.
  static func accounts() -> HTTPRequest { HTTPRequest(.get, "/accounts") }

  /// The pots of an account.
  static func pots(_ account: String) -> HTTPRequest {
    HTTPRequest(.get, "/pots?current_account_id=\(encoded(account))")
  }

  /// The balance of an account.
  static func balance(_ account: String) -> HTTPRequest {
    HTTPRequest(.get, "/balance?account_id=\(encoded(account))")
  }

  /// A page of rows with merchants.
  static func rows(_ account: String, since: String, before: Instant) -> HTTPRequest {
    HTTPRequest(
      .get,
      "/transactions?account_id=\(encoded(account))&limit=\(Limits.pageRows)"
        + "&since=\(encoded(since))&before=\(encoded(before.description))&expand%5B%5D=merchant")
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return encoded
  }
}
