// Which day is payday. The bank marks rows of pay that it lets people have early by `payday` in the metadata; where it
// marks none, the salary says it: of the money that comes in regularly by bank transfer, what comes to most a year.
//
//   every month 2,400.00 from an employer, every month 30.00 from a friend     the employer's
//   interest every month, refunds, moves between own accounts                  no salary: they are no series
//   a salary that stopped, and another that goes on                            the one that goes on

public import Model

extension Links {
  /// The days on which payments of a series came.
  public func days(of series: RecurringSeries, _ movements: [Movement]) -> [CivilDate] {
    movements.filter { self[$0.key]?.recurring == series.id }.map { CivilDate(days: $0.day) }
  }

  /// The series of the salary; nil when no money comes in regularly.
  ///
  /// A series with a row that the bank calls a payday is before all others.
  public func salary(_ knowledge: Knowledge) -> RecurringSeries? {
    let marked = Set(
      knowledge.paydays.keys.compactMap { key in self[key]?.recurring })
    let income = series.filter { series in
      series.typicalMinor > 0 && [.monthly, .fourWeekly, .weekly].contains(series.rhythm)
    }
    func rank(_ series: RecurringSeries) -> (Int, Int, Int128) {
      (
        marked.contains(series.id) ? 1 : 0, series.isStopped ? 0 : 1,
        Int128(series.typicalMinor) * Int128(series.rhythm.timesAYear)
      )
    }
    return income.max { one, other in
      rank(one) != rank(other) ? rank(one) < rank(other) : one.id > other.id
    }
  }
}
