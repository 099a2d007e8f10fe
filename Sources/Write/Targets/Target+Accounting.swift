// Accounting programs of firms in the United Kingdom. Each form is from the program's own help where that says it; what it
// leaves open is from guides, and said so.

extension Target {
  static let accounting: [Target] = [xero, quickBooks, freeAgent, sage]

  /// Xero: the template of "Import a CSV bank statement" (Xero Central, and guides that print it).
  ///
  /// The stars are of the template and mark what is required; headings must not be renamed. Days first in the United
  /// Kingdom, minus for money spent, at most 1,000 lines a file. The bank's id is the reference, so that a line can be
  /// found again.
  static let xero = Target(
    "xero", "Xero",
    .table(
      TableForm([
        ("*Date", .date), ("*Amount", .amount), ("Payee", .payee), ("Description", .memo),
        ("Reference", .id), ("Cheque Number", .empty),
      ]) { $0.rowsMax = 1000 }))

  /// QuickBooks Online: "Format CSV files in Excel to get bank transactions" (Intuit, help for the United Kingdom).
  ///
  /// Three columns, "the only columns QuickBooks can handle and this order". The form of four columns is not used: Intuit's
  /// page has money out under Credit, other guides money in. Guides say at most 1,000 rows and 350 KB a file.
  static let quickBooks = Target(
    "quickbooks", "QuickBooks Online",
    .table(
      TableForm([("Date", .date), ("Description", .description), ("Amount", .amount)]) {
        $0.rowsMax = 1000
        $0.bytesMax = 350_000
      }))

  /// FreeAgent: "Format a CSV file to upload a bank statement" (FreeAgent, article 115001222564).
  ///
  /// Date, amount and description in this order, no header line, no quote marks, no commas in the cells, each description on
  /// one line.
  static let freeAgent = Target(
    "freeagent", "FreeAgent",
    .table(
      TableForm([("Date", .date), ("Amount", .amount), ("Description", .description)]) {
        $0.hasHeader = false
        $0.quoting = .never
      }))

  /// Sage Accounting: "Import a bank statement" (Sage help).
  ///
  /// It recommends OFX over QIF and CSV, which it asks questions about, and reads the first account of a file only, so there
  /// is a file for each.
  static let sage = Target("sage", "Sage Accounting", .ofx(.v102))
}
