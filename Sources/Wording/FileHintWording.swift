// What users read of the files of an export that a program may ask about, or read otherwise than they expect.

internal import Model
package import Write

extension FileHint {
  /// The hint in words.
  package var wording: String {
    switch self {
    case .openDates(let form, let file):
      "\(file): no day is past the 12th, so a program may take days for months: "
        + "choose \(form == .monthDayYear ? "month" : "day") first when it asks, or use --qif-date iso"
    case .replaced(let count, let charset, let file):
      "\(file): \(counted(count, "character")) that \(charset.rawValue) lacks "
        + "\(count == 1 ? "is" : "are") written as the nearest letters or ?"
    case .ownCurrency(let currency, let file):
      "\(file): accounts in \(currency.code), because QIF has one currency per file"
    case .tooLong(let program, let file):
      "\(file): \(program) takes no file of this length: use --out DIR, which divides it"
    case .companionMissing(let program):
      "\(program) reads a second file beside this one: use --out DIR, which writes both"
    case .furtherSheets(let register):
      "\(register) has more rows than a sheet holds (1,048,576): it goes on in further sheets"
    }
  }
}
