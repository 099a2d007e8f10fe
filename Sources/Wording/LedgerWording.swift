// What users read of balances in accounting files that are not the bank's.

package import Aggregate
internal import Model

/// The words for balances that are not the bank's.
package enum LedgerWording {
  /// What is to be said of the balances that OFX files end with.
  ///
  /// - Parameters:
  ///   - accounts: the lines of their registers.
  ///   - isFiltered: whether only some of the rows were exported.
  /// - Returns: a note for each thing; none when the balances are the bank's, of all rows.
  package static func notes(_ accounts: [AccountLine], isFiltered: Bool) -> [String] {
    var notes: [String] = []
    if isFiltered {
      notes.append(
        "filtered: only some transactions, so no opening, closing or proof; "
          + "LEDGERBAL is the balance of the whole account")
    }
    let unknown = accounts.filter { !$0.ledger.isOfBank }.map(\.slug)
    if !unknown.isEmpty {
      notes.append(
        "no balance from Monzo for \(unknown.joined(separator: ", ")): "
          + "LEDGERBAL is the sum of the transactions so far, counted from zero")
    }
    return notes
  }
}
