// What the user's own accounting calls the rows of a dataset, and what it does not call anything yet.

package import Accounting
import Aggregate
import Enrich
package import Export
import Model

extension EnrichedRowSource {
  /// The chart of accounts of the settings, by the names that rows have.
  package var chart: ChartOfAccounts { dataset.chart.naming(categories: rules.categories) }

  /// Finds out what of a choice of rows the chart does not map.
  ///
  /// - Throws: `StorageError`.
  package func checkMapping(_ period: Period, _ filter: RowFilter) throws -> MappingCheck {
    let plan = ExportPlan(of: period.name, period.days)
    var scan = dataset.registerScan
    try visit { row, _ in
      if filter.includesOnAnyDay(row) { scan.add(row, plan.share(of: row)) }
    }
    let registers = Registers(scan, of: filter.accounts)
    var check = MappingCheck(chart)
    func isOfPeriod(_ row: Row) -> Bool { plan.share(of: row) == .own }
    try revisit(where: isOfPeriod) { row in
      guard filter.includesOnAnyDay(row) else { return }
      for place in registers.places(of: row) {
        check.add(place.entry, of: registers.all[place.register])
      }
    }
    return check
  }
}

extension Dataset {
  /// The chart of accounts of the settings, by the names that rows have.
  package var chart: ChartOfAccounts { settings.chart.naming(categories: knowledge.categoryNames) }
}
