// QIF: exact bytes, transfers that pair and those that must not, and what a reader gets back.

import Aggregate
import Bytes
import Model
import TestSupport
import Testing
import Write

struct `QIF registers` {
  private func all(_ rows: [Row], _ qif: QIFWriter = QIFWriter()) -> String {
    var writer = ByteWriter()
    let registers = Household.registers(rows)
    qif.append(all: registers.map(\.register), registers.map(\.entries), to: &writer)
    return writer.string
  }

  private func single(_ row: Row, _ qif: QIFWriter = QIFWriter()) -> String {
    var writer = ByteWriter()
    for (register, entries) in Household.registers([row]).prefix(1) {
      qif.append(register, entries, to: &writer)
    }
    return writer.string
  }

  private func lines(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A).map { String(decoding: $0.dropLast(), as: UTF8.self) }
  }

  private let move = Household.row("tx_1", Household.current, -500, .potTransfer) {
    $0[.potID] = Household.holiday
    $0[.payee] = "Holiday"
    $0[.memo] = "for\nJuly"
  }

  @Test func `both registers of a pot move name each other`() {
    #expect(
      lines(all([move])) == [
        "!Account", "NCurrent account", "TBank", "^", "!Type:Bank", "D01/07/2024", "T-5.00", "C*",
        "PHoliday", "Mfor July", "L[Pot Holiday 2024 25 x]", "^",
        "!Account", "NPot Holiday 2024 25 x", "TBank", "^", "!Type:Bank", "D01/07/2024", "T5.00",
        "C*", "PCurrent account", "Mfor July", "L[Current account]", "^",
      ])
  }

  @Test func `alone, a register has its transfers as a category`() {
    #expect(lines(single(move)).contains("LTransfers"))
    #expect(!single(move).contains("["))
  }

  private func transfer(_ change: (inout Row) -> Void) -> String {
    let link: (inout Row) -> Void = { $0[.transferID] = "tx_1" }
    return all([
      Household.row("tx_1", Household.current, -100, .ownTransfer, link),
      Household.row("tx_2", Household.joint, 100, .ownTransfer) {
        link(&$0)
        change(&$0)
      },
    ])
  }

  @Test func `a transfer pairs only when both sides are in the file on one day`() {
    #expect(transfer { _ in }.contains("L[Joint account]\r\n"))
    #expect(transfer { _ in }.contains("L[Current account]\r\n"))
    #expect(!transfer { $0.date = $0.date.adding(days: 1) }.contains("["))
    #expect(!transfer { $0.status = .pending }.contains("["))
  }

  @Test func `a split row has its parts, which sum to the amount`() {
    let split = Household.row("tx_1", Household.current, -1000) {
      $0.categoryParts = [CategoryPart("groceries", -700), CategoryPart("category_1", -300)]
    }
    let qif = QIFWriter(categoryNames: ["category_1": "Pets: food/toys"])
    #expect(
      lines(single(split, qif)).suffix(6) == [
        "LGroceries", "SGroceries", "$-7.00", "SPets food toys", "$-3.00", "^",
      ])
    let uneven = Household.row("tx_1", Household.current, -1001) {
      $0.categoryParts = [CategoryPart("groceries", -700), CategoryPart("cash", -300)]
    }
    #expect(
      lines(single(uneven)).suffix(8) == [
        "LGroceries", "SGroceries", "$-7.00", "SCash", "$-3.00", "SGeneral", "$-0.01", "^",
      ])
  }

  private func bought(_ items: String, _ amount: Int64 = -1000) -> Row {
    Household.row("tx_1", Household.current, amount) {
      $0[.category] = "groceries"
      $0[.receipt] = #"{"id":"r","items":[\#(items)]}"#
    }
  }

  private let milk = #"{"description":"Milk\n2 l","amount":250,"currency":"GBP"}"#

  @Test func `what is on a receipt are the parts, and what it leaves is said`() {
    let bread = #"{"description":"Bread","amount":700,"currency":"GBP"}"#
    #expect(
      lines(single(bought("\(milk),\(bread)"))).suffix(11) == [
        "LGroceries", "SGroceries", "EMilk 2 l", "$-2.50", "SGroceries", "EBread", "$-7.00",
        "SGroceries", "Enot on the receipt", "$-0.50", "^",
      ])
    // A refund of the same receipt.
    #expect(lines(single(bought("\(milk),\(bread)", 950))).contains("$7.00"))
  }

  @Test(arguments: [
    #"{"description":"Milk","amount":1000,"currency":"GBP"}"#,
    #"{"description":"Milk","amount":1000,"currency":"EUR"}"#, #"{"description":"Milk"}"#, "",
  ])
  func `one item, another currency or no amounts divide nothing`(_ items: String) {
    #expect(lines(single(bought(items))).suffix(2) == ["LGroceries", "^"])
  }

  @Test func `the categories of the user come before the receipt`() {
    var row = bought(milk)
    row.categoryParts = [CategoryPart("groceries", -400), CategoryPart("cash", -600)]
    #expect(lines(single(row)).suffix(5) == ["SGroceries", "$-4.00", "SCash", "$-6.00", "^"])
  }

  @Test func `days in the order that the program expects`() {
    let row = Household.row("tx_1", Household.current, -1, day: 31)
    #expect(lines(single(row))[5] == "D31/07/2024")
    #expect(lines(single(row, QIFWriter(dateFormat: .monthDayYear)))[5] == "D07/31/2024")
    #expect(lines(single(row, QIFWriter(dateFormat: .iso)))[5] == "D2024-07-31")
  }

  @Test func `Flex is a credit card, and pending rows are not cleared`() {
    let row = Household.row("tx_1", Household.flex, -1) { $0.status = .pending }
    #expect(lines(single(row)) == ["!Account", "NFlex", "TCCard", "^", "!Type:CCard"])
    #expect(
      lines(single(row, QIFWriter(includesPending: true))) == [
        "!Account", "NFlex", "TCCard", "^", "!Type:CCard", "D01/07/2024", "T-0.01",
        "PPayee of tx_1", "LGeneral", "^",
      ])
  }

  @Test func `no payee is taken for an opening balance`() {
    let row = Household.row("tx_1", Household.current, -1) { $0[.payee] = "Opening balance" }
    #expect(lines(single(row)).contains("POpening balance (payment)"))
  }

  @Test(arguments: hostileTexts)
  func `hostile text never breaks a record`(_ text: String) throws {
    let row = Household.row("tx_1", Household.current, -123) {
      $0[.payee] = text
      $0[.memo] = text
      $0[.category] = text
    }
    let register = try #require(ReadQIF(single(row))?.registers.first)
    #expect(register.records.count == 1)
    let fields = register.records[0]
    let codes = String(fields.map(\.code))
    #expect(codes.hasPrefix("DTCP"))
    #expect(fields.first { $0.code == "T" }?.value == "-1.23")
    if let category = fields.first(where: { $0.code == "L" })?.value {
      #expect(!category.isEmpty)
      #expect(category.allSatisfy { !"/|[]:^".contains($0) })
    }
  }

  @Test func `any history comes back with its days and amounts, and transfers sum to nothing`()
    throws
  {
    for seed in 1...100 {
      var random = SeededRandom(seed: UInt64(seed))
      let registers = Household.registers(Household.history(&random, 30))
      var writer = ByteWriter()
      QIFWriter(dateFormat: .iso)
        .append(all: registers.map(\.register), registers.map(\.entries), to: &writer)
      let read = try #require(ReadQIF(writer.string))
      #expect(read.registers.map(\.name) == registers.map(\.register.title))
      var moved: [String: Int64] = [:]
      for (one, other) in zip(registers, read.registers) {
        let written = one.entries.filter { $0.row.status == .settled && $0.row.amountMinor != 0 }
        func values(_ code: Character) -> [String] {
          other.records.compactMap { $0.first { $0.code == code }?.value }
        }
        #expect(values("D") == written.map { "\($0.date(.created))" })
        #expect(values("T").map { units($0, 2) } == written.map(\.amountMinor))
        for record in other.records {
          guard let name = record.first(where: { $0.code == "L" })?.value, name.hasPrefix("["),
            let amount = record.first(where: { $0.code == "T" }).flatMap({ units($0.value, 2) }),
            let date = record.first(where: { $0.code == "D" })?.value
          else { continue }
          let pair = [other.name ?? "", String(name.dropFirst().dropLast())].sorted()
          moved["\(date) \(pair) \(amount.magnitude)", default: 0] += amount
        }
      }
      // Day by day, between any two registers, each amount goes out as often as it comes in.
      #expect(moved.values.allSatisfy { $0 == 0 })
    }
  }
}
