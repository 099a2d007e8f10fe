// The file that a program reads beside a table: which column is what, so that nobody has to say it by hand.

public import Accounting
public import Aggregate
internal import Bytes
public import Model

extension TableForm.Companion {
  /// The name of the file beside a table.
  ///
  /// - Parameter table: the name of the table, which ends in `.csv`.
  /// - Returns: the name.
  public func name(beside table: String) -> String {
    switch self {
    // The data importer takes the configuration of the same name.
    case .fireflyConfiguration: table.replacingSuffix(".csv", with: ".json")
    case .hledgerRules: table + ".rules"
    }
  }

  /// The bytes of the file.
  ///
  /// - Parameters:
  ///   - form: the form of the table.
  ///   - register: whose table it is.
  ///   - chart: what the user's own accounting calls accounts.
  ///   - asOf: the time that the file says it was made at.
  /// - Returns: the bytes.
  public func bytes(
    _ form: TableForm, _ register: Register, _ chart: ChartOfAccounts = .empty, asOf: Instant
  ) -> [UInt8] {
    switch self {
    case .fireflyConfiguration: fireflyConfiguration(form, asOf: asOf)
    case .hledgerRules:
      hledgerRules(form, JournalAccounts(chart, categoryNames: [:]).account(of: register))
    }
  }

  /// The importer's own keys; duplicates are found by the column `external-id`.
  private func fireflyConfiguration(_ form: TableForm, asOf: Instant) -> [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("version", 3)
      json.member("source", "monzo-export")
      json.member("created_at", "\(asOf)")
      json.member("flow", "file")
      json.member("content_type", "csv")
      json.member("date", "Y-m-d")
      json.member("default_account", 0)
      json.member("delimiter", "comma")
      json.member("headers", true)
      json.member("rules", true)
      json.member("skip_form", false)
      json.member("add_import_tag", true)
      json.member("roles", texts: form.columns.map(\.header))
      let flags = form.columns.map { _ in "false" }.joined(separator: ", ")
      json.member("do_mapping", json: Array("[\(flags)]".utf8))
      json.member("mapping", json: Array("[]".utf8))
      json.member("duplicate_detection_method", "cell")
      json.member("ignore_duplicate_lines", true)
      json.member("ignore_duplicate_transactions", true)
      json.member(
        "unique_column_index", form.columns.firstIndex { $0.field == .sharedID } ?? 0)
      json.member("unique_column_type", "external-id")
      json.member("conversion", false)
    }
  }

  private func hledgerRules(_ form: TableForm, _ account: String) -> [UInt8] {
    let fields = form.columns.map(\.header).joined(separator: ", ")
    return Array(
      """
      # hledger reads this file by itself beside the CSV of the same name.
      skip 1
      fields \(fields)
      date-format %Y-%m-%d
      status *
      account1 \(account)

      """.utf8)
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self + other
  }
}
