// The numbers of the bank's API and of this stage's patience, each with its reason.

internal import Model

/// What the bank allows and how long a run tries.
enum Limits {
  /// Rows of a page: the bank's greatest.
  static let pageRows = 100
  /// Rows of a page when no number is asked for.
  static let usualPageRows = 30
  /// The longest range that is asked for, in seconds: the bank allows 8760 hours between `since` and `before`.
  static let rangeSeconds: Int64 = 8760 * 3600
  /// How much earlier than its window a request begins: `since` by time may leave its own moment out.
  static let overlapSeconds: Int64 = 1
  /// How long rows come late and payments settle, as a rule; what is older when it is read stays as it is.
  static let settlingSeconds: Int64 = 7 * 86_400
  /// How much later than now the newest window is asked: the bank's clock may be ahead of ours.
  static let aheadSeconds: Int64 = 60
  /// The trailing window, which is read in every run: 88 days, since the bank gives less than 90.
  static let trailingSeconds: Int64 = 88 * 86_400
  /// How far the bank's order of rows may differ from their times.
  static let orderSeconds: Int64 = 2
  /// How far a row may lie outside of the range that was asked for.
  static let strayingSeconds: Int64 = 10
  /// How long the bank gives the whole history after an approval.
  static let historySeconds: Int64 = 300
  /// How long before that ends a refusal no longer proves anything: clocks and the time of the approval are known
  /// to some seconds only.
  static let historyMarginSeconds: Int64 = 30
  /// How long a login waits for the approval in the app.
  static let approvalSeconds: Int64 = 600
  /// How often rows are read again because the balance moved.
  static let rereads = 2
  /// The longest wait that a run takes part in, in seconds from the last answer that was one.
  static let patienceSeconds: Int64 = 900
  /// How many new tokens in a row may run out before any is of use.
  static let tokenTries = 3
  /// How long before its end a token is refreshed.
  static let tokenMarginSeconds: Int64 = 60
  /// How often a range that the bank calls too large is halved.
  static let halvings = 8
  /// The most pages of one window: two million rows a year are no person's.
  static let windowPages = 20_000
  /// The moment before which the bank had no customers.
  static let earliest = Instant(seconds: 1_420_070_400)
}

extension Instant {
  /// The moment so many seconds later.
  func adding(seconds: Int64) -> Instant {
    let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
    guard !overflow else { return seconds < 0 ? Instant(seconds: .min) : .distantFuture }
    return Instant(seconds: sum, nanoseconds: nanoseconds)
  }

  /// The moment so many milliseconds later.
  func adding(milliseconds: Int64) -> Instant {
    let nanoseconds = Int64(self.nanoseconds) + milliseconds % 1000 * 1_000_000
    return Instant(
      seconds: adding(seconds: milliseconds / 1000).seconds + nanoseconds / 1_000_000_000,
      nanoseconds: Int32(nanoseconds % 1_000_000_000))
  }
}
