// What `whoami` says: the bank's word on a token, and what is known here of its times.

import Bytes
import Fetch
import Model
import MonzoAPI

/// Who is logged in.
struct Identity {
  let api: String
  let who: WhoAmI
  let token: TokenFacts
  let consent: Consent?
  let now: Instant

  /// One fact a line, for people.
  func text(in zone: TimeZoneRules) -> String {
    var lines = [
      ("bank", api), ("authenticated", who.isAuthenticated ? "yes" : "no"),
      ("user", who.userID ?? "unknown"), ("client", who.clientID ?? "unknown"),
      ("token", tokenText),
    ]
    if let consent {
      let left = consent.daysLeft(at: now)
      let days = left < 0 ? "over" : "\(left) day\(left == 1 ? "" : "s") left"
      lines.append(("consent", "until \(zone.date(of: consent.ends)), \(days)"))
    } else {
      lines.append(("consent", "unknown: it was not given to a login of this machine"))
    }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { name, value in
      name + String(repeating: " ", count: width + 2 - name.count) + value + "\n"
    }.joined()
  }

  private var tokenText: String {
    let renewal = token.isRefreshable ? "renewed by itself" : "cannot be renewed"
    guard let expires = token.expires else { return "unknown end, \(renewal)" }
    let seconds = expires.seconds - now.seconds
    let span = seconds < 7200 ? "\(max(0, seconds) / 60) min" : "\(seconds / 3600) h"
    return "ends in \(span), \(renewal)"
  }

  /// One object on one line, for programs.
  var json: [UInt8] {
    var writer = ByteWriter()
    func member(_ name: String, _ value: String?) {
      writer.append(writer.count == 0 ? "{" : ",")
      writer.appendJSONString(name)
      writer.append(":")
      if let value { writer.appendJSONString(value) } else { writer.append("null") }
    }
    member("api_url", api)
    member("user_id", who.userID)
    member("client_id", who.clientID)
    writer.append(who.isAuthenticated ? ",\"authenticated\":true" : ",\"authenticated\":false")
    member("token_expires", token.expires?.description)
    writer.append(
      token.isRefreshable ? ",\"token_refreshable\":true" : ",\"token_refreshable\":false")
    member("consent_given", consent?.approved.description)
    member("consent_ends", consent?.ends.description)
    writer.append("}\n")
    return writer.bytes
  }
}
