// A small history with something of everything, for tests that look at whole sites.

import Aggregate
import Model
import TestSupport
import Testing

@testable import Site

/// Text that tries to be something other than text.
let hostileTexts = [
  "<script>HOSTILE</script>", "\"><img src=HOSTILE onerror=alert(1)>", "' onload='HOSTILE",
  "{{#w}}HOSTILE{{/w}}", "{{{title}}} HOSTILE", "javascript:HOSTILE", "</title><h1>HOSTILE",
  "HOSTILE &amp; &#60;b&#62;", "\u{202E}HOSTILE\u{202C}", "]]>HOSTILE<!--", "../../HOSTILE",
]

/// Fourteen months to 18 June 2026: everyday payments, salary, refunds, transfers, pending, declined, foreign,
/// split and hostile rows, of three accounts of which one is in euros.
func household(perMonth: Int = 30) throws -> [Row] {
  var random = SeededRandom(seed: 7)
  var rows: [Row] = []
  let eur = try #require(Currency("EUR"))
  let last = try #require(CivilDate("2026-06-18"))
  var balance: Int64 = 100_000
  var month = Month(year: 2025, month: 5)
  while month <= last.month {
    let days = month.days.count
    var ofMonth: [Row] = []
    for number in 0..<perMonth {
      let day = month.days.from.adding(days: number * days / perMonth)
      guard day <= last else { break }
      let amount = -Int64.random(in: 100...9_000, using: &random)
      let row = try Row.make("tx_\(month.index)n\(number)", day.description, amount) { row in
        row[.category] = ["groceries", "eating_out", "category_0000A", "bills", nil][number % 5]
        decorate(&row, number, eur, last)
        if row.currency == .gbp, row.status != .declined {
          balance += row.amountMinor
          row.balanceMinor = balance
        }
      }
      ofMonth.append(row)
    }
    rows += ofMonth
    month = month.next
  }
  return rows
}

private func decorate(_ row: inout Row, _ number: Int, _ eur: Currency, _ last: CivilDate) {
  switch number % 15 {
  case 1:
    row.kind = .bacsCredit
    row.amountMinor = 150_000
    row[.category] = "income"
  case 2:
    row.kind = .refund
    row.amountMinor = 1_250
  case 3: row.kind = .potTransfer
  case 4:
    row.status = .declined
    row[.declineReason] = "INSUFFICIENT_FUNDS"
  case 5: row.localAmount = Money(-1_200, eur)
  case 6:
    row.currency = eur
    row[.accountID] = "acc_eur"
  case 7:
    row.categoryParts = [
      CategoryPart("gifts", row.amountMinor / 3),
      CategoryPart("groceries", row.amountMinor - row.amountMinor / 3),
    ]
  case 8: row.includeInSpending = false
  case 9:
    let text = hostileTexts[(number + row.date.parts.month) % hostileTexts.count]
    row[.payee] = text
    row[.memo] = text
    row[.category] = text
    row[.id] = text + (row[.id] ?? "")
    row[.accountID] = "acc_hostile"
  case 10:
    row.amountMinor = 0
    row.kind = .cardCheck
  case 11 where row.date.days > last.days - 5: row.status = .pending
  default: row[.memo] = "Note \(number) & more"
  }
}

/// Options for the household, with hostile names for accounts and categories.
func householdOptions() throws -> SiteOptions {
  try options(asOf: "2026-06-18") { options in
    var joint = AccountSummary(id: "acc_1", name: "Joint account")
    joint.proof = .proved
    var hostile = AccountSummary(id: "acc_hostile", name: hostileTexts[0], isPot: true)
    hostile.isClosed = true
    hostile.balanceMinor = 1234
    hostile.proof = .gap(
      BooksGap(from: nil, to: Instant(seconds: 1_780_000_000), amountMinor: -4_210))
    var unproved = AccountSummary(id: "acc_none", name: "Flex")
    unproved.proof = .unproved(.noBalance)
    options.registers = [joint, hostile, unproved]
    options.categoryNames = ["category_0000A": hostileTexts[1]]
    options.unreadCount = 1
    options.dataFiles = [
      DataFile(name: "transactions.csv", path: "../2026-06/transactions.csv"),
      DataFile(name: hostileTexts[2], path: hostileTexts[5]),
    ]
  }
}
