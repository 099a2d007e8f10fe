// One file on its way into the archive. It is read more than once: first to know what is in it and whose it is,
// and to report what cannot be read, then once for each dialect in it.

import Archive
import Bytes
import Disk
import Model
import Normalize
import Pipeline

/// A file to be imported.
final class ImportInput {
  let name: String
  private let lasting: LastingFile
  private let settings: PipelineSettings
  private let observer: PipelineObserver
  private let records = RawRecords()
  private let number: UInt32
  /// What was found in it.
  private(set) var survey = ImportSurvey()

  /// Reads a file to know what is in it.
  init(
    _ reader: InputReader, _ settings: PipelineSettings, _ observer: PipelineObserver
  ) throws {
    name = reader.name
    self.settings = settings
    self.observer = observer
    lasting = reader.lasting
    number = records.add(lasting)
    var unreadable = UnreadableRecords()
    var survey = survey
    try read(reader) { outcome, normalizer in
      switch outcome {
      case .diagnostic(let diagnostic): unreadable.add(diagnostic, observer)
      case .reference: survey.referenceCount += 1
      case .row:
        let text = try records.text(Origin(normalizer.place, file: number))
        survey.add(normalizer.row, text)
      }
    }
    survey.unreadableCount = unreadable.count
    unreadable.finish(of: name, observer)
    self.survey = survey
  }

  private func read(
    _ reader: InputReader, _ body: (Outcome, Normalizer) throws -> Void
  ) throws {
    var options = Normalizer.Options(
      file: name, zone: settings.timeZone, account: settings.statementAccount)
    options.dates = settings.statementDates
    var normalizer = Normalizer(options)
    try reader.read(&normalizer, observer) { outcome, normalizer in
      try body(outcome, normalizer)
    }
    observer.progress(nil)
  }

  /// The digest of the file's bytes.
  func fileDigest() throws -> UInt64 {
    let file = try lasting.file()
    try file.rewind()
    var digest = Digest64()
    try file.forEachPiece { digest.add($0) }
    return digest.value
  }

  /// Gives every row and every reference once more, each with its record's bytes.
  func visit(_ body: (ImportRecord) throws -> Void) throws {
    var tape = JSONTape()
    try read(InputReader(name, again: lasting)) { outcome, normalizer in
      let origin = Origin(normalizer.place, file: number)
      switch outcome {
      case .row:
        if let line = normalizer.statementLine {
          try body(ImportRecord(normalizer.row, statement: line))
        } else {
          try body(ImportRecord(normalizer.row, records.text(origin), on: &tape))
        }
      case .reference(let reference):
        try body(ImportRecord(reference, json: records.raw(origin)))
      case .diagnostic: break
      }
    }
  }
}

/// What is in a file that is to be imported.
struct ImportSurvey {
  /// Rows by dialect, in the order in which dialects first came.
  private(set) var dialects: [(name: String, rows: Int)] = []
  var referenceCount = 0
  var unreadableCount = 0
  /// The users of the bank that rows of each account name.
  private(set) var users: [String: Set<String>] = [:]
  /// Whether rows of an aggregator do not say of which account they are.
  private(set) var hasLooseRows = false
  /// A number that distinguishes the rows of a statement from those of another one.
  private var digest: UInt64 = 0
  private var tape = JSONTape()

  fileprivate mutating func add(_ row: Row, _ text: [UInt8]) {
    let name = ImportRecord.dialect(of: row, text, on: &tape)
    if let index = dialects.firstIndex(where: { $0.name == name }) {
      dialects[index].rows += 1
    } else {
      dialects.append((name, 1))
    }
    let isLoose = row.source == .openBanking && !row.namesAccountOfBank
    hasLooseRows = hasLooseRows || isLoose
    if row.source == .statementCSV || isLoose {
      digest = StableHash.of(text, .init(start: 0, count: text.count), seed: digest)
    }
    if row.source == .monzo, let account = row[.accountID], let user = row[.userID] {
      users[account, default: []].insert(user)
    }
  }

  /// What a statement is called by what is in it.
  var statementDigest: String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
