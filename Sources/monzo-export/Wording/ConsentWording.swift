// What every run says when the consent of the account holder ends soon, and what to do.

import Fetch
import Model

enum ConsentWording {
  static func reminder(_ ending: Consent.Ending, on date: CivilDate) -> String {
    let way = """
      extend it in the Monzo app under Settings > Privacy & security > Manage apps > Refresh permissions, \
      then run 'monzo-export login --extended'
      """
    return switch ending {
    case .passed:
      """
      the bank's consent was to end on \(date): if runs still work you have extended it, and \
      'monzo-export login --extended' starts the clock again; else log in with 'monzo-export login'
      """
    case .withinADay: "the bank's consent ends within a day, on \(date): \(way)"
    case .inDays(let days):
      "the bank's consent ends on \(date), in \(days) day\(days == 1 ? "" : "s"): \(way)"
    }
  }
}
