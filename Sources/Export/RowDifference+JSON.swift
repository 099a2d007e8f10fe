// Differences of rows for programs, one JSON object a line.

internal import Bytes
internal import Model

extension RowDifference {
  /// The difference as one line of JSON.
  ///
  /// - Parameter slug: the name of its account or pot.
  /// - Returns: the line with its line feed.
  public func line(slug: String) -> [UInt8] {
    JSONWriter.document(.spaced) { json in
      json.member("change", sort.rawValue)
      json.member("id", id)
      json.member("account", slug)
      json.member("date", "\(date)")
      json.member("payee", payee)
      json.member("currency", (now ?? was)?.amount.currency.code)
      json.member("was_minor", was?.amount.minorUnits)
      json.member("was_status", was.map { "\($0.status.name)" })
      json.member("was_date", was.map { "\($0.date)" })
      json.member("now_minor", now?.amount.minorUnits)
      json.member("now_status", now.map { "\($0.status.name)" })
      json.member("now_date", now.map { "\($0.date)" })
    }
  }
}
