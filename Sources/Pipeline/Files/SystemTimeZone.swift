// The zones that the system knows, turned into the values that the pure stages take. London needs no system.

import Foundation
public import Model

extension TimeZoneRules {
  /// The zone of an identifier such as `Europe/Paris`; nil when the system does not know it.
  public static func system(_ identifier: String) -> TimeZoneRules? {
    if identifier == TimeZoneRules.london.identifier { return .london }
    if identifier == TimeZoneRules.utc.identifier { return .utc }
    guard TimeZone.knownTimeZoneIdentifiers.contains(identifier),
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    let start = Date(timeIntervalSince1970: 0)
    let end = Date(timeIntervalSince1970: 4_102_444_800)  // 2100-01-01
    var transitions: [Transition] = []
    var at = start
    while let next = zone.nextDaylightSavingTimeTransition(after: at), next < end {
      transitions.append(
        Transition(
          from: Int64(next.timeIntervalSince1970), offset: Int32(zone.secondsFromGMT(for: next))))
      at = next
    }
    return .table(identifier, first: Int32(zone.secondsFromGMT(for: start)), transitions)
  }
}
