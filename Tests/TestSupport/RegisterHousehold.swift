// A small household for tests of registers, OFX and QIF: a current and a joint account, Flex, and pots.

package import Aggregate
internal import Bytes
internal import Enrich
package import Model

package enum Household {
  package static let current = "acc_0000current"
  package static let joint = "acc_0000joint"
  package static let flex = "acc_0000flex"
  package static let holiday = "pot_0000holiday"
  package static let potAccount = "acc_0000holidaypot"

  package static let book: ReferenceBook = {
    var book = ReferenceBook()
    var account = Account(id: current, type: "uk_retail")
    account.sortCode = "040004"
    account.accountNumber = "01234567"
    book.add(.account(account))
    account = Account(id: joint, type: "uk_retail_joint")
    account.sortCode = "040004"
    account.accountNumber = "07654321"
    book.add(.account(account))
    book.add(.account(Account(id: flex, type: "uk_monzo_flex")))
    book.add(.pot(Pot(id: holiday, name: "Holiday: 2024/25 | [x]")))
    return book
  }()

  /// What linking finds among rows, and the rows with it, as enriching writes them.
  package static func linked(_ rows: [Row]) -> (rows: [Row], rule: PostingRule) {
    var knowledge = Knowledge.empty
    for account in book.accounts.values { knowledge.learn(.account(account)) }
    for pot in book.pots.values { knowledge.learn(.pot(pot)) }
    knowledge.add(pot: holiday, heldBy: potAccount)
    let keyed = rows.map { row in
      var row = row
      row.rememberKey()
      return row
    }
    for row in keyed { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 30_000))
    let linked = keyed.map { row in
      var row = row
      let found = row.key.flatMap { links[$0] }
      row[.transferID] = found?.transfer.flatMap { knowledge.id(of: $0) }
      if let kind = found?.transferKind { row.kind = kind }
      return row
    }
    let movements = knowledge.sortedMovements
    return (
      linked, PostingRule(movements, links: links, registers: OwnRegisters(knowledge))
    )
  }

  /// A scan of rows, linked.
  package static func scan(_ rows: [Row]) -> (rows: [Row], scan: RegisterScan) {
    let (rows, rule) = linked(rows)
    var scan = RegisterScan(
      book, rule: rule, potsByAccount: [potAccount: holiday], slugs: Slugs(book))
    for row in rows { scan.add(row) }
    return (rows, scan)
  }

  /// The registers of rows with their entries.
  package static func registers(
    _ rows: [Row]
  ) -> [(register: Register, entries: [Register.Entry])] {
    let (rows, scan) = scan(rows)
    let registers = Registers(scan)
    return Array(zip(registers.all, registers.entries(of: rows))).map { ($0, $1) }
  }

  /// A row of an account on a day of July 2024 at noon UTC.
  package static func row(
    _ id: String, _ account: String, _ amount: Int64, _ kind: Kind = .cardPayment, day: Int = 1,
    _ change: (inout Row) -> Void = { _ in }
  ) -> Row {
    var row = Row()
    row[.id] = id
    row[.accountID] = account
    row.kind = kind
    row.created = Instant(seconds: 1_719_748_800 + Int64(day) * 86_400)
    row.date = TimeZoneRules.london.date(of: row.created)
    row.amount = Money(amount, .gbp)
    row[.payee] = "Payee of \(id)"
    row[.category] = "general"
    change(&row)
    return row
  }

  /// A random history in order, with transfers and pots whose own account was fetched in part.
  package static func history(_ random: inout SeededRandom, _ count: Int) -> [Row] {
    var rows: [Row] = []
    for index in 0..<count {
      var row = random.row()
      row[.accountID] = random.pick([current, joint, flex, "acc_0000stranger"])
      row.currency = .gbp
      row.amountMinor = random.amount() / 1000
      row[.transferID] = nil
      row[.potID] = nil
      row[.categorySplit] = nil
      var other = row
      other[.id] = random.id("tx_")
      other.amountMinor = -row.amountMinor
      switch random.below(10) {
      case 0...1:
        row.kind = .potTransfer
        row[.potID] = holiday
        other.kind = .potTransfer
        other[.potID] = holiday
        other[.accountID] = potAccount
        if random.chance(50) {
          row[.transferID] = "link\(index)"
          other[.transferID] = "link\(index)"
        }
        if random.chance(70) { rows.append(other) }
      case 2:
        row.kind = .ownTransfer
        other.kind = .ownTransfer
        other[.accountID] = row[.accountID] == joint ? current : joint
        row[.transferID] = "link\(index)"
        other[.transferID] = "link\(index)"
        if random.chance(20) { other.date = other.date.adding(days: 1) }
        rows.append(other)
      case 3:
        row[.accountID] = potAccount
        row.kind = .interest
      default: if row.kind.isTransfer { row.kind = .cardPayment }
      }
      rows.append(row)
    }
    return rows.sorted {
      ($0.created, $0[.id] ?? "") < ($1.created, $1[.id] ?? "")
    }
  }
}
