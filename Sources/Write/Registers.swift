// The second of two passes over the rows: gives every row its place in one register or two. What registers
// are called is decided here: an id that importers key on, a slug for files, a title for people, each
// different between any two registers, whatever the person called the pots.

internal import Bytes
public import Model

/// The registers of a history.
public struct Registers: Sendable {
  /// The registers, sorted by slug; accounts and pots without a row have none.
  public let all: [Register]
  private let survey: RegisterSurvey
  /// From the order in which registers were found to that of `all`.
  private let order: [Int]
  /// Rows of pots that a mirror stands for, linked ones aside.
  private let replaced: Set<RowKey>

  /// Names the registers that a survey found.
  public init(_ survey: RegisterSurvey) {
    var survey = survey
    replaced = survey.settle()
    self.survey = survey
    let registers = Registers.named(survey)
    let sorted = registers.indices.sorted {
      registers[$0].slug.utf8.lexicographicallyPrecedes(registers[$1].slug.utf8)
    }
    var order = [Int](repeating: 0, count: registers.count)
    for (place, index) in sorted.enumerated() { order[index] = place }
    self.order = order
    all = sorted.map { registers[$0] }
  }

  /// Makes the registers of rows that are at hand, which must be in order of (created, id).
  public init(
    _ rows: [Row], _ book: ReferenceBook, potsByAccount: [String: String] = [:], slugs: Slugs
  ) {
    var survey = RegisterSurvey(book, potsByAccount: potsByAccount, slugs: slugs)
    for row in rows { survey.learn(row) }
    self.init(survey)
  }

  /// An entry and the register that it stands in.
  public struct Place: Sendable {
    /// The register's index in `all`.
    public let register: Int
    /// The entry.
    public let entry: Register.Entry
  }

  /// Where a row of the survey stands: in its account, a pot move in the pot too; nowhere when an
  /// account's row stands for it, or when the survey has not seen it.
  public func places(of row: Row) -> [Place] {
    switch survey.placement(of: row) {
    case .account(let place):
      guard let index = survey.found[place] else { return [] }
      return [
        Place(register: order[index], entry: Register.Entry(row, other: other(of: row, index)))
      ]
    case .move(let place, let pot):
      guard let index = survey.found[place], let other = survey.found[pot] else { return [] }
      return [
        Place(register: order[index], entry: Register.Entry(row, other: side(of: row, other))),
        Place(
          register: order[other],
          entry: Register.Entry(row, isMirror: true, other: side(of: row, index))),
      ]
    case .pot(let place, let isMove):
      guard let index = survey.found[place] else { return [] }
      if isMove, row.range(.transferID) != nil || row.key.map(replaced.contains) ?? false {
        return []
      }
      return [Place(register: order[index], entry: Register.Entry(row))]
    }
  }

  /// The entries of rows that are at hand, by register in the order of `all`.
  public func entries(of rows: [Row]) -> [[Register.Entry]] {
    var entries = [[Register.Entry]](repeating: [], count: all.count)
    for row in rows {
      for place in places(of: row) { entries[place.register].append(place.entry) }
    }
    return entries
  }

  // MARK: Other sides

  /// The side of a pot move in another register: the same row.
  private func side(of row: Row, _ index: Int) -> Register.Side {
    Register.Side(
      title: all[order[index]].title, status: row.status, created: row.date,
      settled: row.postedDate ?? row.date)
  }

  /// The other row of a transfer between two accounts.
  private func other(of row: Row, _ index: Int) -> Register.Side? {
    survey.transfers.other(of: row, in: index).map {
      Register.Side(
        title: all[order[$0.register]].title, status: $0.status, created: $0.created,
        settled: $0.settled)
    }
  }
}
