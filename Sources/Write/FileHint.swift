// What whoever imports a file should know of it, as facts: the words are elsewhere.

public import Model

/// Something about a file that its reader has to know.
public enum FileHint: Equatable, Sendable {
  /// No day of the file says in which order day and month are; programs ask, or guess.
  case openDates(DateForm, file: String)
  /// So many characters became others, because the character set lacks them.
  case replaced(Int, Charset, file: String)
  /// Registers of this currency are in a file of their own, because QIF says no currency.
  case ownCurrency(Currency, file: String)
  /// The program takes at most so many rows or bytes a file, and this one has more: there was one output only.
  case tooLong(program: String, file: String)
  /// A program reads a file beside this one, which one output cannot hold.
  case companionMissing(program: String)
  /// A register has more rows than a sheet holds, so it goes on in further sheets.
  case furtherSheets(register: String)
}

extension FileHint {
  /// The same of a file that is in a folder.
  public func inFolder(_ folder: String) -> FileHint {
    switch self {
    case .openDates(let form, let file): .openDates(form, file: "\(folder)/\(file)")
    case .replaced(let count, let charset, let file):
      .replaced(count, charset, file: "\(folder)/\(file)")
    case .ownCurrency(let currency, let file): .ownCurrency(currency, file: "\(folder)/\(file)")
    case .tooLong(let program, let file): .tooLong(program: program, file: "\(folder)/\(file)")
    case .companionMissing, .furtherSheets: self
    }
  }
}
