// Days and months as British readers write them: `Sat 6 Jan 2024`, `January 2024`.

internal import Model

extension CivilDate {
  /// `Sat 6 Jan 2024`.
  var text: String {
    let (year, month, day) = parts
    return "\(Words.weekdays[weekday - 1]) \(day) \(Words.monthNames[month - 1].prefix(3)) \(year)"
  }
}

extension Month {
  /// `January 2024`.
  var text: String { "\(Words.monthNames[month - 1]) \(year)" }
  /// `Jan`.
  var shortText: String { String(Words.monthNames[month - 1].prefix(3)) }
  /// `2024-01`, the name of its pages.
  var slug: String { description }
}
