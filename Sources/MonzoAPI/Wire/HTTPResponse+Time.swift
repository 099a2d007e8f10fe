// What the header of an answer says of time: the bank's clock, and when to come again.

import Bytes
public import Model

extension HTTPResponse {
  /// The time by the bank's clock; null when the header says none.
  public var date: Instant? { headers["date"].flatMap { HTTPDate.parse($0) } }

  /// The seconds to wait before the next request; null when the header says none.
  ///
  /// The header gives seconds or a time (RFC 9110 §10.2.3); one that has passed means not to wait.
  public func retryAfter(now: Instant) -> Int? {
    guard let text = headers["retry-after"] else { return nil }
    let digits = text.utf8.drop { $0 == 0x20 }.prefix { isDigit($0) }
    if !digits.isEmpty, text.utf8[digits.endIndex...].allSatisfy({ $0 == 0x20 }) {
      return digits.count <= 9 ? Int(Substring(digits)) : 999_999_999
    }
    guard let time = HTTPDate.parse(text) else { return nil }
    let isLater = time.seconds > now.seconds
    // A part of the bank's second may have passed already, so what is left is rounded up.
    return isLater ? Int(clamping: time.seconds - now.seconds) : 0
  }
}
