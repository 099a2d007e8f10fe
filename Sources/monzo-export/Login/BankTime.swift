// The latest time at the bank that one run came to know, from an answer or from the archive.

import Foundation
import Model

/// The bank's time as far as a run knows it.
final class BankTime {
  private(set) var latest: Instant?

  /// The time by the clock of this machine.
  static var ofSystem: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }

  /// Takes note of a time that the bank reported.
  func learn(_ time: Instant?) {
    guard let time else { return }
    latest = latest.map { max($0, time) } ?? time
  }
}
