// Names of sheets: at most 31 characters, none of seven forbidden ones, no apostrophe at an end, and no two the same
// whatever the case (Microsoft, "Rename a worksheet").

/// Names that sheets of one workbook may have.
public struct SheetNames: Sendable {
  private static let unitsMax = 31
  private var taken: Set<String> = ["history"]  // A name that Excel keeps for itself.

  /// Begins a workbook without sheets.
  public init() {}

  /// The name of the next sheet, as near as can be to what it would like to be called.
  public mutating func name(of title: String) -> String {
    let base = SheetNames.valid(title)
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let suffix = " (\(number))"
      name = SheetNames.cut(base, SheetNames.unitsMax - suffix.utf16.count) + suffix
      number += 1
    }
    return name
  }

  private static func valid(_ title: String) -> String {
    var name = ""
    for scalar in title.unicodeScalars {
      let isPlain = scalar.value >= 0x20 && !"[]:*?/\\".unicodeScalars.contains(scalar)
      name.unicodeScalars.append(isPlain ? scalar : " ")
    }
    name = trimmed(cut(name, unitsMax))
    return name.isEmpty ? "Account" : name
  }

  /// As many characters as have room; UTF-16 is what spreadsheets count.
  private static func cut(_ text: String, _ unitsMax: Int) -> String {
    var (kept, units) = ("", 0)
    for character in text {
      units += character.utf16.count
      if units > unitsMax { break }
      kept.append(character)
    }
    return kept
  }

  private static func trimmed(_ text: String) -> String {
    func isEdge(_ character: Character) -> Bool { character == " " || character == "'" }
    return String(text.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
  }
}
