// Forms that many programs take: a workbook, and the bank's own statement.

extension Target {
  static let files: [Target] = [excel, monzo]

  /// A workbook (ECMA-376, Office Open XML), one sheet an account or pot and one of totals.
  ///
  /// Days, amounts and text have their types, so that nothing is taken for something else: no sort code loses its zeros
  /// and no text runs as a formula.
  static let excel = Target(
    "excel", "Excel, LibreOffice and other spreadsheets",
    .workbook(
      TableForm([
        ("Date", .date), ("Settled", .settledDate), ("Payee", .payee), ("Memo", .memo),
        ("Category", .category), ("Amount", .amount), ("Currency", .currency),
        ("Local amount", .localAmount), ("Local currency", .localCurrency), ("Kind", .kind),
        ("Other account", .otherAccount), ("Sort code", .sortCode),
        ("Account number", .accountNumber), ("Tags", .tags), ("Notes", .notes),
        ("Accounting account", .accountingAccount), ("Accounting code", .accountingCode),
        ("VAT code", .vatCode), ("ID", .id),
      ]).columns))

  /// The statement CSV that the bank's own app makes, for everything that reads that already.
  static let monzo = Target("monzo", "the bank's own CSV", .statement)
}
