// What inputs say beside rows: accounts, pots and balances as the bank's API answers them (Monzo docs,
// "Accounts", "Pots", "Balance"), and the reference lines that the filters of this program pass on.

internal import Bytes
internal import Model

extension RecordReader {
  private func record(_ bytes: [UInt8]) -> ObjectReader {
    ObjectReader(tape: tape, bytes: bytes, object: 0)
  }

  // MARK: Accounts

  /// The types of account that the bank has been seen to answer with.
  private static let accountTypes: Set<String> = [
    "uk_retail", "uk_retail_joint", "uk_retail_young", "uk_retail_plus", "uk_personal",
    "uk_business", "uk_prepaid", "uk_rewards", "uk_loan", "uk_monzo_flex",
    "uk_monzo_flex_backing_loan",
  ]

  /// Reads an account of the bank's API; before types were reported, all were prepaid.
  mutating func readAccount(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = record(bytes)
    let details = record.child("payment_details")?.child("locale_uk")
    var account = Account(
      id: try record.requiredText("id", "the id of an account"),
      type: record.text("type") ?? "uk_prepaid", currency: try record.currency("currency") ?? .gbp)
    account.description = record.text("description")
    account.created = try record.time("created")
    account.isClosed = record.flag("closed") ?? false
    let owners = record.children("owners")
    account.owners = owners.compactMap { $0.text("preferred_name") }
    account.ownerIDs = owners.compactMap { $0.text("user_id") }
    account.accountNumber = record.text("account_number") ?? details?.text("account_number")
    account.sortCode = record.text("sort_code") ?? details?.text("sort_code")
    if !RecordReader.accountTypes.contains(account.type) {
      unknown.note(.accountType, account.type)
    }
    return .account(account)
  }

  // MARK: Pots

  /// Reads a pot of the bank's API.
  func readPot(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = record(bytes)
    let id = try record.requiredText("id", "the id of a pot")
    var pot = Pot(
      id: id, name: record.text("name") ?? id, currency: try record.currency("currency") ?? .gbp)
    pot.accountID = record.text("current_account_id") ?? remarkedAccount ?? account
    pot.type = record.text("type")
    pot.balanceMinor = try record.minorUnits("balance")
    let goal = try record.minorUnits("goal_amount")
    pot.goalMinor = goal == 0 ? nil : goal
    pot.created = try record.time("created")
    pot.updated = try record.time("updated")
    pot.isDeleted = record.flag("deleted") ?? false
    return .pot(pot)
  }

  // MARK: Balances

  /// Reads a balance answer, which does not say whose balance it is.
  func readBalance(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = record(bytes)
    let answer = record.child("balance") ?? record
    guard let account = record.text("account_id") ?? remarkedAccount ?? account else {
      throw RecordError(
        "a balance without its account, expected --account, or {\"account_id\":…,\"balance\":…}")
    }
    guard let balance = try answer.minorUnits("balance") else {
      throw .missing("balance", expected: Expected.minorUnits)
    }
    let inner = try answer.currency("currency")
    let outer = try record.currency("currency")
    guard let currency = inner ?? outer else {
      throw .missing("currency", expected: Expected.currency)
    }
    let seen = try record.time("seen") ?? remarkedTime
    return .balance(
      BalanceFact(accountID: account, balanceMinor: balance, currency: currency, seen: seen))
  }

  // MARK: Lines of a filter

  /// Reads a reference line.
  func readReference(_ bytes: [UInt8]) throws(RecordError) -> Reference {
    let record = record(bytes)
    switch try record.requiredText("reference", "a type of reference") {
    case "account": return .account(try referencedAccount(record))
    case "pot": return .pot(try referencedPot(record))
    case "balance":
      guard let balance = try record.minorUnits("balance_minor") else {
        throw .missing("balance_minor", expected: Expected.minorUnits)
      }
      return .balance(
        BalanceFact(
          accountID: try record.requiredText("account_id", "the id of an account or a pot"),
          balanceMinor: balance, currency: try record.currency("currency") ?? .gbp,
          seen: try record.time("seen")))
    case "category":
      return .category(
        id: try record.requiredText("id", "the id of a category"),
        name: try record.requiredText("name", "the name of a category"))
    default:
      throw record.wrong(
        "reference", record.present("reference") ?? 0, "a type of reference",
        "one of account, pot, balance, category")
    }
  }

  private func referencedAccount(_ record: ObjectReader) throws(RecordError) -> Account {
    var account = Account(
      id: try record.requiredText("id", "the id of an account"),
      type: try record.requiredText("type", "a type of account"),
      currency: try record.currency("currency") ?? .gbp)
    account.description = record.text("description")
    account.created = try record.time("created")
    account.isClosed = record.flag("closed") ?? false
    if let owners = record.present("owners") {
      account.owners = tape.children(of: owners).compactMap { tape.string($0, in: record.bytes) }
    }
    if let owners = record.present("owner_ids") {
      account.ownerIDs = tape.children(of: owners).compactMap { tape.string($0, in: record.bytes) }
    }
    account.accountNumber = record.text("account_number")
    account.sortCode = record.text("sort_code")
    return account
  }

  private func referencedPot(_ record: ObjectReader) throws(RecordError) -> Pot {
    var pot = Pot(
      id: try record.requiredText("id", "the id of a pot"), name: record.text("name") ?? "",
      currency: try record.currency("currency") ?? .gbp)
    pot.accountID = record.text("account_id")
    pot.type = record.text("type")
    pot.balanceMinor = try record.minorUnits("balance_minor")
    pot.goalMinor = try record.minorUnits("goal_minor")
    pot.created = try record.time("created")
    pot.updated = try record.time("updated")
    pot.isDeleted = record.flag("deleted") ?? false
    return pot
  }
}
