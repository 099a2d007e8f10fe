// Where everything is in an archive. Folders named `key=value` are what tools that read partitioned
// data expect (Apache Hive, DuckDB, Spark), so an archive can be queried as it is.

internal import Bytes
public import Model

/// Paths in an archive.
public enum Layout {
  /// The format of the archive.
  public static let format = "FORMAT"
  /// The bank user whose archive it is.
  public static let identity = "IDENTITY"
  /// The slugs that accounts and pots got at first sight.
  public static let names = "names.json"
  /// The rules of the user, if any.
  public static let rules = "rules.json5"
  /// What each export wrote for which destination.
  public static let exports = "exports"
  /// What can be made again from the rest, and deleted at any time.
  public static let cache = "cache"

  /// What every file held when it was written.
  public static let digests = "digests.jsonl"
  /// In which state this machine's disk had which file, with what digest.
  public static let states = "\(cache)/digests"
  /// What a run that did not end left for the next one.
  public static let hint = "\(cache)/fetch.json"
  /// Damaged files as they were found, of those that were written anew without what could not be read.
  static let damaged = "damaged"
  /// Which damage the user accepted.
  static let accepted = "history/accepted.jsonl"

  /// When fetches came to their end, and what was complete then.
  static let fetches = "history/fetches.jsonl"
  /// Which files were imported, and which of these imports were undone.
  static let importLog = "history/imports.jsonl"
  /// What imports brought that is also there without them.
  static let kept = "history/kept.jsonl"
  /// Rows of other dialects that were withdrawn with an import.
  static let withdrawn = "history/withdrawn.jsonl"
  /// What each import brought.
  static let brought = "history/brought"
  static let accounts = "accounts"
  static let balances = "balances"
  static let transactions = "transactions"
  static let history = "history"
  static let imports = "imports"
  static let coverage = "coverage"
  static let part = "part.jsonl"
  static let unfinished = ".new"

  /// The object of an account.
  public static func account(_ id: String) -> String { "\(accounts)/\(escaped(id))/account.json" }
  /// The pots of an account.
  public static func pots(of id: String) -> String { "\(accounts)/\(escaped(id))/pots.json" }
  /// The balances of an account or a pot.
  public static func balances(of id: String) -> String { file(balances, id) }
  /// The superseded versions of an account's rows.
  public static func history(of id: String) -> String { file(history, id) }
  /// The rows of an account that have no readable id or time, as the bank sent them.
  public static func unreadable(of id: String) -> String {
    "\(history)/\(folder(id))/unreadable.jsonl"
  }
  /// The coverage of an account.
  public static func coverage(of id: String) -> String { "\(coverage)/\(escaped(id)).json" }
  /// The rows of an account in a month.
  public static func partition(of id: String, _ month: Month) -> String {
    "\(transactions)/\(folder(id))/\(folder(month))/\(part)"
  }
  /// The imported rows of a dialect in a month, or of no known month.
  public static func imported(_ dialect: String, _ month: Month?) -> String {
    "\(imports)/\(escaped(dialect))/\(month.map(folder) ?? "month=unknown")/\(part)"
  }

  /// What an import brought.
  static func brought(_ number: Int) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
    return "\(brought)/\(zeros)\(digits).jsonl"
  }

  private static func file(_ kind: String, _ id: String) -> String {
    "\(kind)/\(folder(id))/\(part)"
  }
  static func folder(_ account: String) -> String { "account_id=\(escaped(account))" }
  static func folder(_ month: Month) -> String { "month=\(month)" }

  /// The value behind `key=` in the name of a folder; nil when it is of another kind.
  static func value(_ key: String, of name: String) -> String? {
    name.hasPrefix(key + "=") ? unescaped(String(name.dropFirst(key.count + 1))) : nil
  }

  /// The folder that holds a file or folder; empty for what is at the root.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "" }
    return String(path[..<slash])
  }

  /// Whether the list of digests has a file: everything but what is made again, the user's own and the list.
  static func isListed(_ path: String) -> Bool {
    if path.hasSuffix(unfinished) { return false }
    if path.utf8.contains(0x2F) {
      return !path.hasPrefix("\(cache)/") && !path.hasPrefix("\(damaged)/")
    }
    return path != digests && path != rules && path != DiskLock.name
  }

  // MARK: Names

  /// An id as a file name: what is no letter, digit, `_` or `-` as `%` and two digits, so that no id leads
  /// out of its folder.
  static func escaped(_ id: String) -> String {
    var name: [UInt8] = []
    for byte in id.utf8 {
      if isPlain(byte) {
        name.append(byte)
      } else {
        name += [0x25, hexadecimal(byte >> 4), hexadecimal(byte & 15)]
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// The id that a file name was made of.
  static func unescaped(_ name: String) -> String {
    let name = Array(name.utf8)
    var id: [UInt8] = []
    var at = 0
    while at < name.count {
      if name[at] == 0x25, at + 2 < name.count, let high = hexadecimalValue(name[at + 1]),
        let low = hexadecimalValue(name[at + 2])
      {
        id.append(high << 4 | low)
        at += 3
      } else {
        id.append(name[at])
        at += 1
      }
    }
    return String(decoding: id, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x37 + digit
  }
}
