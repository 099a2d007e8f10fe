// Input from files and from standard input, a megabyte at a time. A record that crosses the end of a piece is
// moved to the front of the next one, so every record is whole where the normalizer sees it.

import Bytes
package import Disk
import Model
package import Normalize

/// Feeds one input to a normalizer.
package struct InputReader {
  private static let pieceBytes = 1 << 20
  /// How much is read between two reports of progress.
  private static let progressBytes = 16 << 20

  /// The name for messages.
  package let name: String
  /// The account of records that do not name one; nil when the settings may name one.
  let account: String?
  private let source: LastingFile
  /// What was read of the source already, to find out what it is.
  private let prefix: [UInt8]
  /// What is to be said of the input before its records.
  private let remarks: [Diagnostic]
  /// The digest of what was written into the file; nil when nobody says.
  let digest: UInt64?
  /// Where to keep what cannot be read twice.
  private let copy: File?

  /// Reads what was opened and found to be text.
  ///
  /// - Parameters:
  ///   - name: the name for messages.
  ///   - file: the text.
  ///   - prefix: what was read of it already.
  ///   - isStream: whether it cannot be read twice, so that it is kept aside while it is read.
  ///   - remarks: what is to be said of it before its records.
  /// - Throws: `StorageError` when the copy cannot be made.
  init(
    _ name: String, _ file: File, prefix: [UInt8] = [], isStream: Bool = false,
    remarks: [Diagnostic] = []
  ) throws(StorageError) {
    self.name = name
    account = nil
    digest = nil
    source = .open(file)
    copy = isStream ? try File.temporary() : nil
    self.prefix = prefix
    self.remarks = remarks
  }

  /// Reads an input once more, from its start.
  package init(_ name: String, again source: LastingFile) throws {
    self.name = name
    account = nil
    digest = nil
    self.source = source
    copy = nil
    prefix = []
    remarks = []
    try source.file().rewind()
  }

  /// Reads one of many files, which is open only while it is read.
  init(
    _ name: String, path: String, account: String?, digest: UInt64? = nil
  ) throws(StorageError) {
    self.name = name
    self.account = account
    source = try .closed(path)
    self.digest = digest
    copy = nil
    prefix = []
    remarks = []
  }

  /// The file in which the input's bytes can be read again at any offset.
  package var lasting: LastingFile { copy.map { .open($0) } ?? source }

  /// Whether nothing was in the input, once it is read.
  package func isEmpty() throws(StorageError) -> Bool {
    guard let copy else { return false }
    var first: [UInt8] = []
    try copy.rewind()
    return try copy.read(upTo: 1, appendingTo: &first) == 0
  }

  /// Reads the whole input by lines.
  ///
  /// - Parameter body: takes a buffer and the place of a line in it, without its line feed; a last line that was
  ///   cut off is not given.
  /// - Throws: `StorageError`.
  func readLines(_ body: ([UInt8], Range<Int>) -> Void) throws {
    let file = try source.file()
    var buffer: [UInt8] = []
    var searched = 0
    while try file.read(upTo: InputReader.pieceBytes, appendingTo: &buffer) > 0 {
      var start = 0
      while let end = buffer[searched...].firstIndex(of: 0x0A) {
        body(buffer, start..<end)
        start = end + 1
        searched = start
      }
      buffer.removeSubrange(..<start)
      searched = buffer.count
    }
  }

  /// Reads the whole input.
  ///
  /// - Parameters:
  ///   - normalizer: what turns its bytes into outcomes.
  ///   - observer: who follows the reading.
  ///   - body: takes each outcome while the normalizer still holds its row and place.
  /// - Returns: whether it was what was written into the file, as far as anybody says.
  /// - Throws: `StorageError`, or what `body` throws.
  @discardableResult
  package func read(
    _ normalizer: inout Normalizer, _ observer: PipelineObserver,
    _ body: (Outcome, inout Normalizer) throws -> Void
  ) throws -> Bool {
    for remark in remarks { try body(.diagnostic(remark), &normalizer) }
    let file = try source.file()
    var total = 0
    var buffer = prefix
    if let copy, !prefix.isEmpty { try copy.write(prefix) }
    var isLast = false
    var found = Digest64()
    var pace = ScanPace()
    while !isLast {
      let held = buffer.count
      let count = try file.read(upTo: InputReader.pieceBytes, appendingTo: &buffer)
      if let copy, count > 0 { try copy.write(Array(buffer[held...])) }
      if digest != nil { found.add(buffer[held...]) }
      isLast = count == 0
      let steps = total / InputReader.progressBytes
      total += count
      if total / InputReader.progressBytes > steps {
        observer.progress(PipelineObserver.Progress(file: name, bytes: total))
      }
      guard isLast || pace.isEnough(buffer.count) else { continue }
      var rest = buffer.indices
      while let outcome = normalizer.next(in: buffer, &rest, isLast: isLast) {
        try body(outcome, &normalizer)
      }
      buffer.removeSubrange(..<rest.lowerBound)
      pace.leave(buffer.count)
    }
    return digest == nil || digest == found.value
  }
}
