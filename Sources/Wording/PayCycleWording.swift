// What users read of the pay cycle that was found in their salary.

package import Calendar

/// The words for pay cycles.
package enum PayCycleWording {
  /// Which rule was taken, and why.
  package static func found(_ found: FoundPayCycle) -> String {
    "pay cycle \(found.cycle): \(found.count) of the last \(found.total) salary payments came on its paydays"
  }

  /// Why there is none, and what to do.
  package static func noneFound(isPaid: Bool) -> CommandError {
    CommandError(
      message: (isPaid
        ? "the salary comes on no day that repeats every month" : "no salary comes in regularly")
        + ": name the rule of your payday, such as --pay-cycle 25 or --pay-cycle last-working-day")
  }
}
