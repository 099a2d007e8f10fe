// What users read of the history of exports to a folder: months that were skipped, what is new, what was not recorded.

package import Model
package import Pipeline

/// The words for the history of exports.
package enum HistoryWording {
  /// Months that were never exported, with the command that does it.
  package static func skipped(_ months: [Month], _ destination: String) -> String {
    let isOne = months.count == 1
    let command = isOne ? "month \(months[0])" : "month --catch-up"
    return "\(names(months)) \(isOne ? "was" : "were") never exported to \(destination): "
      + "run 'monzo-export \(command) --out \(quoted(destination))'"
  }

  /// Months, those in a row as a span.
  private static func names(_ months: [Month]) -> String {
    var spans: [(first: Month, last: Month)] = []
    for month in months {
      if let last = spans.last?.last, last.next == month {
        spans[spans.count - 1].last = month
      } else {
        spans.append((month, month))
      }
    }
    return spans.map { $0.first == $0.last ? "\($0.first)" : "\($0.first) to \($0.last)" }
      .joined(separator: ", ")
  }

  /// A folder as a shell takes it; one with other letters in double quotes.
  private static func quoted(_ folder: String) -> String {
    let plain = folder.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: true
      default: false
      }
    }
    if plain { return folder }
    let path = folder.hasPrefix("~/") ? "$HOME" + folder.dropFirst() : folder
    return "\"\(path)\""
  }

  /// There is nothing in a period that a folder never got.
  package static func nothingNew(_ folder: String, _ period: Period) -> String {
    "nothing new for \(folder)\(period.days == nil ? "" : " in \(period.name)"); nothing was written"
  }

  /// The archive could not be written to.
  package static func unrecorded(_ folder: String) -> String {
    "note: the archive could not be written to, so this export is recorded in \(folder)/manifest.json alone: keep it "
      + "until the next export into that folder"
  }
}
