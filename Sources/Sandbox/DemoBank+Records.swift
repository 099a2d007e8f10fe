// The rows of the demo bank, one JSON object a line, in order of (created, id).

internal import Bytes

extension DemoBank {
  /// Calls a closure with every row of all accounts and pots, in order of time, as one line of JSON.
  ///
  /// - Parameter body: Takes one line with its line feed; the bytes are reused for the next line.
  /// - Throws: What the closure throws, which ends the walk.
  public func forEachRecord<Failure: Error>(
    _ body: (borrowing [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = RecordWriter()
    var rows = rows
    while let entry = rows.next() {
      writer.append(entry)
      try body(writer.json.bytes)
      writer.removeAll()
    }
  }

  var rows: RowIterator { RowIterator(entries: entries, everyday: everyday) }
}

/// The household's own rows and the everyday rows in one order.
struct RowIterator {
  private let entries: [Entry]
  private var index = 0
  private var everyday: EverydaySpending
  private var planned: EverydaySpending.Plan?

  init(entries: [Entry], everyday: EverydaySpending) {
    self.entries = entries
    self.everyday = everyday
    planned = self.everyday.next()
  }

  mutating func next() -> Entry? {
    switch nextSource() {
    case .household(let index): entries[index]
    case .everyday(let plan): everyday.entry(plan)
    case nil: nil
    }
  }

  /// What the next row is made from.
  mutating func nextSource() -> RecordSource? {
    if let plan = planned, index == entries.count || plan.created < entries[index].created {
      planned = everyday.next()
      return .everyday(plan)
    }
    guard index < entries.count else { return nil }
    index += 1
    return .household(index - 1)
  }
}

/// What a row is made from: its place among the household's own rows, or a plan.
enum RecordSource {
  case household(Int)
  case everyday(EverydaySpending.Plan)
}
