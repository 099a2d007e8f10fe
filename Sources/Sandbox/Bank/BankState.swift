// What the bank knows of rows and balances at a moment: the history it began with, and what has happened
// since. Only what happened since takes memory.

internal import Model

/// The rows of all accounts, as they are.
package struct BankState: Sendable {
  let history: BankHistory
  /// The household, its balances moved by what happened since.
  private(set) var bank: DemoBank
  /// Rows that came since, by register, each list by identifier.
  private var added: [[Entry]]
  /// Rows of the history as they are now, where they changed.
  private var changed: [Identifier: Entry] = [:]
  /// Rows of the history that the bank shows no longer.
  private var gone: Set<Identifier> = []

  init(_ history: BankHistory) {
    self.history = history
    bank = history.bank
    added = [[Entry]](repeating: [], count: DemoAccount.allCases.count)
  }

  /// One row on its way into an answer: ready-made where it is kept, else still to be written.
  enum Row {
    case kept([UInt8], created: Milliseconds)
    case entry(Entry)
  }

  /// Which rows of a register are asked for.
  struct Range {
    /// Only rows with a greater identifier.
    var after: Identifier?
    /// Only rows that were not made before this time.
    var notBefore: Milliseconds = .min
    /// Only rows that were made before this time.
    var before: Milliseconds = .max
  }

  /// The first rows of a range, by identifier.
  ///
  /// Ready-made ones have their merchant as an object.
  func rows(
    _ register: DemoAccount, _ range: Range, limit: Int = .max, readyMade: Bool = true
  ) -> [Row] {
    var index = history.first(register, notBefore: range.notBefore)
    if let after = range.after { index = max(index, history.first(register, after: after)) }
    let end = history.first(register, notBefore: range.before)
    var late = added[register.rawValue][...]
    var rows: [Row] = []
    while rows.count < limit {
      late = late.drop { !range.contains($0) }
      guard index < end else {
        guard let entry = late.popFirst() else { break }
        rows.append(.entry(entry))
        continue
      }
      if let entry = late.first, precedes(entry, register, index) {
        rows.append(.entry(entry))
        late.removeFirst()
      } else {
        if let row = row(register, index, readyMade) { rows.append(row) }
        index += 1
      }
    }
    return rows
  }

  /// The row with an identifier, as it is.
  func entry(_ id: Identifier) -> Entry? {
    if gone.contains(id) { return nil }
    if let entry = changed[id] { return entry }
    for entries in added { if let entry = entries.first(where: { $0.id == id }) { return entry } }
    return history.place(of: id).map { history.entry($0.register, $0.index) }
  }

  /// The rows that came since and are still there.
  func entriesAdded(_ register: DemoAccount) -> [Entry] { added[register.rawValue] }

  /// Writes down a new row.
  package mutating func add(_ entry: Entry) {
    let id = entry.id
    let index = added[entry.register.rawValue].lastIndex { $0.id < id }.map { $0 + 1 } ?? 0
    added[entry.register.rawValue].insert(entry, at: index)
    bank.balances[entry.register.rawValue] += entry.moved
  }

  /// Changes a row; nothing happens when there is no such row.
  package mutating func change(_ id: Identifier, _ change: (inout Entry) -> Void) {
    guard var entry = entry(id) else { return }
    let before = entry.moved
    change(&entry)
    bank.balances[entry.register.rawValue] += entry.moved - before
    let register = entry.register.rawValue
    if let index = added[register].firstIndex(where: { $0.id == id }) {
      added[register][index] = entry
    } else {
      changed[id] = entry
    }
  }

  /// Takes a row away, as the bank does with a payment that was never collected.
  package mutating func remove(_ id: Identifier) {
    guard let entry = entry(id) else { return }
    let register = entry.register.rawValue
    bank.balances[register] -= entry.moved
    if let index = added[register].firstIndex(where: { $0.id == id }) {
      added[register].remove(at: index)
    } else {
      changed[id] = nil
      gone.insert(id)
    }
  }

  private func precedes(_ entry: Entry, _ register: DemoAccount, _ index: Int) -> Bool {
    let time = history.created(register, index) + Entry.filingTime
    let id = entry.id
    if id.time != time { return id.time < time }
    return id < history.entry(register, index).id
  }

  private func row(_ register: DemoAccount, _ index: Int, _ readyMade: Bool) -> Row? {
    let kept = readyMade ? history.keptRow(register, index) : nil
    let created = history.created(register, index)
    if let kept, changed.isEmpty && gone.isEmpty { return .kept(kept, created: created) }
    let entry = history.entry(register, index)
    let id = entry.id
    if gone.contains(id) { return nil }
    if let changed = changed[id] { return .entry(changed) }
    return kept.map { .kept($0, created: created) } ?? .entry(entry)
  }
}

extension BankState.Row {
  var created: Milliseconds {
    switch self {
    case .kept(_, let created): created
    case .entry(let entry): entry.created
    }
  }
}

extension BankState.Range {
  fileprivate func contains(_ entry: Entry) -> Bool {
    guard entry.created >= notBefore, entry.created < before else { return false }
    return after.map { $0 < entry.id } ?? true
  }
}

extension Entry {
  /// What the row does to the balance of its account.
  fileprivate var moved: Int64 { isDeclined ? 0 : amount }
}

extension Identifier: Comparable {
  package static func < (left: Identifier, right: Identifier) -> Bool {
    (left.time, left.salt) < (right.time, right.salt)
  }
}
