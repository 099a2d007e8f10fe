// A target is a program that takes files in a form of its own, and that form as data: which format, which columns, how
// days, amounts and text are written, and what the program cannot take. One list has all of them; a new one is a
// line there and a golden case, and the configuration of a user makes further ones of the same parts.

/// A program that files are written for, and the form that it takes.
public struct Target: Equatable, Sendable {
  /// What the files are.
  public enum Form: Equatable, Sendable {
    /// One CSV an account or pot.
    case table(TableForm)
    /// One OFX file an account or pot.
    case ofx(OFXVersion)
    /// One QIF of all accounts and pots of a currency.
    case qif(DateForm, Charset)
    /// One workbook with a sheet for each account and pot.
    case workbook([TableForm.Column])
    /// The bank's own CSV, one an account.
    case statement
  }

  /// What users call the target on the command line and in the configuration.
  public let name: String
  /// What the program calls itself.
  public let program: String
  /// What the files are.
  public let form: Form

  /// Describes a target.
  public init(_ name: String, _ program: String, _ form: Form) {
    self.name = name
    self.program = program
    self.form = form
  }

  /// The targets that everybody has, in the order in which help lists them.
  public static let all: [Target] = accounting + personal + plainText + files

  /// The target of a name; nil when there is none.
  public static func named(_ name: String) -> Target? { all.first { $0.name == name } }

  /// The table that is written, of targets that have one.
  public var table: TableForm? {
    guard case .table(let table) = form else { return nil }
    return table
  }

  /// What a name is made of: small letters, digits and hyphens, because folders are called so.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 40 && text.utf8.first != 0x2D
      && text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
  }
}
