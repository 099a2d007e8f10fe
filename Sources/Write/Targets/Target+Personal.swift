// Programs with which people keep their own books.

extension Target {
  static let personal: [Target] = [ynab, actual, firefly, gnuCash, moneydance]

  /// YNAB: "Formatting a CSV File" and "File-Based Import" (YNAB help).
  ///
  /// `Date,Payee,Memo,Outflow,Inflow`, days as in the budget's own settings. YNAB matches what it has by day and amount, so
  /// that importing again changes nothing. It also takes the OFX of the export.
  static let ynab = Target(
    "ynab", "YNAB",
    .table(
      TableForm([
        ("Date", .date), ("Payee", .payee), ("Memo", .memo), ("Outflow", .moneyOut),
        ("Inflow", .moneyIn),
      ])))

  /// Actual Budget: "Importing Transactions" (Actual's documentation).
  ///
  /// The fields are found by their names; ISO days need no question, and categories are those of the budget with the same
  /// names. Only with OFX, which it takes too, does Actual know transactions by id.
  static let actual = Target(
    "actual", "Actual Budget",
    .table(
      TableForm([
        ("Date", .date), ("Payee", .payee), ("Notes", .memo), ("Category", .category),
        ("Amount", .amount),
      ]) { $0.dates = .iso }))

  /// Firefly III: its data importer ("Import configuration file", and the roles in firefly-iii/import-configurations).
  ///
  /// The headers are the importer's roles. The other side of a transfer is named as an account, and both sides have one
  /// `external-id`, by which the importer finds the second side to be there already: one transfer, not two.
  static let firefly = Target(
    "firefly", "Firefly III",
    .table(
      TableForm([
        ("date_transaction", .date), ("amount", .amount), ("currency-code", .currency),
        ("description", .description), ("account-name", .account),
        ("opposing-name", .counterAccount), ("category-name", .category), ("tags-space", .tags),
        ("amount_foreign", .localAmount), ("foreign-currency-code", .localCurrency),
        ("note", .notes), ("external-id", .sharedID), ("internal_reference", .id),
      ]) {
        $0.dates = .iso
        $0.companion = .fireflyConfiguration
      }))

  /// GnuCash: "Import Transactions from OFX" (its guide; driven, see Tests/Interop).
  ///
  /// It stores the id of each transaction and imports none twice, which neither its CSV nor its QIF import does.
  static let gnuCash = Target("gnucash", "GnuCash", .ofx(.v102))

  /// Moneydance: "Importing" (its manual).
  ///
  /// OFX, because the manual warns of duplicated transfers in QIF.
  static let moneydance = Target("moneydance", "Moneydance", .ofx(.v102))
}
