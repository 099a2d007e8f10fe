// From the name of an input to the texts in it: files and streams, gzip and zip files of them, and text of other encodings,
// each made UTF-8 in a file that is gone with the process. What cannot be unpacked is said, and is empty.

import Bytes
package import Disk
import Model

/// Opens inputs.
package struct InputOpening {
  /// How many bytes an input may unpack to; a year of one account has a few million.
  private static let unpackedBytesMax = 4 << 30
  /// How many members of a zip file are read.
  private static let membersMax = 500
  private static let headBytes = 1 << 12

  /// How many bytes may still come out of packed files.
  private var budget = InputOpening.unpackedBytesMax
  private var readers: [InputReader] = []

  /// The texts of an input, `-` for standard input.
  ///
  /// - Parameters:
  ///   - name: the path, or `-`.
  ///   - standardInput: what `-` stands for.
  /// - Returns: one reader, or one for each member of a zip file.
  /// - Throws: `StorageError` when something cannot be opened, or set aside.
  package static func readers(_ name: String, standardInput: File) throws -> [InputReader] {
    var opening = InputOpening()
    let isStream = name == "-"
    let file = isStream ? standardInput : try File.readingInput(name)
    try opening.open(name, file, isStream: isStream, depth: 0)
    return opening.readers
  }

  // MARK: What a file is

  private mutating func open(_ name: String, _ file: File, isStream: Bool, depth: Int) throws {
    var head: [UInt8] = []
    while head.count < InputOpening.headBytes {
      if try file.read(upTo: InputOpening.headBytes - head.count, appendingTo: &head) == 0 { break }
      // A stream gives what it has; its first bytes are enough.
      if isStream && head.count >= 64 { break }
    }
    let isRegular = !isStream && (try? file.rewind()) != nil
    let isPacked = head.starts(with: Gzip.mark) || ZipDirectory.begins(head)
    let encoding = TextEncoding.shown(by: head)
    if depth > 2 && isPacked {
      return try say(name, "it is packed within packed files more than twice: unpack it first")
    }
    if !isPacked && encoding == nil && (InputOpening.isJSON(head) || head.isEmpty) {
      readers.append(
        try InputReader(name, file, prefix: isRegular ? [] : head, isStream: isStream))
      return
    }
    let whole = isRegular ? file : try InputOpening.copy(head, file)
    if head.starts(with: Gzip.mark) {
      try openGzip(name, whole, depth)
    } else if ZipDirectory.begins(head) {
      try openZip(name, whole, depth)
    } else if let encoding {
      try decode(name, whole, encoding)
    } else {
      try openText(name, whole)
    }
  }

  /// Whether a text begins as JSON does, which is UTF-8 or broken.
  private static func isJSON(_ head: [UInt8]) -> Bool {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    let first = text.first { $0 > 0x20 }
    return first == 0x7B || first == 0x5B
  }

  /// Sets a stream aside as a file, from its beginning on.
  private static func copy(_ head: [UInt8], _ file: File) throws -> File {
    let copy = try File.temporary()
    try copy.write(head)
    try file.forEachPiece(copy.write)
    try copy.rewind()
    return copy
  }

  /// Says something of an input that holds nothing to read.
  private mutating func say(_ name: String, _ message: String) throws {
    let empty = try File.temporary()
    readers.append(
      try InputReader(name, empty, remarks: [Diagnostic(file: name, message: message)]))
  }

  // MARK: Text

  /// Text that is no JSON: UTF-8, unless its bytes say otherwise.
  private mutating func openText(_ name: String, _ file: File) throws {
    var census = TextCensus()
    try file.forEachPiece { census.add($0) }
    try file.rewind()
    if census.isOfSingleBytes { return try decode(name, file, .windows1252) }
    readers.append(try InputReader(name, file))
  }

  private mutating func decode(_ name: String, _ file: File, _ encoding: TextEncoding) throws {
    let text = try File.temporary()
    var decoder = TextDecoder(encoding)
    try file.forEachPiece { try text.write(decoder.decode($0)) }
    try text.write(decoder.finish())
    try text.rewind()
    var remarks: [Diagnostic] = []
    if encoding == .windows1252 {
      var note = Diagnostic(file: name, message: "is not UTF-8 and was read as Windows-1252")
      note.isNote = true
      remarks.append(note)
    } else if decoder.lossCount > 0 {
      remarks.append(
        Diagnostic(
          file: name, message: "\(decoder.lossCount) characters are not valid UTF-16 and are lost"))
    }
    readers.append(try InputReader(name, text, remarks: remarks))
  }

  // MARK: Packed files

  private mutating func openGzip(_ name: String, _ file: File, _ depth: Int) throws {
    let text = try File.temporary()
    do {
      try Gzip.unpack(limit: budget, read: { try InputOpening.piece(of: file) }, write: text.write)
    } catch let error as InflateError {
      return try say(name, "this gzip file cannot be unpacked: \(error.wording)")
    }
    try used(text)
    try open(name, text, isStream: false, depth: depth + 1)
  }

  private static func piece(of file: File) throws -> [UInt8] {
    var piece: [UInt8] = []
    _ = try file.read(upTo: 1 << 16, appendingTo: &piece)
    return piece
  }

  /// Counts what was unpacked.
  private mutating func used(_ file: File) throws {
    budget -= Int(file.state?.bytes ?? 0)
    try file.rewind()
  }

  private mutating func openZip(_ name: String, _ file: File, _ depth: Int) throws {
    let entries: [ZipEntry]
    do {
      entries = try InputOpening.entries(file)
    } catch let error as ZipError {
      return try say(name, "this zip file cannot be unpacked: \(error.wording)")
    }
    if let document = ZipDocument.name(entries.map(\.name)) { return try say(name, document) }
    let members = entries.filter { !$0.isFolder && !ZipDocument.isOfSystem($0.name) }
    if members.isEmpty {
      return try say(name, "this zip file holds no files: make it again with the files in it")
    }
    for (index, entry) in members.enumerated() {
      let path = "\(name)/\(entry.name)"
      if index == InputOpening.membersMax {
        return try say(
          name, "only the first \(index) of its \(members.count) files are read: unpack it first")
      }
      if case .unreadable(let why) = entry.packing {
        try say(path, "this member of a zip file cannot be unpacked: \(why)")
        continue
      }
      do {
        let text = try unpack(entry, file)
        try used(text)
        try open(path, text, isStream: false, depth: depth + 1)
      } catch let error as InflateError {
        try say(path, "this member of a zip file cannot be unpacked: \(error.wording)")
      }
    }
  }

  private static func entries(_ file: File) throws -> [ZipEntry] {
    let size = Int(file.state?.bytes ?? 0)
    var tail: [UInt8] = []
    let count = min(size, ZipDirectory.tailBytes)
    try file.read(at: size - count, count: count, into: &tail)
    let place = try ZipDirectory.place(tail, fileCount: size)
    var directory: [UInt8] = []
    try file.read(at: place.offset, count: place.count, into: &directory)
    return try ZipDirectory.entries(directory)
  }

  /// Unpacks a member into a file.
  private func unpack(_ entry: ZipEntry, _ file: File) throws -> File {
    var header: [UInt8] = []
    try file.read(at: entry.offset, count: ZipDirectory.headerBytes, into: &header)
    guard let start = ZipDirectory.dataOffset(header) else { throw InflateError.malformed }
    var at = entry.offset + start
    let end = at + entry.packedCount
    let read: () throws -> [UInt8] = {
      var piece: [UInt8] = []
      try file.read(at: at, count: min(1 << 16, max(0, end - at)), into: &piece)
      at += piece.count
      return piece
    }
    let text = try File.temporary()
    var crc = CRC32()
    var count = 0
    let write: ([UInt8]) throws -> Void = { piece in
      crc.add(piece)
      count += piece.count
      try text.write(piece)
    }
    if entry.packing == .deflated {
      var inflate = Inflate(limit: budget, read: read, write: write)
      try inflate.inflate()
    } else {
      guard entry.packedCount <= budget else { throw InflateError.tooLong }
      while true {
        let piece = try read()
        if piece.isEmpty { break }
        try write(piece)
      }
    }
    guard crc.value == entry.crc, count == entry.count else { throw InflateError.wrongSum }
    return text
  }
}

/// Documents of other programs that are zip files.
private enum ZipDocument {
  /// What the document is and what to do; nil for a plain zip file.
  static func name(_ members: [String]) -> String? {
    let save = "save it as CSV in UTF-8"
    func holds(_ prefix: String) -> Bool { members.contains { $0.hasPrefix(prefix) } }
    if holds("[Content_Types].xml") {
      return holds("xl/")
        ? "this looks like an Excel workbook: \(save)"
        : "this looks like an Office document: \(save)"
    }
    if members.contains("mimetype"), members.contains("content.xml") {
      return "this looks like an OpenDocument file: \(save)"
    }
    if holds("Index/") && members.contains(where: { $0.hasSuffix(".iwa") })
      || members.contains("Index.zip")
    {
      return "this looks like a Numbers document: export it as CSV"
    }
    return nil
  }

  /// Whether a member is what a system leaves in zip files beside what people put in.
  static func isOfSystem(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    return name.hasPrefix("__MACOSX/") || last.hasPrefix("._") || last == ".DS_Store"
  }
}

extension InflateError {
  fileprivate var wording: String {
    switch self {
    case .endOfInput: "it ends too early: was it copied whole?"
    case .malformed: "its data breaks the rules of the format"
    case .tooLong: "it unpacks to more than 4 GiB"
    case .wrongSum: "its check sum is wrong: copy it again"
    }
  }
}

extension ZipError {
  fileprivate var wording: String {
    switch self {
    case .malformed: "its directory is missing or broken: was it copied whole?"
    case .zip64: "it is of the large form zip64: unpack it first"
    case .severalDisks: "it is one part of several: unpack them first"
    }
  }
}
