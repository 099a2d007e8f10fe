// Small readers of the written formats, made from the specifications and not from the writers: what they
// give back is what a program on the other side would see.

/// Cells of CSV by RFC 4180; every record must end in CRLF.
public func readCSV(_ bytes: [UInt8]) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var at = 0
  func end() {
    record.append(String(decoding: cell, as: UTF8.self))
    cell = []
  }
  while at < bytes.count {
    let byte = bytes[at]
    let following = at + 1 < bytes.count ? bytes[at + 1] : nil
    switch byte {
    case 0x22 where isQuoted && following == 0x22:
      cell.append(byte)
      at += 1
    case 0x22: isQuoted.toggle()
    case 0x2C where !isQuoted: end()
    case 0x0D where !isQuoted && following == 0x0A:
      end()
      records.append(record)
      record = []
      at += 1
    default: cell.append(byte)
    }
    at += 1
  }
  return records
}

/// A decimal as units of its last place, without floating point: `-12.34` and 2 is -1234.
public func units(_ text: String, _ places: Int) -> Int64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count == (places > 0 ? 2 : 1), places == 0 || parts[1].count == places else {
    return nil
  }
  return Int64(parts.joined())
}

/// The nine header lines and the elements of an OFX 1 file in which every element is closed.
public struct ReadOFX {
  /// An element: a value, or other elements.
  public struct Element {
    /// Its name.
    public let name: String
    /// Its text, escapes undone.
    public var value = ""
    /// What is in it.
    public var children: [Element] = []

    /// The value of the first child of a name.
    public subscript(name: String) -> String? { child(name)?.value }
    /// The first child of a name.
    public func child(_ name: String) -> Element? { children.first { $0.name == name } }
    /// The element and all below it of a name.
    public func all(_ name: String) -> [Element] {
      (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
    }
  }

  /// The lines before the first empty one.
  public let header: [String]
  /// The element that holds all others.
  public let root: Element

  /// Reads a file; nil when it is not well-formed.
  public init?(_ text: String) {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard lines.dropLast().allSatisfy({ $0.utf8.last == 0x0D }), lines.last == "" else {
      return nil
    }
    let values = lines.dropLast().map { String(decoding: $0.utf8.dropLast(), as: UTF8.self) }
    guard let gap = values.firstIndex(of: "") else { return nil }
    header = Array(values[..<gap])
    var open = [Element(name: "")]
    for line in values[(gap + 1)...] {
      if line.hasPrefix("</") {
        guard let done = open.popLast(), line == "</\(done.name)>", !open.isEmpty else {
          return nil
        }
        open[open.count - 1].children.append(done)
        continue
      }
      guard line.hasPrefix("<"), let end = line.firstIndex(of: ">") else { return nil }
      let name = String(line[line.index(after: line.startIndex)..<end])
      let rest = line[line.index(after: end)...]
      if rest.isEmpty {
        open.append(Element(name: name))
        continue
      }
      guard rest.hasSuffix("</\(name)>") else { return nil }
      guard let value = ReadOFX.unescape(String(rest.dropLast(name.count + 3))) else { return nil }
      open[open.count - 1].children.append(Element(name: name, value: value))
    }
    guard open.count == 1, open[0].children.count == 1 else { return nil }
    root = open[0].children[0]
  }

  /// Undoes the three escapes; nil when anything else looks like markup.
  private static func unescape(_ text: String) -> String? {
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      switch byte {
      case 0x26:
        let escapes: [(String, UInt8)] = [("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E)]
        guard let (escape, value) = escapes.first(where: { rest.starts(with: $0.0.utf8) }) else {
          return nil
        }
        plain.append(value)
        rest = rest.dropFirst(escape.utf8.count)
      case 0x3C, 0x3E: return nil
      default:
        plain.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

/// Registers of a QIF file: records as pairs of code letter and value.
public struct ReadQIF {
  /// A register: what one `!Type:` line begins.
  public struct Register {
    /// The name of the `!Account` block before it.
    public var name: String?
    /// The word behind `!Type:`.
    public var type: String
    /// Its records, each as pairs of code and value.
    public var records: [[(code: Character, value: String)]] = []
  }

  /// The registers in the order of the file.
  public var registers: [Register] = []

  /// Reads a file; nil when a line is no code, no header and no record's end.
  public init?(_ text: String) {
    var record: [(code: Character, value: String)] = []
    var isAccount = false
    var name: String?
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      guard line.last == 0x0D, line.count > 1 else { return nil }
      let value = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
      let whole = String(decoding: line.dropLast(), as: UTF8.self)
      if whole == "!Account" {
        isAccount = true
      } else if whole.hasPrefix("!Type:") {
        registers.append(Register(name: name, type: String(whole.dropFirst(6))))
      } else if whole == "^" {
        if isAccount {
          name = record.first { $0.code == "N" }?.value
          isAccount = false
        } else {
          guard !registers.isEmpty else { return nil }
          registers[registers.count - 1].records.append(record)
        }
        record = []
      } else {
        guard let first = line.first, "DTCPMLSEN$".utf8.contains(first) else { return nil }
        record.append((Character(Unicode.Scalar(first)), value))
      }
    }
  }
}
