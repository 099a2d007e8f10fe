// Files that people try and that hold no records this program reads, known by their first bytes: each is named as what
// it is, with what to do, and is otherwise left alone.

internal import Bytes

/// A format that is known and not read.
struct KnownFormat: Equatable {
  /// What the file is, with its article.
  let name: String
  /// What to do about it.
  let advice: String

  /// The error for a file of this format.
  var message: String { "this looks like \(name): \(advice)" }

  private static let csv = "export the statement from the Monzo app as CSV"
  private static let unpack = "unpack it first"
  private static let save = "save it as CSV in UTF-8"

  /// Formats by the bytes that they begin with.
  private static let signatures: [(bytes: [UInt8], format: KnownFormat)] = [
    (text("%PDF-"), KnownFormat(name: "a PDF statement", advice: csv)),
    ([0xD0, 0xCF, 0x11, 0xE0], KnownFormat(name: "an old Excel workbook", advice: save)),
    ([0x1F, 0x8B], KnownFormat(name: "a gzip file", advice: unpack)),
    (text("PK\u{3}\u{4}"), KnownFormat(name: "a zip file", advice: unpack)),
    (text("BZh"), KnownFormat(name: "a bzip2 file", advice: unpack)),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], KnownFormat(name: "an xz file", advice: unpack)),
    ([0x28, 0xB5, 0x2F, 0xFD], KnownFormat(name: "a zstd file", advice: unpack)),
    ([0x37, 0x7A, 0xBC, 0xAF], KnownFormat(name: "a 7z file", advice: unpack)),
    (text("Rar!"), KnownFormat(name: "a rar file", advice: unpack)),
    ([0xFF, 0xFE], KnownFormat(name: "a text in UTF-16", advice: save)),
    ([0xFE, 0xFF], KnownFormat(name: "a text in UTF-16", advice: save)),
    (
      text("SQLite format 3"),
      KnownFormat(name: "an SQLite database", advice: "export its transactions as JSON or CSV")
    ),
    (text("PAR1"), KnownFormat(name: "a Parquet file", advice: save)),
    (text("bplist00"), KnownFormat(name: "a property list", advice: csv)),
    ([0x89, 0x50, 0x4E, 0x47], KnownFormat(name: "a PNG image", advice: csv)),
    ([0xFF, 0xD8, 0xFF], KnownFormat(name: "a JPEG image", advice: csv)),
    (text("{\\rtf"), KnownFormat(name: "an RTF document", advice: csv)),
    (
      text("{1:F01"),
      KnownFormat(name: "an MT940 statement", advice: csv)
    ),
    (text(":20:"), KnownFormat(name: "an MT940 statement", advice: csv)),
  ]

  /// Formats by the words that they begin with, in lower case.
  private static let words: [(word: String, format: KnownFormat)] = [
    ("ofxheader", ofx), ("<?ofx", ofx), ("<ofx", ofx),
    ("!type:", qif), ("!account", qif), ("!option:", qif), ("!clear:", qif),
    ("<!doctype html", html), ("<html", html), ("<!--", html),
  ]

  private static let ofx = KnownFormat(name: "an OFX file", advice: csv)
  private static let qif = KnownFormat(name: "a QIF file", advice: csv)
  private static let html = KnownFormat(
    name: "an HTML page", advice: "save the answer itself, or \(csv)")
  private static let camt = KnownFormat(name: "a CAMT statement (ISO 20022)", advice: csv)
  private static let xml = KnownFormat(name: "an XML document", advice: csv)
  /// How much of a document in XML is looked at for what it is.
  static let lookedAtMax = 2048

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The format of an input; words may have a byte order mark and white space before them.
  static func of(_ bytes: [UInt8], _ range: Range<Int>) -> KnownFormat? {
    let rest = bytes[InputFormat.startOfText(bytes, range)..<range.upperBound]
    for start in [bytes[range], rest] {
      if let found = signatures.first(where: { start.starts(with: $0.bytes) }) {
        return found.format
      }
    }
    guard let first = rest.first, [0x3C, 0x21, 0x4F, 0x6F].contains(first) else { return nil }
    let head = String(decoding: rest.prefix(lookedAtMax), as: UTF8.self).lowercased()
    if let found = words.first(where: { head.hasPrefix($0.word) }) { return found.format }
    guard head.hasPrefix("<?xml") else { return nil }
    if head.contains("<ofx") || head.contains("<?ofx") { return ofx }
    if head.contains("camt.05") { return camt }
    return head.contains("<html") ? html : xml
  }

  /// Whether more bytes could say more of what an input is that begins with some text.
  static func needsMore(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
    guard let first = text.first else { return false }
    switch bytes[first] {
    case 0x3C: return text.count < lookedAtMax
    case 0x7B:
      // JSON has neither a backslash nor a digit here.
      return text.count < 2 || (text.count < 6 && [0x31, 0x5C].contains(bytes[first + 1]))
    default: return false
    }
  }
}
