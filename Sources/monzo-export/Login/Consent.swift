// The consent clock. The bank lets an app in for 90 days after the person approved it, and never says when that
// ends: the time of the approval is kept here, and every run of the last 45 days says what to do.

import Bytes
import Model

/// When a person let this program in.
struct Consent: Equatable, Sendable {
  /// How long an approval lasts (Monzo docs, "Strong customer authentication").
  static let days = 90
  /// In how many last days every run reminds of the end.
  static let reminderDays = 45
  /// For how long after an approval the bank gives the whole history.
  static let historySeconds: Int64 = 300

  /// The approval, or its last extension in the app.
  var approved: Instant
  /// Until when the bank gives the whole history; nil when only an extension is known.
  var historyOpenUntil: Instant?

  /// A consent that a person has just given in the app for a new login.
  static func given(at time: Instant) -> Consent {
    Consent(
      approved: time, historyOpenUntil: Instant(seconds: time.seconds + Consent.historySeconds))
  }

  /// When access ends.
  var ends: Instant { Instant(seconds: approved.seconds + Int64(Consent.days) * 86_400) }

  /// The whole days that are left, rounded down; below nought when the time is over.
  func daysLeft(at now: Instant) -> Int {
    let seconds = ends.seconds - now.seconds
    return Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  /// What a run tells of the end, its date in a zone; nil while it is far away.
  func reminder(at now: Instant, in zone: TimeZoneRules) -> String? {
    let left = daysLeft(at: now)
    let date = zone.date(of: ends)
    let way = """
      extend it in the Monzo app under Settings > Privacy & security > Manage apps > Refresh permissions, \
      then run 'monzo-export login --extended'
      """
    switch left {
    case Consent.reminderDays...: return nil
    case ..<0:
      return """
        the bank's consent was to end on \(date): if runs still work you have extended it, and \
        'monzo-export login --extended' starts the clock again; else log in with 'monzo-export login'
        """
    case 0: return "the bank's consent ends within a day, on \(date): \(way)"
    default:
      return "the bank's consent ends on \(date), in \(left) day\(left == 1 ? "" : "s"): \(way)"
    }
  }
}

extension Consent {
  /// The consent as one line of JSON.
  var json: [UInt8] {
    var writer = ByteWriter()
    writer.append("{\"approved\":")
    writer.appendJSONString(approved.description)
    if let historyOpenUntil {
      writer.append(",\"history_open_until\":")
      writer.appendJSONString(historyOpenUntil.description)
    }
    writer.append("}\n")
    return writer.bytes
  }

  /// Reads what `json` wrote; nil when the bytes are no consent.
  init?(json bytes: [UInt8]) {
    guard let object = JSONMembers(bytes),
      let approved = object.text("approved").flatMap({ Instant($0) })
    else { return nil }
    self.init(
      approved: approved,
      historyOpenUntil: object.text("history_open_until").flatMap { Instant($0) })
  }
}
