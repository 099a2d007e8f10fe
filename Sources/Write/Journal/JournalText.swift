// Text that both sorts of journals can hold, as bean-check, hledger and ledger were seen to read it: neither escapes
// anything but quotes, so what means something there is replaced.

internal import Model

enum JournalText {
  /// A part of an account's name: letters and digits with hyphens between words, each word with a capital.
  ///
  /// Beancount wants a capital or a digit first, and no marks: `food & drink` is `Food-Drink`, `食料` is `X-食料`.
  static func component(_ text: String) -> String {
    var name = String.UnicodeScalarView()
    var isBetweenWords = false
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber:
        let isFirst = name.isEmpty || isBetweenWords
        if isBetweenWords && !name.isEmpty { name.append("-") }
        isBetweenWords = false
        name.append(isFirst ? capital(scalar) : scalar)
      case .nonspacingMark, .spacingMark, .enclosingMark: break
      case _ where scalar == "'" || scalar == "\u{2019}": break
      default: isBetweenWords = true
      }
    }
    guard let first = name.first else { return "Unnamed" }
    switch first.properties.generalCategory {
    case .uppercaseLetter, .decimalNumber: return String(name)
    default: return "X-" + String(name)
    }
  }

  private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let capital = scalar.properties.uppercaseMapping.unicodeScalars
    guard capital.count == 1, let first = capital.first else { return scalar }
    return first
  }

  /// A tag or a link: letters, digits, `-`, `_`, `/` and `.`, of ASCII alone; empty when nothing is left.
  static func word(_ text: String) -> String {
    var word = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "/", ".": word.unicodeScalars.append(scalar)
      default: if !word.isEmpty && word.last != "-" { word.append("-") }
      }
    }
    while word.last == "-" { word.removeLast() }
    return word
  }

  /// A tag of hledger: a word that is no key of its own, such as a date's.
  static func tag(_ text: String) -> String {
    var word = String.UnicodeScalarView()
    for scalar in cut(text, bytesMax: 1000).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .nonspacingMark, .spacingMark:
        word.append(scalar)
      default: word.append(scalar == "_" ? scalar : "-")
      }
    }
    let isKey = ["date", "date2", "id", "transfer", "t", "type"].contains(String(word).lowercased())
    return isKey ? "tag-" + String(word) : String(word)
  }

  /// A text between quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// A part of a description of hledger and ledger: nothing in it begins a comment, and only notes have `|`, which is
  /// between the payee and them.
  ///
  /// It is cut where Ledger would give up: at 4,096 bytes a line.
  static func description(_ text: String, isPayee: Bool) -> String {
    let text = cut(text, bytesMax: isPayee ? 1000 : 2500)
    guard text.utf8.contains(where: { $0 == 0x3B || $0 == 0x7C }) else { return text }
    return String(
      text.map { character in
        switch character {
        case ";": ","
        case "|": isPayee ? "/" : character
        default: character
        }
      })
  }

  private static func cut(_ text: String, bytesMax: Int) -> String {
    guard text.utf8.count > bytesMax else { return text }
    var line = LineText(text)
    line.cut(scalarsMax: .max, bytesMax: bytesMax)
    return line.string
  }

  /// The text of a comment's `key: text`: nothing in it is a date in brackets, a key or an end.
  static func comment(_ text: String) -> String {
    var comment = String.UnicodeScalarView()
    for scalar in cut(text, bytesMax: 2500).unicodeScalars {
      switch scalar {
      case ";", ",": comment.append(" ")
      case "[": comment.append("(")
      case "]": comment.append(")")
      default: comment.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    while comment.last == " " { comment.removeLast() }
    return String(comment)
  }
}
