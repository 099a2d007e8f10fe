// Plain-text accounting, by CSV. A transfer between two accounts or pots is in the files of both, so its other posting is
// a clearing account, which sums to zero when both files are imported.

extension Target {
  static let plainText: [Target] = [hledger, ledger]

  /// hledger: "CSV format" (its manual), driven in Tests/Interop.
  ///
  /// The headers are its fields, and `FILE.csv.rules` beside each file is what it reads by itself:
  /// `hledger -f FILE.csv print`.
  static let hledger = Target(
    "hledger", "hledger",
    .table(
      TableForm([
        ("date", .date), ("code", .id), ("description", .payee), ("comment", .memo),
        ("amount", .amount), ("currency", .currency), ("account2", .ledgerAccount),
      ]) {
        $0.dates = .iso
        $0.companion = .hledgerRules
      }))

  /// Ledger: "The convert command" (its manual), which knows columns by these names.
  ///
  /// `ledger -f /dev/null convert FILE.csv --input-date-format %Y-%m-%d --account Assets:Monzo`; it reads no rules, and
  /// the amount is that of the other posting. It gives up a file with a text of 1,024 bytes (driven).
  static let ledger = Target(
    "ledger", "Ledger",
    .table(
      TableForm([
        ("date", .date), ("code", .id), ("payee", .payee), ("note", .memo),
        ("amount", .ledgerAmount),
        ("category", .ledgerAccount),
      ]) {
        $0.dates = .iso
        $0.textMax = 250
      }))
}
