// How a table of transactions is written for a program: its columns, the form of days, amounts and text, and limits. All
// of it is data; `TableWriter` is the one writer.

/// The form of a table.
public struct TableForm: Equatable, Sendable {
  /// One column.
  public struct Column: Equatable, Sendable {
    /// What the header line calls it.
    public let header: String
    /// What is in it.
    public let field: TargetField

    /// Describes a column.
    public init(_ header: String, _ field: TargetField) {
      self.header = header
      self.field = field
    }
  }

  /// Which cells are in quotes.
  public enum Quoting: String, CaseIterable, Sendable {
    /// Those that have to be.
    case needed
    /// All.
    case always
    /// None: what would need quotes becomes a space or an apostrophe, for programs that know no quotes.
    case never
  }

  /// A file that a program reads beside the table.
  public enum Companion: Equatable, Sendable {
    /// The import configuration of the Firefly III data importer; the headers are its roles.
    case fireflyConfiguration
    /// Rules for hledger; the headers are its fields.
    case hledgerRules
  }

  /// The columns in order.
  public var columns: [Column]
  /// Whether the first line names the columns.
  public var hasHeader = true
  /// How days are written.
  public var dates = DateForm.dayMonthYear
  /// The character set.
  public var charset = Charset.utf8
  /// Which cells are in quotes.
  public var quoting = Quoting.needed
  /// What is between two cells.
  public var delimiter: UInt8 = 0x2C
  /// What is between pounds and pence.
  public var decimalMark: UInt8 = 0x2E
  /// How many rows one file may have, the header not counted; more go into further files.
  public var rowsMax: Int?
  /// How many bytes one file may have; more go into further files.
  public var bytesMax: Int?
  /// How many characters a text may have; longer ones are cut.
  public var textMax: Int?
  /// What the program reads beside the table.
  public var companion: Companion?

  /// A table with these columns, and otherwise as plain as can be.
  public init(_ columns: [Column], _ change: (inout TableForm) -> Void = { _ in }) {
    self.columns = columns
    change(&self)
  }

  /// A table with these columns, each a header and what is under it.
  init(_ columns: [(String, TargetField)], _ change: (inout TableForm) -> Void = { _ in }) {
    self.init(columns.map { Column($0.0, $0.1) }, change)
  }
}

/// What can be in a column; the raw values are what a configuration calls it.
public enum TargetField: String, CaseIterable, Sendable {
  /// The day that the entry is booked on.
  case date
  /// The day on which the money moved, else the one before.
  case settledDate = "settled_date"
  /// The amount, money out negative.
  case amount
  /// The amount, money in negative.
  case amountNegated = "amount_negated"
  /// Money in without a sign; empty for money out.
  case moneyIn = "money_in"
  /// Money out without a sign; empty for money in.
  case moneyOut = "money_out"
  /// The code of the register's currency.
  case currency
  /// `Credit` for money in, `Debit` for money out.
  case direction
  /// Who the other side is.
  case payee
  /// What for: the notes or the reference, the amount in another currency, fees.
  case memo
  /// Payee and memo in one text.
  case description
  /// The name of the category; empty for a transfer to another account or pot that is known.
  case category
  /// The name of the account or pot.
  case account
  /// The name of the account or pot on the other side of a transfer; empty for anything else.
  case otherAccount = "other_account"
  /// The same, and else the payee.
  case counterAccount = "counter_account"
  /// The bank's id of the transaction.
  case id
  /// The id that both sides of a transfer share, else the bank's id.
  case sharedID = "shared_id"
  /// What kind of payment it is.
  case kind
  /// The user's notes.
  case notes
  /// Hashtags, one space between two.
  case tags
  /// What was paid in another currency, with its sign.
  case localAmount = "local_amount"
  /// The code of that currency.
  case localCurrency = "local_currency"
  /// The sort code of the other side.
  case sortCode = "sort_code"
  /// The account number of the other side.
  case accountNumber = "account_number"
  /// The account that the transaction is mapped to by the chart of accounts or a rule.
  case accountingAccount = "accounting_account"
  /// The code of that account, else its name.
  case accountingCode = "accounting_code"
  /// The VAT code that the transaction is mapped to.
  case vatCode = "vat_code"
  /// The account of a plain-text ledger that the money went to or came from.
  case ledgerAccount = "ledger_account"
  /// The amount of that account with its currency, `12.50 GBP` for money out.
  case ledgerAmount = "ledger_amount"
  /// Nothing, for columns that a program expects.
  case empty
}
