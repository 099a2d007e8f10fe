// The second of two passes over the rows: puts every row into one register or two. What registers
// are called is decided here: an id that importers key on, a slug for files, a title for people, each
// different between any two registers, whatever the user called the pots.

internal import Bytes
public import Model

/// The registers of a history.
public struct Registers: Sendable {
  /// The registers, sorted by slug; accounts and pots without a row have none.
  public let all: [Register]
  private let scan: RegisterScan
  /// From the order in which registers were found to that of `all`; nil where one is not wanted.
  private let order: [Int?]
  /// All registers that were found.
  private let found: [Register]

  /// Names the registers that a scan found.
  ///
  /// - Parameters:
  ///   - scan: the scan of all rows, those of accounts that are not wanted too: a pot's register
  ///     needs the rows of its account.
  ///   - owners: ids of the accounts and pots whose registers are wanted; all when null.
  public init(_ scan: RegisterScan, of owners: Set<String>? = nil) {
    let found = Registers.named(scan)
    self.found = found
    let wanted = found.indices
      .filter { owners?.contains(scan.owners[$0]) ?? true }
      .filter { scan.options.pots != .omit || !found[$0].isPot }
      .sorted { found[$0].slug.utf8.lexicographicallyPrecedes(found[$1].slug.utf8) }
    var order = [Int?](repeating: nil, count: found.count)
    for (place, index) in wanted.enumerated() { order[index] = place }
    self.order = order
    self.scan = scan
    all = wanted.map { found[$0] }
  }

  /// An entry and the register that it is in.
  public struct Place: Sendable {
    /// The register's index in `all`.
    public let register: Int
    /// The entry.
    public let entry: Register.Entry

    /// Puts an entry into a register.
    public init(register: Int, entry: Register.Entry) {
      self.register = register
      self.entry = entry
    }
  }

  /// Where a row of the scan is: in its account, a move to or from a pot in the pot too; nowhere when an
  /// account's row represents it, when no such register is wanted, or when the scan has not seen it.
  public func places(of row: Row) -> [Place] {
    switch scan.placement(of: row) {
    case .own(let place):
      guard let index = scan.found[place], let register = order[index] else { return [] }
      let entry = Register.Entry(row, other: other(of: row, index))
      return [Place(register: register, entry: entry)]
    case .move(let place, let pot):
      guard let index = scan.found[place], let other = scan.found[pot] else { return [] }
      return [
        order[index].map {
          Place(register: $0, entry: Register.Entry(row, other: side(of: row, other)))
        },
        order[other].map {
          let entry = Register.Entry(row, isMirror: true, other: side(of: row, index))
          return Place(register: $0, entry: entry)
        },
      ].compactMap(\.self)
    case .none: return []
    }
  }

  // MARK: Other sides

  /// The side of a pot move in another register: the same row.
  private func side(of row: Row, _ index: Int) -> Register.Side {
    side(
      in: index, row.status, isSameRow: true, created: row.date,
      settled: row.postedDate ?? row.date)
  }

  /// The other row of a transfer between two accounts.
  private func other(of row: Row, _ index: Int) -> Register.Side? {
    scan.transfers.other(of: row, in: index).map {
      side(
        in: $0.register, $0.status, isSameRow: false, created: $0.created, settled: $0.settled)
    }
  }

  private func side(
    in index: Int, _ status: Status, isSameRow: Bool, created: CivilDate, settled: CivilDate
  ) -> Register.Side {
    let register = found[index]
    return Register.Side(
      title: register.title, register: register.id, owner: register.owner, status: status,
      isSameRow: isSameRow, created: created, settled: settled)
  }
}
