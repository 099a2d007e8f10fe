// The text of one template and the places in it.

/// The text of one template, with the name that other templates call it by.
public struct TemplateSource: Sendable {
  /// The name in `{{>name}}`: letters, digits, `_` and `-`, in parts joined by `/`.
  public let name: String
  /// What messages call the template, usually the path of its file.
  public let file: String
  /// The text, in UTF-8.
  public let bytes: [UInt8]

  /// Names a template's text.
  ///
  /// - Parameters:
  ///   - name: The name in `{{>name}}`.
  ///   - file: What messages call it; the name with `.mustache` unless given.
  ///   - bytes: The text; a byte order mark at its head is left out.
  public init(name: String, file: String? = nil, bytes: [UInt8]) {
    self.name = name
    self.file = file ?? name + ".mustache"
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Names a template's text.
  ///
  /// - Parameters:
  ///   - name: The name in `{{>name}}`.
  ///   - text: The text.
  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// The place of a byte offset.
  func location(at offset: Int) -> TemplateLocation {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return TemplateLocation(
      file: file,
      line: before.count { $0 == 0x0A } + 1,
      // Continuation bytes do not begin a character.
      column: bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// Whether templates may be called so; no name leads out of a folder.
  static func isName(_ name: String) -> Bool {
    name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
          default: false
          }
        }
    }
  }
}

/// A place in a template.
public struct TemplateLocation: Equatable, Sendable, CustomStringConvertible {
  /// What the source calls its file.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted in Unicode scalars from 1.
  public let column: Int

  /// The place as `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}
