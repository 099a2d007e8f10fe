// A journal being written: its transactions go into a part for each month while the rows are visited, because the
// accounts that a journal opens with are known at its end; then all parts into one file, or each into a file of its own
// that the first file includes.

import Accounting
import Aggregate
import Bytes
import Disk
import Export
import Model
import Pipeline
import Write

/// The files of a journal.
struct JournalFiles {
  private let format: JournalFormat
  private let writer: JournalWriter
  private let dataset: Dataset
  private let period: Period
  private let isPerMonth: Bool
  private var book: JournalBook
  private var parts: [Month: (file: File, count: Int)] = [:]
  private var month: Month?
  private var stream: OutputStream?

  /// Begins a journal.
  ///
  /// - Parameters:
  ///   - format: the sort of journal.
  ///   - book: its books, in which nothing is booked yet.
  ///   - dataset: what is known of balances.
  ///   - period: the days of the rows.
  ///   - isPerMonth: whether each month has a file of its own.
  init(
    _ format: JournalFormat, _ book: JournalBook, _ dataset: Dataset, _ period: Period,
    isPerMonth: Bool
  ) {
    self.format = format
    self.book = book
    self.dataset = dataset
    self.period = period
    self.isPerMonth = isPerMonth
    writer = JournalWriter(format)
  }

  /// The journals that options ask for.
  static func all(
    _ registers: Registers, _ chart: ChartOfAccounts, _ dataset: Dataset, _ period: Period,
    _ options: ExportOptions, _ filter: RowFilter, isWhole: Bool
  ) -> [JournalFiles] {
    let formats = Format.allCases.filter(options.formats.contains).compactMap(\.journal)
    if formats.isEmpty { return [] }
    let known = registers.all.map {
      dataset.completed($0, options.registers(period.days), isWhole: isWhole)
    }
    let shape = options.registers(period.days)
    let book = JournalBook(
      known + (isWhole ? dataset.quietRegisters(beside: registers, shape, of: filter) : []),
      JournalAccounts(chart, categoryNames: dataset.knowledge.categoryNames), period.days,
      basis: options.dateBasis)
    return formats.map {
      JournalFiles($0, book, dataset, period, isPerMonth: options.hasJournalPerMonth)
    }
  }

  /// Writes a row, or gives the reason why the journal does not have it.
  mutating func append(
    _ row: Row, _ share: ExportShare, _ places: [Registers.Place], as booked: Row? = nil
  ) throws(StorageError) -> LeftOut.Reason? {
    let (transactions, reason) = book.append(row, share, places, as: booked)
    for transaction in transactions { try append(transaction) }
    return reason
  }

  /// Writes an entry that is no row of the period, a correction or a row as it was given.
  mutating func append(
    adjustment row: Row, _ places: [Registers.Place], isCorrection: Bool
  ) throws(StorageError) {
    for transaction in book.append(adjustment: row, places, isCorrection: isCorrection) {
      try append(transaction)
    }
  }

  private mutating func append(_ transaction: JournalTransaction) throws(StorageError) {
    let month = transaction.date.month
    try turn(to: month)
    parts[month]?.count += 1
    if var stream {
      writer.append(transaction, to: &stream.writer)
      try stream.drain()
      self.stream = stream
    }
  }

  /// Turns to the part of a month.
  private mutating func turn(to month: Month) throws(StorageError) {
    guard month != self.month else { return }
    try stream?.flush()
    let part: (file: File, count: Int)
    if let known = parts[month] {
      part = known
    } else {
      part = (try File.temporary(), 0)
    }
    parts[month] = part
    self.month = month
    stream = OutputStream(part.file)
  }

  /// Puts the parts behind each other, or into files of their own.
  ///
  /// - Parameter file: makes the file of a name.
  /// - Returns: the files with the number of their transactions; to be closed by the caller.
  /// - Throws: `StorageError`, or what `file` throws.
  mutating func finish(
    into file: (String) throws -> CountedOutput
  ) throws -> [(output: CountedOutput, rows: Int)] {
    for transaction in book.finish() { try append(transaction) }
    let balances = dataset.balances
    let openings = book.openings(completeFrom: balances.firstCompleteDay)
    let yesterday = dataset.settings.timeZone.date(of: dataset.asOf).adding(days: -1)
    let assertions = book.assertions(
      through: yesterday, completeFrom: balances.firstCompleteDay)
    for month in assertions.keys.sorted() {
      try turn(to: month)
      if var stream {
        writer.append(assertions[month] ?? [], to: &stream.writer)
        self.stream = stream
      }
    }
    try stream?.flush()
    var main = try file("\(period.name)-all.\(format.fileExtension)")
    try main.append {
      writer.appendHead(of: book, title: title, to: &$0)
      for opening in openings { writer.append(opening, to: &$0) }
    }
    var outputs: [(CountedOutput, Int)] = []
    for month in parts.keys.sorted() {
      guard let part = parts[month] else { continue }
      guard isPerMonth else {
        try main.append(contentsOf: part.file)
        continue
      }
      var output = try file("\(month).\(format.fileExtension)")
      try main.append { writer.appendInclude(output.name, to: &$0) }
      try output.append(contentsOf: part.file)
      outputs.append((output, part.count))
    }
    let count = isPerMonth ? openings.count : parts.values.reduce(openings.count) { $0 + $1.count }
    return [(main, count)] + outputs
  }

  /// What the journal is of.
  private var title: String {
    guard let days = period.days else { return "Monzo" }
    switch (days.firstDay, days.lastDay) {
    case (let first?, let last?): return "Monzo, \(first) to \(last)"
    case (let first?, nil): return "Monzo, from \(first)"
    case (nil, let last?): return "Monzo, to \(last)"
    case (nil, nil): return "Monzo"
    }
  }
}

extension Dataset {
  /// The accounts and pots of a choice that hold money and have no row in a period: a journal that begins there opens
  /// with them, too.
  func quietRegisters(
    beside registers: Registers, _ shape: RegisterOptions, of filter: RowFilter
  ) -> [Register] {
    guard filter.isWhole else { return [] }
    let busy = Set(registers.all.map(\.ownerID))
    return accounts.ids.compactMap { id in
      guard !busy.contains(id), filter.accounts?.contains(id) ?? true,
        let owner = knowledge.references.owner(of: id)
      else { return nil }
      let register = Register(
        id: id, slug: accounts.slugs[id], title: owner.title, owner: owner.owner,
        currency: owner.currency)
      let completed = completed(register, shape, isWhole: true)
      let held = completed.closingMinor.map { Int128($0) } ?? completed.knownMinor ?? 0
      return held == 0 ? nil : completed
    }
  }
}

extension ReferenceBook {
  /// What a register of an id belongs to.
  fileprivate func owner(
    of id: String
  ) -> (owner: Register.Owner, title: String, currency: Currency)? {
    if let account = accounts[id] {
      return (.account(account), AccountTitle.title(ofType: account.type), account.currency)
    }
    return pots[id].map { (.pot($0), AccountTitle.title(ofPot: $0.name), $0.currency) }
  }
}
