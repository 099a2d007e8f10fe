// Golden files: what a program wrote once, was read by a person, and must write again byte for byte. A
// folder of expected files belongs to one test; every output needs its file there, and every file its
// output. `RECORD_GOLDEN=1` writes the folder anew, and that run is red on purpose: nobody has read it yet.

public import Foundation

/// The expected files of one test.
public struct Golden: Sendable {
  /// Where an output is not what its file says.
  public struct Difference: Equatable, Sendable, CustomStringConvertible {
    /// The expected file.
    public let path: String
    /// The first line that differs, from 1.
    public let line: Int
    /// What was expected and what was there instead.
    public let message: String

    /// `path:line: message`.
    public var description: String { "\(path):\(line): \(message)" }
  }

  /// Whether this run records.
  public static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
  private static let advice = "after a change that is meant: make golden, then read the diff"

  private let folder: URL
  private let isRecording: Bool

  /// Opens a folder of expected files, which need not exist yet.
  public init(_ folder: URL, isRecording: Bool = Golden.isRecording) {
    self.folder = folder
    self.isRecording = isRecording
  }

  /// The folders of cases in a folder, in order of their names.
  public static func cases(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.sorted().map { folder.appending(path: $0, directoryHint: .checkFileSystem) }
      .filter(\.hasDirectoryPath).map { folder.appending(path: $0.lastPathComponent) }
  }

  /// Holds outputs against the expected files, or records them.
  ///
  /// - Parameter outputs: bytes by file name; a name may have folders in front.
  /// - Returns: one difference for each file at most; none when all is as expected.
  /// - Throws: what the file system says when files cannot be read or written.
  public func compare(_ outputs: [String: [UInt8]]) throws -> [Difference] {
    let expected = try files()
    if isRecording { return try record(outputs, over: expected) }
    return Set(expected.keys).union(outputs.keys).sorted().compactMap { name in
      difference(name, expected[name], outputs[name])
    }
  }

  // MARK: Comparing

  private func difference(_ name: String, _ expected: [UInt8]?, _ output: [UInt8]?) -> Difference? {
    guard let expected else {
      return Difference(
        path: path(name), line: 1, message: "expected file is missing (\(Golden.advice))")
    }
    guard let output else {
      return Difference(
        path: path(name), line: 1,
        message: "expected file is stale: nothing writes it any more (\(Golden.advice))")
    }
    guard expected != output else { return nil }
    let (wanted, got) = (Golden.lines(expected), Golden.lines(output))
    let shared = zip(wanted, got).prefix { $0 == $1 }.count
    return Difference(
      path: path(name), line: shared + 1,
      message: """
        expected \(Golden.quote(wanted, shared, beside: got)), \
        got \(Golden.quote(got, shared, beside: wanted)) (\(Golden.advice))
        """)
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// A line as it can be read in a terminal, from shortly before the first byte that differs.
  private static func quote(
    _ lines: [ArraySlice<UInt8>], _ index: Int, beside others: [ArraySlice<UInt8>]
  ) -> String {
    guard index < lines.count else { return "the end of the file" }
    let line = lines[index]
    let other = index < others.count ? others[index] : []
    let same = zip(line, other).prefix { $0 == $1 }.count
    let text = line.dropFirst(max(0, same - 60)).prefix(160)
    let start = same > 60 ? "…" : ""
    return start + String(reflecting: String(decoding: text, as: UTF8.self))
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path() }

  // MARK: Files

  private func files() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path())
    while let name = walk?.nextObject() as? String {
      guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      found[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return found
  }

  private func record(
    _ outputs: [String: [UInt8]], over expected: [String: [UInt8]]
  ) throws -> [Difference] {
    for name in expected.keys where outputs[name] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, bytes) in outputs where expected[name] != bytes {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    return [
      Difference(
        path: folder.path(), line: 1, message: "recorded \(outputs.count) files: read the diff")
    ]
  }
}
