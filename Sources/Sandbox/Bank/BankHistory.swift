// The rows of a demo bank by account, found by time or identifier without walking over the rest. A line is a
// few words of memory: the row itself is made when a page asks for it.

internal import Model

/// The rows that a demo bank begins with, ready to be paged through; made once and shared by any number of servers.
public struct BankHistory: Sendable {
  package let bank: DemoBank
  private let everyday: EverydaySpending
  /// The lines of every register, by identifier.
  private let lines: [[Line]]
  /// The rows as JSON where they are kept, beside the lines.
  private let kept: [[[UInt8]]]?

  /// Just enough to make a row.
  private struct Line {
    var created: Milliseconds
    var source: RecordSource
  }

  /// Makes the index of a bank's rows.
  ///
  /// - Parameters:
  ///   - bank: The bank.
  ///   - keepsRows: Whether every row is kept as JSON too, some 1.5 kB each: for small banks that are asked for
  ///     the same pages over and over.
  public init(_ bank: DemoBank, keepsRows: Bool = false) {
    self.bank = bank
    everyday = bank.everyday
    var lines = [[Line]](repeating: [], count: DemoAccount.allCases.count)
    var rows = bank.rows
    while let source = rows.nextSource() {
      let (register, created) =
        switch source {
        case .household(let index): (bank.entries[index].register, bank.entries[index].created)
        case .everyday(let plan): (plan.register, plan.created)
        }
      lines[register.rawValue].append(Line(created: created, source: source))
    }
    self.lines = lines
    guard keepsRows else {
      kept = nil
      return
    }
    let everyday = everyday
    kept = lines.map { lines in
      lines.map { RecordWriter.object(BankHistory.entry($0, bank, everyday)) }
    }
  }

  package func count(_ register: DemoAccount) -> Int { lines[register.rawValue].count }

  /// The row at a place.
  package func entry(_ register: DemoAccount, _ index: Int) -> Entry {
    BankHistory.entry(lines[register.rawValue][index], bank, everyday)
  }

  /// The row at a place as JSON with its merchant, if it is kept.
  func keptRow(_ register: DemoAccount, _ index: Int) -> [UInt8]? {
    kept.map { $0[register.rawValue][index] }
  }

  func created(_ register: DemoAccount, _ index: Int) -> Milliseconds {
    lines[register.rawValue][index].created
  }

  /// The first place whose row was not made before a time.
  package func first(_ register: DemoAccount, notBefore time: Milliseconds) -> Int {
    let lines = lines[register.rawValue]
    var range = 0..<lines.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if lines[middle].created < time {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  /// The first place whose row has a greater identifier.
  func first(_ register: DemoAccount, after id: Identifier) -> Int {
    var index = first(register, notBefore: id.time - Entry.filingTime)
    while index < count(register), created(register, index) == id.time - Entry.filingTime,
      entry(register, index).salt <= id.salt
    {
      index += 1
    }
    return index
  }

  func place(of id: Identifier) -> (register: DemoAccount, index: Int)? {
    for register in DemoAccount.allCases {
      var index = first(register, notBefore: id.time - Entry.filingTime)
      while index < count(register), created(register, index) == id.time - Entry.filingTime {
        if entry(register, index).salt == id.salt { return (register, index) }
        index += 1
      }
    }
    return nil
  }

  private static func entry(
    _ line: Line, _ bank: DemoBank, _ everyday: EverydaySpending
  ) -> Entry {
    switch line.source {
    case .household(let index): bank.entries[index]
    case .everyday(let plan): everyday.entry(plan)
    }
  }
}
