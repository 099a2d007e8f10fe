// What form the numbers and dates of a whole statement have, by what its cells show.

internal import Bytes
internal import Model
internal import Statements

/// What the cells of a statement show of its form.
struct StatementSurvey: Sendable {
  /// A date as it is printed, and its line.
  struct PrintedDate: Equatable, Sendable {
    let text: String
    let line: Int
  }

  /// So many times more dates of one order outweigh those of the other, which are then errors of their records.
  private static let outweighing = 10

  private let given: DateOrder?
  private var counts: [DateOrder: Int] = [:]
  private var examples: [DateOrder: PrintedDate] = [:]
  private var marks: [StatementForm.DecimalMark: Int] = [:]
  /// A date that can be read in both orders, and was not written by the bank.
  private var openDate: PrintedDate?

  /// Begins a survey; an order that the user gave needs no evidence.
  init(_ given: DateOrder?) { self.given = given }

  /// Takes in a record.
  mutating func add(_ record: StatementRecord, line: Int) {
    if given == nil { addDate(record, line) }
    for column: StatementColumn in [.amount, .moneyOut, .moneyIn, .localAmount] {
      guard let cell = record[column], let mark = StatementNumber.mark(record.text, cell) else {
        continue
      }
      marks[mark, default: 0] += 1
    }
  }

  private mutating func addDate(_ record: StatementRecord, _ line: Int) {
    guard let cell = record[.created] ?? record[.date],
      let found = StatementTime.numbers(record.text, cell), found.first != found.second,
      found.first <= 12 || found.second <= 12
    else { return }
    let isPlain = found.isPadded && !record.hasTwelveHourClock
    let order: DateOrder? =
      if found.first > 12 {
        .dayFirst
      } else if found.second > 12 {
        .monthFirst
      } else {
        orderByID(record, found) ?? (found.isDotted ? .dayFirst : nil)
      }
    guard order != nil || (!isPlain && openDate == nil) else { return }
    let printed = PrintedDate(
      text: String(decoding: record.text[cell.indices], as: UTF8.self), line: line)
    if let order {
      counts[order, default: 0] += 1
      examples[order] = examples[order] ?? printed
    } else {
      openDate = printed
    }
  }

  /// The order that the dates say; nil when they say none, or both.
  private var order: DateOrder? {
    if let given { return given }
    let (day, month) = (counts[.dayFirst] ?? 0, counts[.monthFirst] ?? 0)
    if month == 0 && day == 0 { return nil }
    if month * StatementSurvey.outweighing <= day { return .dayFirst }
    return day * StatementSurvey.outweighing <= month ? .monthFirst : nil
  }

  /// The order in which a date is the day on which the bank made the record's id, which begins with a time.
  private func orderByID(
    _ record: StatementRecord, _ found: StatementTime.Numbers
  ) -> DateOrder? {
    guard let cell = record[.id], let made = RowKey(record.text, cell).madeAt else { return nil }
    func isNear(_ day: Int, _ month: Int) -> Bool {
      CivilDate(year: found.year, month: month, day: day).map {
        abs(Int64($0.days) * 86_400 + 43_200 - made.seconds) < 2 * 86_400
      } ?? false
    }
    let (day, month) = (isNear(found.first, found.second), isNear(found.second, found.first))
    return day == month ? nil : day ? .dayFirst : .monthFirst
  }

  /// The form of a file of which every record was looked at, or enough.
  var form: StatementForm {
    var form = StatementForm()
    form.dates = order ?? .dayFirst
    form.decimals = (marks[.comma] ?? 0) > (marks[.point] ?? 0) ? .comma : .point
    return form
  }

  /// Why the file cannot be read; nil when it can.
  var refusal: (message: String, line: Int)? {
    if order != nil { return nil }
    let advice = "name the order with --dates day-first or --dates month-first"
    if let day = examples[.dayFirst], let month = examples[.monthFirst] {
      return (
        "\(QuotedRecord.text(day.text)) has the day first and \(QuotedRecord.text(month.text)) the month: \(advice)",
        max(day.line, month.line)
      )
    }
    guard let openDate else { return nil }
    return (
      "\(QuotedRecord.text(openDate.text)) can be a day before a month or a month before a day, and no "
        + "other date of the file says which: \(advice)", openDate.line
    )
  }
}

extension RowKey {
  /// When the bank made the id, which begins with the milliseconds since 1970; nil for ids of another making.
  var madeAt: Instant? {
    guard isExact else { return nil }
    let milliseconds = Int64(truncatingIfNeeded: bits >> 64)
    let years: ClosedRange<Int64> = 1_262_304_000...4_102_444_800  // 2010 to 2100
    return years.contains(milliseconds / 1000) ? Instant(seconds: milliseconds / 1000) : nil
  }
}
