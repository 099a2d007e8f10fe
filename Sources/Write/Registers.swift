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
  /// From the order in which registers were found to that of `all`; nil where one is not wanted.
  private let order: [Int?]
  /// The titles of all registers that were found.
  private let titles: [String]
  /// Rows of pots that a mirror stands for, linked ones aside.
  private let replaced: Set<RowKey>

  /// Names the registers that a survey found.
  ///
  /// - Parameters:
  ///   - survey: the survey of all rows, those of accounts that are not wanted too: a pot's register
  ///     needs the rows of its account.
  ///   - owners: ids of the accounts and pots whose registers are wanted; all when null.
  public init(_ survey: RegisterSurvey, of owners: Set<String>? = nil) {
    var survey = survey
    replaced = survey.settle()
    let found = Registers.named(survey)
    titles = found.map(\.title)
    let wanted = found.indices
      .filter { owners?.contains(survey.owners[$0]) ?? true }
      .sorted { found[$0].slug.utf8.lexicographicallyPrecedes(found[$1].slug.utf8) }
    var order = [Int?](repeating: nil, count: found.count)
    for (place, index) in wanted.enumerated() { order[index] = place }
    self.order = order
    self.survey = survey
    all = wanted.map { found[$0] }
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
  /// account's row stands for it, when no such register is wanted, or when the survey has not seen it.
  public func places(of row: Row) -> [Place] {
    switch survey.placement(of: row) {
    case .account(let place):
      guard let index = survey.found[place], let register = order[index] else { return [] }
      let entry = Register.Entry(row, other: other(of: row, index))
      return [Place(register: register, entry: entry)]
    case .move(let place, let pot):
      guard let index = survey.found[place], let other = survey.found[pot] else { return [] }
      return [
        order[index].map {
          Place(register: $0, entry: Register.Entry(row, other: side(of: row, other)))
        },
        order[other].map {
          let entry = Register.Entry(row, isMirror: true, other: side(of: row, index))
          return Place(register: $0, entry: entry)
        },
      ].compactMap(\.self)
    case .pot(let place, let isMove):
      guard let index = survey.found[place], let register = order[index] else { return [] }
      if isMove, row.range(.transferID) != nil || row.key.map(replaced.contains) ?? false {
        return []
      }
      return [Place(register: register, entry: Register.Entry(row))]
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
      title: titles[index], status: row.status, created: row.date,
      settled: row.postedDate ?? row.date)
  }

  /// The other row of a transfer between two accounts.
  private func other(of row: Row, _ index: Int) -> Register.Side? {
    survey.transfers.other(of: row, in: index).map {
      Register.Side(
        title: titles[$0.register], status: $0.status, created: $0.created,
        settled: $0.settled)
    }
  }
}
