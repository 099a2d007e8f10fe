// A text as patterns see it: its first characters, and where its anchors hold.

/// The beginning of a text.
struct PatternText {
  let text: String
  let characters: [Character]
  /// The characters in small letters, for comparing.
  let lowered: [String]

  /// Takes the first `PatternProgram.textMax` characters, and of these no more code points than that.
  init(_ whole: String) {
    // One character may be of thousands of code points.
    text = String(String.UnicodeScalarView(whole.unicodeScalars.prefix(PatternProgram.textMax)))
    characters = Array(text)
    lowered = characters.map { $0.lowercased() }
  }

  /// At which places an anchor holds, from the front of the first character to the end of the last.
  func places(of anchor: String) -> [Bool] {
    var places = Array(repeating: false, count: characters.count + 1)
    switch anchor {
    case "\\A": places[0] = true
    case "\\z": places[characters.count] = true
    case "^" where !hasLines: places[0] = true
    case "$" where !hasLines, "\\Z" where !hasLines: places[characters.count] = true
    default:
      // Where words end is Unicode's to say, and where lines do.
      guard let regex = try? Regex(anchor) else { break }
      let indices = Array(text.indices) + [text.endIndex]
      let found = Set(text.matches(of: regex).map(\.range.lowerBound))
      for (place, index) in indices.enumerated() { places[place] = found.contains(index) }
    }
    return places
  }

  private var hasLines: Bool { characters.contains { $0.isNewline } }
}
