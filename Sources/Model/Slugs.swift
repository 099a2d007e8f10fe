// Readable names of accounts and pots for files and addresses: `current-account`, `pot-holiday`. Only a to z,
// digits and hyphens, so they need no care anywhere. Two that would be equal are kept apart by a suffix from
// the id; the one that was opened first keeps the plain name, so a new pot never renames an old one.

/// The slugs of accounts and pots, all different.
public struct Slugs: Equatable, Sendable {
  private let slugs: [String: String]

  /// Names everything in a book.
  ///
  /// - Parameters:
  ///   - book: accounts and pots.
  ///   - accounts: ids of further accounts that rows belong to, of which nothing else is known.
  ///   - fixed: slugs that were given before, by id; they stay whatever the book says now.
  public init(_ book: ReferenceBook, accounts: [String] = [], fixed: [String: String] = [:]) {
    var slugs = fixed
    var taken = Set(fixed.values)
    for (id, base) in Slugs.bases(book, accounts) where slugs[id] == nil {
      let slug = Slugs.distinct(base, id, taken)
      taken.insert(slug)
      slugs[id] = slug
    }
    self.slugs = slugs
  }

  /// The slug of an account or pot; one that nothing reported is called by its id.
  public subscript(id: String) -> String {
    slugs[id] ?? Slugs.distinct(Slugs.base(of: id), id, Set(slugs.values).union(["account"]))
  }

  /// All slugs by id.
  public var all: [String: String] { slugs }

  /// Ids with the slug that each would like, first opened first.
  private static func bases(_ book: ReferenceBook, _ accounts: [String]) -> [(String, String)] {
    struct Proposal {
      let opened: Instant?
      let id: String
      let slug: String
    }
    var proposals = book.accounts.values.map {
      Proposal(opened: $0.created, id: $0.id, slug: slug(of: AccountTitle.title(ofType: $0.type)))
    }
    proposals += book.pots.values.map {
      Proposal(opened: $0.created, id: $0.id, slug: slug(of: AccountTitle.title(ofPot: $0.name)))
    }
    let known = Set(proposals.map(\.id))
    proposals += Set(accounts).subtracting(known).map {
      Proposal(opened: nil, id: $0, slug: base(of: $0))
    }
    proposals.sort {
      if $0.opened != $1.opened {
        guard let opened = $0.opened else { return false }
        return $1.opened.map { opened < $0 } ?? true
      }
      return $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
    }
    return proposals.map { ($0.id, $0.slug) }
  }

  /// What an account or pot would like to be called of which only the id is known; rows of the oldest
  /// lists name none at all.
  private static func base(of id: String) -> String {
    if id.isEmpty { return "unknown-account" }
    if id.hasPrefix("pot_") { return "pot" }
    return id.hasPrefix("acc_") ? "account" : slug(of: id)
  }

  /// The slug, with as much of the id's end as makes it differ from those taken.
  static func distinct(_ slug: String, _ id: String, _ taken: Set<String>) -> String {
    if !slug.isEmpty && slug != "pot" && !taken.contains(slug) { return slug }
    let base = slug.isEmpty ? "account" : slug
    let letters = Slugs.slug(of: id).filter { $0 != "-" }
    for length in stride(from: 6, through: max(6, letters.count), by: 2) {
      let longer = base + "-" + letters.suffix(length)
      if !taken.contains(longer) { return longer }
    }
    var number = 2
    while taken.contains("\(base)-\(letters)-\(number)") { number += 1 }
    return "\(base)-\(letters)-\(number)"
  }

  // MARK: Letters

  /// Text as words of a to z and digits with hyphens between; empty when it has none.
  public static func slug(of text: String) -> String {
    var bytes: [UInt8] = []
    var isBetweenWords = false
    for scalar in text.unicodeScalars {
      let letters = plain(scalar)
      if letters.isEmpty {
        // An apostrophe and a combining mark are inside of a word.
        if scalar != "'" && scalar != "\u{2019}" && !(0x300...0x36F ~= scalar.value) {
          isBetweenWords = true
        }
        continue
      }
      if isBetweenWords && !bytes.isEmpty { bytes.append(0x2D) }
      isBetweenWords = false
      bytes.append(contentsOf: letters.utf8)
    }
    return String(decoding: bytes.prefix(slugBytesMax), as: UTF8.self)
  }

  private static let slugBytesMax = 48  // File names stay short enough for every file system.

  /// A letter or digit as small ASCII letters; empty for anything else.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: return String(Character(scalar))
    case 0x41...0x5A: return String(Character(Unicode.Scalar(UInt8(scalar.value + 0x20))))
    case 0xC0...0x17F:
      let letter = latin[Int(scalar.value - 0xC0)]
      return letter == 0x2E
        ? (twoLetters[scalar.value] ?? "") : String(Character(Unicode.Scalar(letter)))
    default: return ""
    }
  }

  /// U+00C0 to U+017F without their marks; a point where there are two letters or none.
  private static let latin: [UInt8] = Array(
    ("aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllllllln"
      + "nnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
  private static let twoLetters: [UInt32: String] = [
    0xC6: "ae", 0xE6: "ae", 0xDE: "th", 0xFE: "th", 0xDF: "ss", 0x132: "ij", 0x133: "ij",
    0x152: "oe", 0x153: "oe",
  ]
}
