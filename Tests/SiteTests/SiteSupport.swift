// Short ways to write rows down and to build a site of them.

import Model
import Testing

@testable import Site

extension Row {
  /// A settled card payment in pounds on a day, changed by the closure.
  static func make(
    _ id: String, _ date: String, _ amountMinor: Int64, _ change: (inout Row) -> Void = { _ in }
  ) throws -> Row {
    var row = Row()
    row[.id] = id
    row[.accountID] = "acc_1"
    row.date = try #require(CivilDate(date))
    row.created = Instant(seconds: Int64(row.date.days) * 86_400 + 43_200)
    row.amount = Money(amountMinor, .gbp)
    row.kind = amountMinor > 0 ? .bacsCredit : .cardPayment
    row[.payee] = "Payee \(id)"
    row[.category] = amountMinor > 0 ? "income" : "groceries"
    change(&row)
    return row
  }
}

/// The files of a site, by path.
typealias Files = [String: String]

/// Options with the data reaching to noon of a day.
func options(asOf day: String, _ change: (inout SiteOptions) -> Void = { _ in }) throws
  -> SiteOptions
{
  let date = try #require(CivilDate(day))
  var options = SiteOptions(
    asOf: Instant(seconds: Int64(date.days) * 86_400 + 43_200), timeZone: .london, version: "1.2.3")
  change(&options)
  return options
}

/// Builds a site of rows in order of day.
func site(of rows: [Row], _ options: SiteOptions) throws -> [SiteFile] {
  var files: [SiteFile] = []
  var builder = try SiteBuilder(options)
  for row in rows { try builder.add(row) { files.append($0) } }
  try builder.finish { files.append($0) }
  return files
}

/// The text of a site's files, by path.
func texts(_ files: [SiteFile]) -> Files {
  Dictionary(
    uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
}

/// The facts of months whose rows come in order of day.
func facts(of rows: [Row], _ options: SiteOptions) -> SiteFacts {
  var site = SiteFacts(options)
  var month: MonthFacts?
  for row in rows {
    if let open = month, open.month != row.date.month {
      site.history.append(open)
      month = nil
    }
    var open = month ?? site.beginMonth(of: row)
    let balance = site.note(row)
    open.add(row, balance: balance)
    month = open
  }
  if let month { site.history.append(month) }
  return site
}
