// In which registers a row is.

import Aggregate
import Enrich
import Model
import TestSupport
import Testing

@Suite struct `the registers of a row` {
  private func hash(_ id: String) -> UInt64 { StableHash.of(id) }

  private func move(_ id: String, of account: String, _ amount: Int64, hour: Int64 = 0) -> Row {
    Household.row(id, account, amount, .potTransfer) {
      $0[.potID] = Household.holiday
      $0.created.seconds += hour * 3600
      $0.date = TimeZoneRules.london.date(of: $0.created)
    }
  }

  private func placements(_ rows: [Row]) -> [PostingRule.Placement] {
    let (rows, rule) = Household.linked(rows)
    return rows.map(rule.placement)
  }

  @Test func `a payment is in the register of its account`() {
    #expect(
      placements([Household.row("tx_1", Household.current, -5)])
        == [.own(hash(Household.current))])
  }

  @Test func `a pot's hidden account is the pot's register`() {
    #expect(
      placements([Household.row("tx_1", Household.potAccount, 7, .interest)])
        == [.own(hash(Household.holiday))])
  }

  @Test(arguments: [-2, 0, 2, 23] as [Int64])
  func `the pot's own row of a move is mirrored, hours before or after`(hour: Int64) {
    let rows = [
      move("tx_1", of: Household.current, -500),
      move("tx_2", of: Household.potAccount, 500, hour: hour),
    ]
    #expect(
      placements(rows) == [
        .move(hash(Household.current), pot: hash(Household.holiday)),
        .mirrored(hash(Household.holiday)),
      ])
  }

  @Test func `a pot's row of another day is a move that the account does not know`() {
    let rows = [
      move("tx_1", of: Household.current, -500),
      move("tx_2", of: Household.potAccount, 500, hour: 25),
    ]
    #expect(placements(rows)[1] == .own(hash(Household.holiday)))
  }

  @Test func `one account's row represents one row of the pot`() {
    let rows = [
      move("tx_1", of: Household.current, -500), move("tx_2", of: Household.potAccount, 500),
      move("tx_3", of: Household.potAccount, 500, hour: 1),
    ]
    #expect(
      placements(rows).dropFirst() == [
        .mirrored(hash(Household.holiday)), .own(hash(Household.holiday)),
      ])
  }

  @Test func `the amount without an opposite is in its account alone`() {
    #expect(
      placements([move("tx_1", of: Household.current, .min)]) == [.own(hash(Household.current))])
  }
}

@Suite struct `accounts that are no pot's` {
  private func knowledge(_ rows: [Row], listed: Bool = false) -> Knowledge {
    var knowledge = Knowledge.empty
    for row in rows {
      var row = row
      row.rememberKey()
      knowledge.learn(row)
    }
    if listed { knowledge.learn(.account(Account(id: "acc_1", type: "uk_retail"))) }
    return knowledge
  }

  private let move = Row.make("tx_0000AXF8lvjv0vu6xtfv01") {
    $0.kind = .potTransfer
    $0[.potID] = "pot_1"
    $0[.metadata] = #"{"pot_account_id":"acc_1"}"#
  }

  @Test func `the account that a move names holds the pot's statement`() {
    #expect(knowledge([move]).potsByAccount == ["acc_1": "pot_1"])
  }

  @Test func `an account with a card payment holds nobody's, whatever a move names`() {
    let payment = Row.make("tx_0000AXF8lvjv0vu6xtfv02")
    #expect(knowledge([move, payment]).potsByAccount == [:])
    #expect(knowledge([payment, move]).potsByAccount == [:])
    var merged = knowledge([move])
    merged.merge(knowledge([payment]))
    #expect(merged.potsByAccount == [:])
  }

  @Test func `an account of the bank's list holds nobody's`() {
    #expect(knowledge([move], listed: true).potsByAccount == [:])
  }
}
