// Files into the archive: transactions of today's API among those that were fetched, other dialects beside
// them, another archive as a whole. What is there already is not written again.

package import Archive
package import Disk
package import Model
package import Pipeline

/// Takes files into one archive, which is made when the first of them brings something.
package struct ArchiveImport {
  private let disk: SystemDisk
  private var archive: ArchiveFolder<SystemDisk>
  private let settings: PipelineSettings
  private let observer: PipelineObserver
  private let standardInput: File
  private let now: Instant
  /// Damaged files that were put back as another archive still had them, by its name.
  private var restored: [String: [String]] = [:]
  /// What was imported, in the order of the command line.
  package private(set) var results: [ImportResult] = []

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - disk: the folder of the archive.
  ///   - settings: what the run goes by.
  ///   - observer: who follows the reading.
  ///   - standardInput: what `-` stands for.
  ///   - now: when the records are archived.
  /// - Throws: `ArchiveError` when something else is in the folder.
  package init(
    _ disk: SystemDisk, _ settings: PipelineSettings, _ observer: PipelineObserver,
    standardInput: File = .standardInput, now: Instant
  ) throws {
    self.disk = disk
    archive = try ArchiveFolder(planning: disk)
    self.settings = settings
    self.observer = observer
    self.standardInput = standardInput
    self.now = now
  }

  /// Imports files and other archives.
  ///
  /// - Parameters:
  ///   - names: the files and folders, in the order of the results.
  ///   - command: who takes the archive's lock, for the one who finds it taken.
  /// - Throws: `PipelineError` before anything is written when a file is of another user; `ArchiveError`,
  ///   `StorageError`.
  package mutating func run(_ names: [String], command: String) throws {
    let sources = try names.flatMap(sources)
    let lock = try sources.contains(where: \.bringsRecords) ? openForWriting(command, sources) : nil
    defer { withExtendedLifetime(lock) {} }
    for case .records(let input) in sources { try checkOwner(input) }
    for source in sources {
      switch source {
      case .records(let input): try take(input)
      case .archive(let name, let other):
        var merge = try archive.merge(other, now: now)
        merge.report.restored += restored.removeValue(forKey: name) ?? []
        results.append(ImportResult(archive: name, merge, names: try archive.names()))
        if !other.damage.isEmpty { observer.finding(.damagedImport(of: name, other.damage)) }
      }
    }
  }

  /// Accepts every damaged file of the archive as it is.
  ///
  /// - Parameter command: who takes the archive's lock, for the one who finds it taken.
  /// - Returns: what was accepted.
  /// - Throws: `PipelineError` when there is no archive; `ArchiveError`.
  package mutating func acceptDamage(command: String) throws -> [FileDamage] {
    guard
      FileState(disk.absolute(Layout.format)) != nil
        || FileState(disk.absolute(Layout.digests)) != nil
    else { throw PipelineError.noArchive(path: disk.place) }
    let lock = try DiskLock(disk, command: command)
    defer { withExtendedLifetime(lock) {} }
    archive = try ArchiveFolder(writing: disk)
    return try archive.acceptDamage(now: now)
  }

  private mutating func openForWriting(_ command: String, _ sources: [Source]) throws -> DiskLock {
    let lock = try DiskLock(disk, command: command)
    // What was there before the lock was taken may have changed.
    archive = try ArchiveFolder(planning: disk)
    for case .archive(let name, let other) in sources {
      if let user = try other.identity() { try archive.check(user: user) }
      restored[name, default: []] += try archive.putBack(from: other)
    }
    archive = try ArchiveFolder(writing: disk)
    observer.report(archive)
    return lock
  }

  private enum Source {
    case records(ImportInput)
    case archive(String, ArchiveFolder<SystemDisk>)

    var bringsRecords: Bool {
      switch self {
      case .records(let input):
        input.survey.referenceCount > 0 || !input.survey.dialects.isEmpty
      case .archive: true
      }
    }
  }

  /// What a name stands for: another archive, or the files in it.
  private func sources(_ name: String) throws -> [Source] {
    let disk = SystemDisk(name)
    if name != "-", FileState("\(name)/\(Layout.format)") != nil {
      guard disk.place != archive.disk.place else {
        throw PipelineError.importOfItself(path: name)
      }
      var other = try ArchiveFolder(reading: disk)
      try other.check()
      // Without these nobody knows what of it is whole, or whose it is.
      let needed = other.damage.first { $0.damagedLines == 0 || $0.path == Layout.identity }
      if let needed { throw PipelineError.importOfDamaged(path: name, file: needed.path) }
      return [.archive(name, other)]
    }
    return try InputOpening.readers(name, standardInput: standardInput).map {
      .records(try ImportInput($0, settings, observer))
    }
  }

  // MARK: Whose it is

  /// Refuses transactions of accounts that are not the archive owner's own.
  ///
  /// A joint account has two users, and an account that the archive knows is the owner's.
  private func checkOwner(_ input: ImportInput) throws {
    guard let owner = try archive.identity() else { return }
    let known = Set(try archive.accounts() + archive.partitions().map(\.owner))
    for (account, users) in input.survey.users.sorted(by: { $0.key < $1.key })
    where !known.contains(account) && !users.contains(owner) {
      throw PipelineError.importOfOtherUser(
        file: input.name, account: account, user: users.min() ?? "", owner: owner)
    }
  }

  // MARK: Records

  private mutating func take(_ input: ImportInput) throws {
    var result = ImportResult(file: input.name, input.survey)
    result.number = try note(input)
    for (dialect, rows) in input.survey.dialects {
      try take(input) { record in
        switch record {
        case .transaction: dialect == "\(Dialect.monzo.name)"
        case .line(_, let found, _): dialect == found
        case .reference: false
        }
      }
      result.add(dialect, rows: rows, try archive.flush(now: now))
    }
    if input.survey.referenceCount > 0 {
      try take(input) { if case .reference = $0 { true } else { false } }
      result.add(references: input.survey.referenceCount, try archive.flush(now: now))
    }
    results.append(result)
  }

  /// Has the log say what the file brings, before any of it is written.
  private mutating func note(_ input: ImportInput) throws -> Int? {
    var contents = ImportContents()
    try input.visit { record in
      switch record {
      case .transaction(let row, let account): contents.add(row, of: account)
      case .line(let line, let dialect, let created):
        let place = place(of: dialect, input)
        contents.add(row(line, created, in: place), of: place.folder)
      case .reference(let line):
        contents.add(ImportedRow(created: nil, line: line), of: ImportRecord.references)
      }
    }
    var counts = input.survey.dialects.map { LoggedImport.Count(kind: $0.name, records: $0.rows) }
    if input.survey.referenceCount > 0 {
      counts.append(
        LoggedImport.Count(
          kind: ImportRecord.references, records: input.survey.referenceCount))
    }
    let file = input.name.split(separator: "/").last.map(String.init) ?? input.name
    return try archive.noteImport(
      contents, of: file, digest: input.fileDigest(), counts, at: now)
  }

  /// A row of another dialect.
  ///
  /// Lines of one statement stay together: what is known of one says whose the others are.
  private func row(
    _ line: [UInt8], _ created: Instant, in place: ImportedDialect
  ) -> ImportedRow {
    ImportedRow(created: place.digest == nil ? created : nil, line: line)
  }

  /// Adds the records that are wanted.
  private mutating func take(_ input: ImportInput, where isWanted: (ImportRecord) -> Bool) throws {
    var files: [String: ImportedFile] = [:]
    try input.visit { record in
      guard isWanted(record) else { return }
      switch record {
      case .transaction(let row, let account):
        try archive.add(rows: [row], of: account, at: now)
      case .line(let line, let dialect, let created):
        let place = place(of: dialect, input)
        try archive.add(
          imported: [row(line, created, in: place)],
          from: &files[place.folder, default: ImportedFile(dialect: place.folder)])
      case .reference(let line):
        let folder = ImportRecord.references
        try archive.add(
          imported: [ImportedRow(created: nil, line: line)],
          from: &files[folder, default: ImportedFile(dialect: folder)])
      }
    }
  }

  private func place(of dialect: String, _ input: ImportInput) -> ImportedDialect {
    let account = settings.statementAccount
    let isOfAggregator = dialect == "\(Dialect.openBanking.name)" && input.survey.hasLooseRows
    let isLoose =
      (dialect == "\(Dialect.statementCSV.name)" || isOfAggregator) && account == nil
    return ImportedDialect(
      dialect, digest: isLoose ? input.survey.statementDigest : nil, account: account)
  }
}
