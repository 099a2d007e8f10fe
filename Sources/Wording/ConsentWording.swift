// What every run prints when the account holder's permission ends soon: when, and what to do.

package import Fetch
package import Model

/// The words of the consent clock.
package enum ConsentWording {
  /// One sentence, and what to do.
  package static func reminder(_ ending: Consent.Ending, on date: CivilDate) -> String {
    let way = """
      extend it in the Monzo app under Settings > Privacy & security > Manage apps > Refresh permissions, \
      then run 'monzo-export login --extended'
      """
    return switch ending {
    case .passed:
      """
      Monzo's permission was to end on \(date): if you extended it in the app, run \
      'monzo-export login --extended'; else run 'monzo-export login'
      """
    case .withinADay: "Monzo's permission ends within a day, on \(date): \(way)"
    case .inDays(let days):
      "Monzo's permission ends on \(date), in \(counted(days, "day")): \(way)"
    }
  }
}
