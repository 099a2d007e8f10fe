// What `whoami` prints: one fact a line.

package import Connect
internal import Fetch
package import Model
internal import MonzoAPI

extension Identity {
  package func lines(in zone: TimeZoneRules) -> [String] {
    TextTable([
      ["bank", api], ["authenticated", who.isAuthenticated ? "yes" : "no"],
      ["user", who.userID ?? "unknown"], ["client", who.clientID ?? "unknown"],
      ["token", tokenText], ["consent", consentText(in: zone)],
    ]).lines
  }

  private func consentText(in zone: TimeZoneRules) -> String {
    guard let consent else { return "unknown: no login on this machine recorded it" }
    let left = consent.daysLeft(at: now)
    return "until \(zone.date(of: consent.ends)), "
      + (left < 0 ? "over" : "\(counted(left, "day")) left")
  }

  private var tokenText: String {
    let renewal = token.isRefreshable ? "renewed by itself" : "cannot be renewed"
    guard let expires = token.expires else { return "unknown end, \(renewal)" }
    let seconds = expires.seconds - now.seconds
    let span = seconds < 7200 ? "\(max(0, seconds) / 60) min" : "\(seconds / 3600) h"
    return "ends in \(span), \(renewal)"
  }
}
