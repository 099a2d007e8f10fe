// Accounts, pots and balances of Open Banking account information v3.1. Pots are the bank's own extension
// (Monzo docs, "Open Banking", Pots).

internal import Bytes
internal import Model

extension RecordReader {
  /// Reads an account; types are reported in the words of the bank's own API where they are the same thing.
  mutating func readOpenBankingAccount(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    let (type, subtype) = (record.text("AccountType"), record.text("AccountSubType"))
    let word: String
    switch (type, subtype) {
    case ("Personal", "CurrentAccount"): word = "uk_retail"
    case ("Business", "CurrentAccount"): word = "uk_business"
    default:
      word = subtype ?? type ?? "account"
      unknown.note(.accountType, word)
    }
    var account = Account(
      id: try record.requiredText("AccountId", "the id of an account"), type: word,
      currency: try record.currency("Currency") ?? .gbp)
    account.description = record.text("Description")
    account.created = record.text("OpeningDate").flatMap {
      Instant($0) ?? Instant($0 + "T00:00:00Z")
    }
    account.isClosed = ["Disabled", "Deleted"].contains(record.text("Status"))
    for identification in record.children("Account") {
      if let name = identification.text("Name"), !account.owners.contains(name) {
        account.owners.append(name)
      }
      let numbers = AccountNumbers(identification)
      account.sortCode = account.sortCode ?? numbers.sortCode
      account.accountNumber = account.accountNumber ?? numbers.accountNumber
    }
    return .account(account)
  }

  /// Reads a pot, whose balance is never negative, whatever its indicator says.
  func readOpenBankingPot(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    let id = try record.requiredText("PotId", "the id of a pot")
    let balance = try record.money("Balance")
    let currency = try record.currency("Currency")
    var pot = Pot(
      id: id, name: record.text("Name") ?? id, currency: balance?.currency ?? currency ?? .gbp)
    pot.accountID = record.text("AccountId")
    pot.type = record.text("Type")
    pot.balanceMinor = balance?.minorUnits
    pot.goalMinor = try record.money("Goal")?.minorUnits
    pot.created = try record.time("Created")
    pot.updated = try record.time("Updated")
    pot.isDeleted = record.text("Status") == "Closed"
    return .pot(pot)
  }

  /// Reads a balance.
  ///
  /// The interim available one counts pending rows as the app does; others are not what rows add up to.
  mutating func readOpenBankingBalance(_ bytes: [UInt8]) throws(RecordError) -> Reading {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    if let type = record.text("Type"), type != "InterimAvailable" {
      unknown.note(.balanceType, type)
      return .nothing
    }
    guard let amount = try record.money("Amount") else {
      throw .missing("Amount", expected: Expected.decimal)
    }
    let isOverdrawn = record.text("CreditDebitIndicator") == "Debit"
    return .reference(
      .balance(
        BalanceFact(
          accountID: try record.requiredText("AccountId", "the id of an account"),
          balanceMinor: isOverdrawn ? -amount.minorUnits : amount.minorUnits,
          currency: amount.currency, seen: try record.time("DateTime"))))
  }
}
