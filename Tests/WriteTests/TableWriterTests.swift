// The one writer of tables: each part of a form does what it says.

import Aggregate
import Bytes
import Model
import TestSupport
import Testing
import Write

@Suite struct `tables of targets` {
  private func table(
    _ rows: [Row], _ form: TableForm, of account: String = Household.current
  ) -> [String] {
    var (table, writer) = (TableWriter(form), ByteWriter())
    table.appendHeader(to: &writer)
    for (register, entries) in Household.registers(rows) where register.id == account {
      for entry in entries { _ = table.append(entry, of: register, to: &writer) }
    }
    return writer.string.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func form(
    _ fields: TargetField..., change: (inout TableForm) -> Void = { _ in }
  ) -> TableForm {
    TableForm(fields.map { TableForm.Column($0.rawValue, $0) }, change)
  }

  private let row = Household.row("tx_1", Household.current, -123_456, day: 31) {
    $0[.payee] = "Tea, \"Co\""
    $0[.memo] = "=1;\n2"
  }

  @Test func `quotes where needed, everywhere, or nowhere`() {
    let fields = form(.payee, .amount)
    #expect(table([row], fields)[1] == #""Tea, ""Co""",-1234.56"#)
    #expect(
      table([row], form(.payee, .amount) { $0.quoting = .always })[1]
        == #""Tea, ""Co""","-1234.56""#)
    #expect(table([row], form(.payee, .amount) { $0.quoting = .never })[1] == "Tea  'Co',-1234.56")
  }

  @Test func `another delimiter and decimal mark`() {
    let line = table(
      [row],
      form(.payee, .amount) {
        $0.delimiter = 0x3B
        $0.decimalMark = 0x2C
      })
    #expect(line[0] == "payee;amount")
    #expect(line[1] == #""Tea, ""Co""";-1234,56"#)
  }

  @Test func `text is one line, whatever it begins with`() {
    #expect(table([row], form(.memo))[1] == "=1; 2")
  }

  @Test func `text is cut, amounts and days are not`() {
    let line = table([row], form(.payee, .amount, .date) { $0.textMax = 3 })[1]
    #expect(line == "Tea,-1234.56,31/07/2024")
  }

  @Test func `days in three orders, and no header where none is wanted`() {
    #expect(table([row], form(.date) { $0.hasHeader = false })[0] == "31/07/2024")
    #expect(table([row], form(.date) { $0.dates = .monthDayYear })[1] == "07/31/2024")
    #expect(table([row], form(.date) { $0.dates = .iso })[1] == "2024-07-31")
  }

  @Test func `amounts with a sign, negated, and in two columns`() {
    let fields = form(.amount, .amountNegated, .moneyIn, .moneyOut, .direction)
    #expect(table([row], fields)[1] == "-1234.56,1234.56,,1234.56,Debit")
    let income = Household.row("tx_2", Household.current, 100)
    #expect(table([income], fields)[1] == "1.00,-1.00,1.00,,Credit")
  }

  @Test func `only settled money is in it`() {
    for status in [Status.pending, .declined] {
      let row = Household.row("tx_1", Household.current, -1) { $0.status = status }
      #expect(table([row], form(.id)) == ["id", ""])
    }
  }

  @Test func `both sides of a transfer share an id, have no category, and name each other`() {
    let rows = [
      Household.row("tx_1", Household.current, -100, .ownTransfer) { $0[.transferID] = "tx_0" },
      Household.row("tx_2", Household.joint, 100, .ownTransfer) { $0[.transferID] = "tx_0" },
    ]
    let fields = form(.sharedID, .id, .category, .otherAccount, .counterAccount, .ledgerAccount)
    #expect(table(rows, fields)[1] == "tx_1,tx_1,,Joint account,Joint account,Assets:Transfers")
    #expect(
      table(rows, fields, of: Household.joint)[1]
        == "tx_1,tx_2,,Current account,Current account,Assets:Transfers")
    #expect(table([row], fields)[1].hasPrefix("tx_1,tx_1,General,,"))
  }

  @Test func `money that comes back lowers the expense, other money in is income`() {
    let fields = form(.ledgerAccount)
    let refund = Household.row("tx_1", Household.current, 100, .refund) {
      $0[.category] = "groceries"
    }
    let pay = Household.row("tx_2", Household.current, 100, .bacsCredit) {
      $0[.category] = "income"
    }
    #expect(table([refund], fields)[1] == "Expenses:Groceries")
    #expect(table([pay], fields)[1] == "Income:Income")
  }
}
