// The consent clock. The bank lets an app in for 90 days after the account holder approved it, and never says when
// that ends: the time of the approval is kept, and every run of the last 45 days says what to do.

internal import Bytes
public import Model

/// When the account holder let this program in.
public struct Consent: Equatable, Sendable {
  /// How long an approval lasts (Monzo docs, "Strong customer authentication").
  static let days = 90
  /// In how many last days every run reminds of the end.
  static let reminderDays = 45

  /// The approval, or its last extension in the app.
  public var approved: Instant
  /// Until when the bank gives the whole history; nil when the approval was not seen.
  public var historyOpenUntil: Instant?

  /// Creates a consent, by default one whose approval was not seen.
  public init(approved: Instant, historyOpenUntil: Instant? = nil) {
    self.approved = approved
    self.historyOpenUntil = historyOpenUntil
  }

  /// A consent that was just given in the app for a new login.
  public static func given(at time: Instant) -> Consent {
    Consent(
      approved: time, historyOpenUntil: time.wholeSecond.adding(seconds: Limits.historySeconds))
  }

  /// When access ends.
  public var ends: Instant { Instant(seconds: approved.seconds + Int64(Consent.days) * 86_400) }

  /// The whole days that are left, rounded down; below zero when the time is over.
  public func daysLeft(at now: Instant) -> Int {
    Int((ends.seconds - now.seconds).dividedDown(by: 86_400))
  }

  /// How near the end of a consent is.
  public enum Ending: Equatable, Sendable {
    /// It was to end before now, unless it was extended in the app.
    case passed
    /// It ends within a day.
    case withinADay
    /// It ends in so many whole days.
    case inDays(Int)
  }

  /// What every run has to remind of; nil while the end is far away.
  public func ending(at now: Instant) -> Ending? {
    switch daysLeft(at: now) {
    case Consent.reminderDays...: nil
    case ..<0: .passed
    case 0: .withinADay
    case let days: .inDays(days)
    }
  }
}

extension Consent {
  /// The consent as one line of JSON.
  public var json: [UInt8] {
    JSONWriter.document(.compact, leavesOutAbsent: true) { json in
      json.member("approved", approved.description)
      json.member("history_open_until", historyOpenUntil?.description)
    }
  }

  /// Reads what `json` wrote; nil when the bytes are no consent.
  public init?(json bytes: [UInt8]) {
    guard let object = JSONMembers(bytes),
      let approved = object.text("approved").flatMap({ Instant($0) })
    else { return nil }
    self.init(
      approved: approved,
      historyOpenUntil: object.text("history_open_until").flatMap { Instant($0) })
  }
}
