// Which period a command line asks for. Most are known at once. A pay cycle is known when the history was read: the last
// whole one, and the one whose rule is found in the days of the salary.

import Arguments
import Calendar
import Model
import Pipeline
import Wording

/// A period as a command line asks for it.
enum PeriodChoice {
  case fixed(Period)
  /// The pay cycle of a month; the last whole one when there is none.
  case payCycle(PayRule, Month?)

  static let options: [any OptionKey] =
    [Options.month, Options.year, Options.taxYear, Options.from, Options.through] + shared

  /// Those that `month` has too.
  static let shared: [any OptionKey] = [
    Options.quarter, Options.vatQuarter, Options.vatStagger, Options.payCycle,
    Options.bankHolidays,
  ]

  /// At most one period may be named, and days only without it; a pay cycle may have a month.
  static let alternatives: [[any OptionKey]] = {
    let whole: [any OptionKey] = [
      Options.year, Options.taxYear, Options.quarter, Options.vatQuarter,
    ]
    return [
      [Options.month] + whole + [Options.from], [Options.month] + whole + [Options.through],
      whole + [Options.payCycle, Options.from], whole + [Options.payCycle, Options.through],
    ]
  }()

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - context: the run.
  ///   - named: the month that is named without an option.
  /// - Throws: `UsageError` for a period that there cannot be.
  init(_ context: CommandContext, month named: Month? = nil) throws {
    let settings = context.settings
    if context[Options.vatStagger] != nil, context[Options.vatQuarter] == nil {
      throw context.invocation.missing(Options.vatQuarter, neededBy: Options.vatStagger)
    }
    if context[Options.bankHolidays] != nil, context[Options.payCycle] == nil {
      throw context.invocation.missing(Options.payCycle, neededBy: Options.bankHolidays)
    }
    let month = named ?? context[Options.month]
    if let quarter = context[Options.quarter] {
      self = .fixed(Period(days: quarter.days, name: "\(quarter)"))
    } else if let name = context[Options.vatQuarter] {
      guard let quarter = name.quarter(settings.vatStagger) else {
        throw context.invocation.badVATMonth(name, settings.vatStagger)
      }
      self = .fixed(Period(days: quarter.days, name: "\(quarter)"))
    } else if let rule = context[Options.payCycle] {
      self = .payCycle(rule, month)
    } else if let month {
      self = .fixed(Period(month))
    } else {
      self = .fixed(try Period(context))
    }
    if let named, case .fixed(let period) = self, period != Period(named) {
      let other = context[Options.quarter] == nil ? "--vat-quarter" : "--quarter"
      throw context.invocation.conflict("\(named)", other)
    }
  }

  /// What of the period is known before the history is: everything, where it is not.
  func beforeReading(_ holidays: BankHolidays) -> Period {
    switch self {
    case .fixed(let period): period
    case .payCycle(.cycle(let cycle), let month?): Period(cycle, month, holidays)
    case .payCycle: .everything
    }
  }
}

extension CommandContext {
  var holidays: BankHolidays { BankHolidays(of: settings.nation) }

  /// The period that is asked for, of a history.
  ///
  /// - Throws: `CommandError` when the salary has no pay cycle.
  func period(_ choice: PeriodChoice, of history: Dataset) throws(CommandError) -> Period {
    guard case .payCycle(let rule, let month) = choice else {
      return choice.beforeReading(holidays)
    }
    var cycle: PayCycle
    switch rule {
    case .cycle(let named): cycle = named
    case .salary:
      let paydays = history.paydays
      guard let found = FoundPayCycle(paydays, holidays) else {
        throw PayCycleWording.noneFound(isPaid: !paydays.isEmpty)
      }
      console.note(PayCycleWording.found(found))
      cycle = found.cycle
    }
    let last = cycle.month(of: timeZone.date(of: history.asOf), holidays).previous
    let period = Period(cycle, month ?? last, holidays)
    if let days = period.days { console.note("\(period.name): \(days.from) to \(days.through)") }
    return period
  }

  /// What of the options chose the period, for the manifest.
  func periodOptions(_ choice: PeriodChoice) -> [(name: String, value: String)] {
    guard case .payCycle(let rule, _) = choice else { return [] }
    return [("pay-cycle", "\(rule)"), ("bank-holidays", settings.nation.rawValue)]
  }
}

/// How a pay cycle is named.
enum PayRule: Sendable, CustomStringConvertible {
  case cycle(PayCycle)
  /// By the days on which the salary comes.
  case salary

  static let words = ["payday"] + PayCycle.all.map(\.description)

  init?(_ text: String) {
    if text.lowercased() == "payday" {
      self = .salary
    } else if let cycle = PayCycle(text) {
      self = .cycle(cycle)
    } else {
      return nil
    }
  }

  var description: String {
    switch self {
    case .cycle(let cycle): cycle.description
    case .salary: "payday"
    }
  }
}

extension Period {
  /// The pay cycle of a month.
  init(_ cycle: PayCycle, _ month: Month, _ holidays: BankHolidays) {
    self.init(days: cycle.days(of: month, holidays), name: "pay-\(month)")
  }
}

extension Invocation {
  /// The error for a month that ends no quarter of a group, with those that do.
  fileprivate func badVATMonth(_ name: VATQuarterName, _ stagger: VATStagger?) -> UsageError {
    guard case .month(let month) = name, let stagger else { preconditionFailure("\(name)") }
    let near = (-1...1).map { Month(index: month.index + $0) }
      .filter { VATStagger(endingWith: $0) == stagger }
    return badValue(
      of: Options.vatQuarter, "\(month)",
      expected: "a month that ends a quarter of group \(stagger.rawValue), such as "
        + near.map { "\($0)" }.joined())
  }
}
