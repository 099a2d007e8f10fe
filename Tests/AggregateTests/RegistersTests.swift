// Which register a row is in, and what knows what.

import Aggregate
import Model
import TestSupport
import Testing

struct `Registers of rows` {
  private typealias House = Household

  private typealias Filled = (register: Register, entries: [Register.Entry])

  private func amounts(_ registers: [Filled]) -> [String: [Int64]] {
    Dictionary(
      uniqueKeysWithValues: registers.map { ($0.register.slug, $0.entries.map(\.amountMinor)) })
  }

  private func move(_ id: String, _ account: String, _ amount: Int64, link: String? = nil) -> Row {
    House.row(id, account, amount, .potTransfer) {
      $0[.potID] = House.holiday
      $0[.transferID] = link
    }
  }

  @Test func `a pot move is in both registers under the account row's id`() {
    let registers = House.registers([move("tx_1", House.current, -500)])
    #expect(registers.map(\.register.slug) == ["current-account", "pot-holiday-2024-25-x"])
    #expect(registers.flatMap(\.entries).map { $0.row[.id] } == ["tx_1", "tx_1"])
    #expect(registers.flatMap(\.entries).map(\.amountMinor) == [-500, 500])
    #expect(registers.flatMap(\.entries).map(\.isMirror) == [false, true])
    #expect(registers[0].entries[0].other?.title == registers[1].register.title)
    #expect(registers[1].entries[0].other?.title == registers[0].register.title)
  }

  @Test(arguments: ["link", nil])
  func `the pot's own row of a move is not written a second time`(_ link: String?) {
    let registers = House.registers([
      move("tx_1", House.current, -500, link: link),
      move("tx_2", House.potAccount, 500, link: link),
      House.row("tx_3", House.potAccount, 7, .interest, day: 2),
    ])
    #expect(
      amounts(registers) == ["current-account": [-500], "pot-holiday-2024-25-x": [500, 7]])
    #expect(registers[1].entries.map { $0.row[.id] } == ["tx_1", "tx_3"])
  }

  @Test func `an unlinked mirror represents one row only, of the same amount within a day`() {
    let registers = House.registers([
      move("tx_1", House.current, -500), move("tx_2", House.potAccount, 500),
      move("tx_3", House.potAccount, 500), move("tx_4", House.potAccount, 400),
    ])
    #expect(amounts(registers)["pot-holiday-2024-25-x"] == [500, 500, 400])
  }

  @Test func `both sides of a transfer between accounts know each other`() {
    let link: (inout Row) -> Void = { $0[.transferID] = "tx_1" }
    let registers = House.registers([
      House.row("tx_1", House.current, -100, .ownTransfer, link),
      House.row("tx_2", House.joint, 100, .ownTransfer, link),
    ])
    #expect(registers.map { $0.entries[0].other?.title } == ["Joint account", "Current account"])
  }

  @Test func `a transfer with one side, or with unequal amounts, names no register`() {
    let link: (inout Row) -> Void = { $0[.transferID] = "tx_1" }
    let alone = House.registers([House.row("tx_1", House.current, -100, .ownTransfer, link)])
    #expect(alone[0].entries[0].other == nil)
    let unequal = House.registers([
      House.row("tx_1", House.current, -100, .ownTransfer, link),
      House.row("tx_2", House.joint, 99, .ownTransfer, link),
    ])
    #expect(unequal.allSatisfy { $0.entries[0].other == nil })
  }

  @Test func `rows of a second currency are a register of their own`() {
    let registers = House.registers([
      House.row("tx_1", House.current, -1),
      House.row("tx_2", House.current, -2) { $0.currency = jpy },
    ])
    #expect(registers.map(\.register.slug) == ["current-account", "current-account-jpy"])
    #expect(Set(registers.map(\.register.title)).count == 2)
    #expect(Set(registers.map(\.register.id)).count == 2)
  }

  @Test func `one register alone has what it has among all`() {
    for seed in 1...50 {
      var random = SeededRandom(seed: UInt64(seed))
      let rows = House.history(&random, 30)
      let (linked, scan) = House.scan(rows)
      for (register, entries) in House.registers(rows) {
        let alone = Registers(scan, of: [register.id])
        #expect(alone.all.map(\.title) == [register.title])
        #expect(alone.all.map(\.sums) == [register.sums])
        let found = alone.entries(of: linked)[0]
        #expect(found.map { $0.row[.id] } == entries.map { $0.row[.id] })
        #expect(found.map(\.amountMinor) == entries.map(\.amountMinor))
        #expect(found.map { $0.other?.title } == entries.map { $0.other?.title })
      }
    }
  }

  @Test func `in any history every row is in one register, and pot moves sum to nothing`() {
    for seed in 1...100 {
      var random = SeededRandom(seed: UInt64(seed))
      let rows = Household.history(&random, 40)
      let registers = House.registers(rows)
      let entries = registers.flatMap(\.entries)
      let own = entries.filter { !$0.isMirror }.compactMap { $0.row[.id] }
      #expect(Set(own).count == own.count)
      // Only the pot's own side of a move may be missing.
      let missing = rows.filter { !own.contains($0[.id] ?? "") }
      #expect(
        missing.allSatisfy { $0.kind == .potTransfer && $0[.accountID] == House.potAccount })
      let moves = entries.filter { $0.row.kind == .potTransfer && $0.other != nil }
      #expect(moves.reduce(0) { $0 + $1.amountMinor } == 0)
      #expect(Set(registers.map(\.register.title)).count == registers.count)
      for (register, entries) in registers {
        let settled = entries.filter { $0.row.status == .settled && $0.row.amountMinor != 0 }
        #expect(register.sums.settledMinor == settled.reduce(0) { $0 + Int128($1.amountMinor) })
        #expect(register.sums.settledCount == settled.count)
        #expect(register.sums.days(.settled)?.from == settled.map { $0.date(.settled) }.min())
        #expect(register.sums.days(.created)?.through == settled.map { $0.date(.created) }.max())
        let keys = entries.map { ($0.row.created, $0.row[.id] ?? "") }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }
}
