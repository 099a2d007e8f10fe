// Which rule the paydays of a salary follow: the one that names most of the last twelve. A salary that follows none, or
// comes by the week, has no cycle of months.

public import Model

/// The rule that a salary's days follow.
public struct FoundPayCycle: Equatable, Sendable {
  /// The rule.
  public let cycle: PayCycle
  /// How many of the payments came on its days.
  public let count: Int
  /// How many payments were looked at.
  public let total: Int

  /// How many payments are looked at, the latest: employers change.
  private static let totalMax = 12
  /// So few payments follow any rule.
  private static let countMin = 3

  /// Finds the rule; nil when none names two thirds of the payments.
  ///
  /// - Parameters:
  ///   - paydays: the days of the payments, in any order.
  ///   - holidays: the bank holidays of the user.
  public init?(_ paydays: [CivilDate], _ holidays: BankHolidays) {
    let days = Set(paydays).sorted().suffix(FoundPayCycle.totalMax)
    guard days.count >= FoundPayCycle.countMin else { return nil }
    // A payday of the first days of a month may be in the month before.
    let months = Set(days.flatMap { [$0.month, $0.month.next] })
    var best: (cycle: PayCycle, count: Int)?
    for cycle in PayCycle.all {
      let named = Set(months.map { cycle.payday(of: $0, holidays) })
      let count = days.count { named.contains($0) }
      if count > best?.count ?? 0 { best = (cycle, count) }
    }
    guard let best, best.count * 3 >= days.count * 2 else { return nil }
    // A salary of every fortnight has days in common with many rules, but two in a month.
    let cycles = Set(days.map { best.cycle.month(of: $0, holidays) })
    guard cycles.count * 4 >= days.count * 3 else { return nil }
    cycle = best.cycle
    count = best.count
    total = days.count
  }
}
