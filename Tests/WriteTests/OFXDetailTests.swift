// What OFX statements say beyond day, amount and name, where it is known: when a payment was made, who has the other side
// of a transfer, the bank's own balance; and the second form of the format.

import Aggregate
import Bytes
import Foundation
import Model
import TestSupport
import Testing
import Write

struct `details of OFX statements` {
  private let asOf = Instant(seconds: 1_722_470_399)  // 31 July 2024 23:59:59 UTC

  private func text(
    _ filled: (register: Register, entries: [Register.Entry]), _ version: OFXVersion = .v102
  ) -> String {
    var writer = ByteWriter()
    OFXWriter(asOf: asOf, version: version).append(filled.register, filled.entries, to: &writer)
    return writer.string
  }

  private func transactions(_ rows: [Row], in slug: String) throws -> [ReadOFX.Element] {
    let filled = try #require(Household.registers(rows).first { $0.register.slug == slug })
    return try #require(ReadOFX(text(filled))).root.all("STMTTRN")
  }

  private func pair(_ change: (inout Row) -> Void = { _ in }) -> [Row] {
    [
      Household.row("tx_1", Household.current, -5000, .bankTransfer) {
        $0[.counterpartySortCode] = "040004"
        $0[.counterpartyAccountNumber] = "07654321"
        $0[.payee] = "Wren Alder"
        change(&$0)
      },
      Household.row("tx_2", Household.joint, 5000, .bankTransfer) {
        $0[.counterpartySortCode] = "040004"
        $0[.counterpartyAccountNumber] = "01234567"
        $0[.payee] = "Wren Alder"
      },
    ]
  }

  @Test func `both sides of a transfer between two accounts have its id as their reference`() throws
  {
    let rows = pair { $0[.metadata] = #"{"trn":"FP26-7001"}"# }
    for slug in ["current-account", "joint-account"] {
      let transfer = try #require(try transactions(rows, in: slug).first)
      #expect(transfer["REFNUM"] == "tx_1")
    }
  }

  @Test
  func `a transfer between two accounts says which one has the other side, and is named after it`()
    throws
  {
    for (slug, number, title) in [
      ("current-account", "07654321", "Joint account"),
      ("joint-account", "01234567", "Current account"),
    ] {
      let transfer = try #require(try transactions(pair(), in: slug).first)
      let other = try #require(transfer.all("BANKACCTTO").first)
      #expect(other["BANKID"] == "040004")
      #expect(other["ACCTID"] == number)
      #expect(other["ACCTTYPE"] == "CHECKING")
      #expect(transfer["NAME"] == title)
      #expect(transfer["TRNTYPE"] == "XFER")
    }
  }

  @Test func `a payee that a rule gave a transfer stays`() throws {
    let rows = pair {
      $0[.payee] = "House money"
      $0[provenance: .payee] = .rule(1)
    }
    #expect(try transactions(rows, in: "current-account").first?["NAME"] == "House money")
  }

  @Test func `both sides of a move to a pot name the other one`() throws {
    let move = Household.row("tx_1", Household.current, -100, .potTransfer) {
      $0[.potID] = Household.holiday
    }
    let registers = Household.registers([move])
    let sides = try registers.map { try #require(ReadOFX(text($0))).root }
    let from = sides.map { $0.all("BANKACCTFROM").first?["ACCTID"] }
    let to = sides.map { $0.all("BANKACCTTO").first?["ACCTID"] }
    #expect(Set(from) == ["01234567", "POT6DBEF8ADF8152723"])
    #expect(to == from.reversed())
  }

  @Test func `a payment to a stranger has no other side`() throws {
    let row = Household.row("tx_1", Household.current, -100, .bankTransfer)
    #expect(try transactions([row], in: "current-account").first?.all("BANKACCTTO").isEmpty == true)
  }

  @Test func `the time of a payment is there unless only its day is known`() throws {
    let rows = [
      Household.row("tx_1", Household.current, -1) { $0.created = Instant(seconds: 1_719_837_296) },
      Household.row("tx_2", Household.current, -1) { $0.created = Instant(seconds: 1_719_792_000) },
    ]
    let times = try transactions(rows, in: "current-account").map { $0["DTUSER"] }
    #expect(Set(times) == [nil, "20240701123456.000[0:GMT]"])
  }

  @Test
  func
    `the number of a faster payment and the code of a shop's trade are there, in the order of the schema`()
    throws
  {
    let row = Household.row("tx_1", Household.current, -1) {
      $0[.metadata] = #"{"trn":"FP26-7001/A"}"#
      $0[.mcc] = "5411"
    }
    let transaction = try #require(try transactions([row], in: "current-account").first)
    #expect(transaction["REFNUM"] == "FP26-7001/A")
    #expect(transaction["SIC"] == "5411")
    let text = text(try #require(Household.registers([row]).first))
    #expect(
      text.contains(
        "</FITID>\r\n<REFNUM>FP26-7001/A</REFNUM>\r\n<SIC>5411</SIC>\r\n<NAME>"))
  }

  @Test(arguments: [
    #"{"trn":""}"#, #"{"trn":"a b"}"#, "{\"trn\":\"\(String(repeating: "1", count: 33))\"}",
  ])
  func `a number that the format has no room for is left out`(metadata: String) throws {
    let row = Household.row("tx_1", Household.current, -1) { $0[.metadata] = metadata }
    #expect(try transactions([row], in: "current-account").first?["REFNUM"] == nil)
  }

  @Test(arguments: [
    ("2024-07-10T09:00:00Z", "12.34", "20240710"), ("2024-08-01T09:00:00Z", nil, nil),
    (nil, nil, nil),
  ])
  func `the bank's own balance is there when it was reported within the days of the statement`(
    seen: String?, amount: String?, day: String?
  ) throws {
    var filled = try #require(
      Household.registers([Household.row("tx_1", Household.current, -1)]).first)
    filled.register.period = DayRange(
      from: try #require(CivilDate("2024-07-01")), through: try #require(CivilDate("2024-07-31")))
    filled.register.bankBalance = BalanceFact(
      accountID: Household.current, balanceMinor: 1234, currency: .gbp,
      seen: seen.flatMap { Instant($0) })
    let root = try #require(ReadOFX(text(filled))).root
    #expect(root.all("AVAILBAL").first?["BALAMT"] == amount)
    #expect(root.all("AVAILBAL").first?["DTASOF"] == day)
  }

  @Test func `version 2.1.1 is XML with the same elements`() throws {
    let filled = try #require(
      Household.registers([
        Household.row("tx_1", Household.current, -1) { $0[.payee] = "Café & <Co> \u{FFFE}" }
      ]).first)
    let (old, new) = (text(filled), text(filled, .v211))
    #expect(new.contains("<NAME>Café &amp; &lt;Co&gt;</NAME>"))
    let lines = new.components(separatedBy: "\r\n")
    #expect(lines[0] == #"<?xml version="1.0" encoding="UTF-8" standalone="no"?>"#)
    #expect(lines[1].hasPrefix(#"<?OFX OFXHEADER="200" VERSION="211""#))
    #expect(old.hasSuffix(lines.dropFirst(2).joined(separator: "\r\n")))
  }
}
