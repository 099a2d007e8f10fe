// Transactions of TrueLayer's Data API v1 ("Account transactions"): `{"results":[…],"status":"Succeeded"}`. Amounts are
// decimals whose sign the `transaction_type` repeats; ids are TrueLayer's own, and the bank's is at best among the
// ids of the provider. A row without the bank's id is superseded by the bank's own row when that is known.

internal import Bytes
internal import Model

/// The names of the members of a transaction that no other dialect has.
enum TrueLayerNames {
  static let all = [
    "transaction_type", "transaction_category", "transaction_classification", "merchant_name",
    "running_balance", "meta", "provider_transaction_id", "normalised_provider_transaction_id",
    "provider_transaction_category",
  ]
}

extension RecordReader {
  /// Reads a transaction of TrueLayer.
  mutating func readTrueLayer(
    _ bytes: [UInt8], isPending: Bool, into row: inout Row
  ) throws(RecordError) {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    let meta = record.child("meta")
    row.source = .openBanking
    guard let created = try record.timeOrDay("timestamp") else {
      throw .missing("timestamp", expected: Expected.time)
    }
    row.created = created
    row.currency = try record.requiredCurrency("currency")
    row.amountMinor = try trueLayerAmount(record, row.currency)
    if isPending || record.text("status")?.lowercased() == "pending" { row.status = .pending }
    row[.id] = trueLayerID(record, meta) ?? madeUpID(bytes)
    setAggregatorAccount(record.text("account_id"), into: &row)
    row[.description] = record.text("description")
    setTrueLayerCategory(meta, into: &row)
    setTrueLayerParty(record, meta, into: &row)
    if let notes = meta?.text("user_comments") {
      row[.notes] = notes
      row[provenance: .notes] = .bank
    }
    if let memo = row[.notes] ?? meta?.text("provider_reference") {
      row[.memo] = memo
      row[provenance: .memo] = .bank
    }
    setMetadata(trueLayerMetadata(record, meta), into: &row)
    setDays(of: &row)
  }

  // MARK: Money and identity

  /// The amount with the sign of its type; some lists have all amounts without a sign.
  private func trueLayerAmount(
    _ record: ObjectReader, _ currency: Currency
  ) throws(RecordError) -> Int64 {
    let units = try record.signedUnits("amount", in: currency)
    switch record.text("transaction_type")?.uppercased() {
    case "DEBIT" where units > 0: return -units
    case "CREDIT" where units < 0:
      throw record.wrong(
        "amount", record.present("amount") ?? 0, "money in, as 'transaction_type' says",
        "an amount that is not negative")
    default: return units
    }
  }

  /// The bank's id, else the one that stays the same when the list is read again.
  private func trueLayerID(_ record: ObjectReader, _ meta: ObjectReader?) -> String? {
    let stable = record.scalar("normalised_provider_transaction_id")
    let bare = stable.map { $0.hasPrefix("txn-") ? String($0.dropFirst(4)) : $0 }
    let banks = [
      record.scalar("provider_transaction_id"), meta?.scalar("provider_transaction_id"),
      meta?.scalar("bank_transaction_id"), meta?.scalar("provider_id"), bare,
      record.scalar("transaction_id"),
    ]
    return banks.compactMap(\.self).first { $0.hasPrefix("tx_") } ?? stable
      ?? record.scalar("transaction_id")
  }

  // MARK: Words

  private static let kinds: [String: Kind] = [
    "ATM": .cashWithdrawal, "CASHBACK": .reward, "CHEQUE": .cheque, "CORRECTION": .adjustment,
    "DIRECT_DEBIT": .directDebit, "FEE_CHARGE": .fee, "INTEREST": .interest,
    "STANDING_ORDER": .standingOrder, "TRANSFER": .bankTransfer, "BILL_PAYMENT": .bankTransfer,
  ]

  /// Sets the kind by the bank's scheme where that is given, else by TrueLayer's category, and who the other
  /// side is.
  private mutating func setTrueLayerParty(
    _ record: ObjectReader, _ meta: ObjectReader?, into row: inout Row
  ) {
    let category = record.text("transaction_category")?.uppercased() ?? ""
    let word = meta?.text("provider_transaction_category") ?? meta?.text("transaction_type")
    let scheme = word.map { Scheme.of(Array($0.utf8)) } ?? .absent
    if scheme != .absent && scheme != .unknown { row[.scheme] = word }
    var rules = KindRules(scheme: scheme, amountMinor: row.amountMinor)
    rules.namesPot = row.begins(.description, with: "pot_")
    rules.isCashMachine = category == "ATM"
    rules.hasMerchant = category == "PURCHASE" || category == "ATM"
    if scheme == .unknown && rules.hasMerchant { rules.scheme = .absent }
    let known = RecordReader.kinds[category]
    let isClear = rules.scheme != .absent && rules.scheme != .unknown
    row.kind = isClear || known == nil || rules.namesPot ? rules.kind : known ?? .other
    if row.kind == .potTransfer, rules.namesPot { row.share(.potID, with: .description) }

    let named = meta?.text("provider_merchant_name") ?? record.text("merchant_name")
    let party = meta?.text("counter_party_preferred_name")
    if row.kind.isOfCard || (row.kind == .other && named != nil) {
      if let shop = named ?? party { row.merchant = trueLayerMerchant(shop, meta) }
    } else {
      row[.counterpartyName] = party ?? named
    }
    guard let number = meta?.text("counter_party_iban") else { return }
    let (sortCode, account) = AccountNumbers.ofUK(number)
    row[.counterpartySortCode] = sortCode
    row[.counterpartyAccountNumber] = account
  }

  private mutating func trueLayerMerchant(_ name: String, _ meta: ObjectReader?) -> Merchant {
    let shop = PotPayment.parts(name)?.shop ?? name
    guard let address = meta?.text("address") ?? meta?.text("location") else {
      return merchant(named: shop)
    }
    var fields = Merchant.Fields()
    fields.name = shop
    fields.address = address
    return Merchant(fields)
  }

  /// Sets the category where the bank's own word is given; TrueLayer's classes are its own guess.
  private func setTrueLayerCategory(_ meta: ObjectReader?, into row: inout Row) {
    guard let given = meta?.text("provider_category") else { return }
    let bytes = Array(given.utf8)
    guard
      let word = CategoryWords.word(printed: bytes, ByteRange(start: 0, count: bytes.count))
    else { return }
    row[.category] = word
    row[provenance: .category] = .bank
  }

  private func trueLayerMetadata(
    _ record: ObjectReader, _ meta: ObjectReader?
  ) -> [(key: String, value: String?)] {
    let classes = record.joinedList("transaction_classification", separator: " / ")
    let category = meta?.text("provider_category")
    return [
      (key: "truelayer_id", value: record.scalar("transaction_id")),
      (key: "truelayer_category", value: record.text("transaction_category")),
      (key: "truelayer_classification", value: classes),
      (
        key: "truelayer_provider_transaction_category",
        value: meta?.text("provider_transaction_category")
      ),
      (key: "truelayer_provider_category", value: category),
      (key: "truelayer_merchant_name", value: record.text("merchant_name")),
      (
        key: "truelayer_running_balance",
        value: record.child("running_balance")?.scalar("amount")
      ),
      (key: "truelayer_debtor_account_name", value: meta?.text("debtor_account_name")),
    ]
  }
}

extension ObjectReader {
  /// The texts of a list, joined.
  fileprivate func joinedList(_ name: StaticString, separator: String) -> String? {
    guard let token = present(name), tape[token].kind == .array else { return nil }
    let parts = tape.children(of: token).compactMap { tape.string($0, in: bytes) }
    return parts.isEmpty ? nil : parts.joined(separator: separator)
  }
}
