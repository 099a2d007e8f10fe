// Transactions of GoCardless Bank Account Data (formerly Nordigen), whose answers follow the Berlin Group's NextGenPSD2
// ("Transaction details"): `{"transactions":{"booked":[…],"pending":[…]}}`. Amounts are signed decimals, the payment
// scheme is the bank's own code, and for this bank `transactionId` is the bank's own id. Where there is none, the
// aggregator's own stands in, and the row is superseded by the bank's own row when that is known.

internal import Bytes
internal import Model

/// The names of the members of a transaction.
enum GoCardlessNames {
  static let all = [
    "transactionId", "internalTransactionId", "entryReference", "endToEndId", "mandateId",
    "checkId", "creditorId", "bookingDate", "bookingDateTime", "valueDate", "valueDateTime",
    "currencyExchange", "creditorName", "creditorAccount", "creditorAgent", "debtorName",
    "debtorAccount", "debtorAgent", "ultimateCreditor", "ultimateDebtor",
    "remittanceInformationUnstructured", "remittanceInformationUnstructuredArray",
    "remittanceInformationStructured", "remittanceInformationStructuredArray",
    "additionalInformation", "additionalInformationStructured", "additionalDataStructured",
    "purposeCode", "bankTransactionCode", "proprietaryBankTransactionCode",
    "balanceAfterTransaction", "merchantCategoryCode",
  ]
}

extension RecordReader {
  /// Reads a transaction of GoCardless.
  mutating func readGoCardless(
    _ bytes: [UInt8], isPending: Bool, into row: inout Row
  ) throws(RecordError) {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    row.source = .openBanking
    row.created = try goCardlessTime(record)
    row.amount = try goCardlessAmount(record)
    row.status = try goCardlessStatus(record, isPending)
    try setGoCardlessExchange(record, into: &row)
    let id = RecordReader.bestID([
      record.scalar("transactionId"), record.scalar("internalTransactionId"),
      record.scalar("entryReference"), record.scalar("id"),
    ])
    row[.id] = id ?? madeUpID(bytes)
    setAggregatorAccount(record.text("accountId") ?? record.text("account_id"), into: &row)

    row[.scheme] = record.scalar("proprietaryBankTransactionCode")
    row[.mcc] = record.scalar("merchantCategoryCode")
    let scheme = goCardlessScheme(of: row)
    let remittance = goCardlessRemittance(record)
    let name = goCardlessName(record, scheme, row.amountMinor)
    row[.description] = remittance ?? record.text("additionalInformation") ?? name
    setGoCardlessParty(record, name, scheme, into: &row)
    var rules = KindRules(scheme: scheme, amountMinor: row.amountMinor)
    rules.hasMerchant = row.merchant != nil
    rules.namesPot = row.begins(.description, with: "pot_")
    rules.isCashMachine = row.isEqual(.mcc, "6011")
    rules.hasMandate = record.text("mandateId") != nil
    rules.hasAccountNumbers = row.range(.counterpartyAccountNumber) != nil
    row.kind = rules.kind
    if row.kind == .potTransfer, rules.namesPot { row.share(.potID, with: .description) }
    if scheme == .transfer || scheme == .people || row.kind == .bacsCredit,
      let remittance, remittance.lowercased() != name?.lowercased()
    {
      row[.memo] = remittance
      row[provenance: .memo] = .bank
    }
    setGoCardlessMetadata(record, id: id, into: &row)
    setDays(of: &row)
    if row.status == .settled, row.settled == nil, let day = record.text("valueDate") {
      row.postedDate = CivilDate(day)
    }
  }

  // MARK: Time and money

  private func goCardlessTime(_ record: ObjectReader) throws(RecordError) -> Instant {
    for name: StaticString in [
      "bookingDateTime", "valueDateTime", "bookingDate", "valueDate", "date",
    ] {
      if let time = try record.timeOrDay(name) { return time }
    }
    throw .missing("bookingDate", expected: "\(Expected.day), or 'bookingDateTime'")
  }

  private func goCardlessAmount(_ record: ObjectReader) throws(RecordError) -> Money {
    guard let money = record.child("transactionAmount") else {
      throw .missing("transactionAmount", expected: "an object with 'amount' and 'currency'")
    }
    let currency = try money.requiredCurrency("currency")
    return Money(try money.signedUnits("amount", in: currency), currency)
  }

  /// Pending where the list or the record says so.
  private func goCardlessStatus(
    _ record: ObjectReader, _ isPending: Bool
  ) throws(RecordError) -> Status {
    guard let word = record.text("status")?.lowercased() else {
      return isPending ? .pending : .settled
    }
    switch word {
    case "pending", "pdng": return .pending
    case "rejected", "rjct", "declined": return .declined
    default: return isPending ? .pending : .settled
    }
  }

  /// Sets the amount in the other currency, with the sign of the amount, and when the row settled.
  private mutating func setGoCardlessExchange(
    _ record: ObjectReader, into row: inout Row
  ) throws(RecordError) {
    if row.status == .settled { row.settled = try record.timeOrDay("valueDateTime") }
    let exchange = record.child("currencyExchange") ?? record.children("currencyExchange").first
    guard let local = exchange?.child("instructedAmount") else { return }
    let currency = try local.requiredCurrency("currency")
    let units = try local.signedUnits("amount", in: currency)
    let isOut = row.amountMinor < 0
    row.localAmount = Money(units < 0 || !isOut ? units : -units, currency)
  }

  // MARK: Words

  private mutating func goCardlessScheme(of row: Row) -> Scheme {
    guard let range = row.range(.scheme) else { return .absent }
    let scheme = Scheme.of(row.storage, range)
    if scheme == .unknown { unknown.note(.scheme, row.storage, range) }
    return scheme
  }

  private func goCardlessRemittance(_ record: ObjectReader) -> String? {
    record.text("remittanceInformationUnstructured")
      ?? record.joinedText("remittanceInformationUnstructuredArray")
      ?? record.text("remittanceInformationStructured")
      ?? record.child("remittanceInformationStructured")?.text("reference")
      ?? record.joinedText("remittanceInformationStructuredArray")
      ?? record.text("description") ?? record.text("reference")
  }

  /// The name of the other side; a card row may have the shop on either side.
  private func goCardlessName(
    _ record: ObjectReader, _ scheme: Scheme, _ amount: Int64
  ) -> String? {
    let (creditor, debtor) = (record.text("creditorName"), record.text("debtorName"))
    let own = amount < 0 ? creditor : debtor
    return own ?? (scheme == .card || creditor == nil || debtor == nil ? creditor ?? debtor : nil)
  }

  private mutating func setGoCardlessParty(
    _ record: ObjectReader, _ name: String?, _ scheme: Scheme, into row: inout Row
  ) {
    if scheme == .card {
      // Card rows without a name say the shop in the remittance.
      guard let shown = name ?? row[.description] else { return }
      let parts = PotPayment.parts(shown)
      row.merchant = merchant(named: parts?.shop ?? shown)
      return
    }
    row[.counterpartyName] = name
    let side = record.child(row.amountMinor < 0 ? "creditorAccount" : "debtorAccount")
    let number = side?.text("bban") ?? side?.text("iban")
    guard let number, !number.isEmpty else { return }
    let (sortCode, account) = AccountNumbers.ofUK(number)
    row[.counterpartySortCode] = sortCode
    row[.counterpartyAccountNumber] = account
  }

  private mutating func setGoCardlessMetadata(
    _ record: ObjectReader, id: String?, into row: inout Row
  ) {
    let exchange = record.child("currencyExchange") ?? record.children("currencyExchange").first
    let ids: [(String, String?)] = [
      ("gocardless_transaction_id", record.scalar("transactionId")),
      ("gocardless_internal_id", record.scalar("internalTransactionId")),
      ("gocardless_entry_reference", record.scalar("entryReference")),
    ].filter { $0.1 != id }
    let potName =
      (record.text("creditorName") ?? record.text("debtorName") ?? row[.description])
      .flatMap { PotPayment.parts($0)?.pot }
    setMetadata(
      ids.map { (key: $0.0, value: $0.1) } + [
        (key: "end_to_end_id", value: record.text("endToEndId")),
        (key: "mandate_id", value: record.text("mandateId")),
        (key: "exchange_rate", value: exchange?.scalar("exchangeRate")),
        (key: "source_currency", value: exchange?.text("sourceCurrency")),
        (key: "purpose_code", value: record.text("purposeCode")),
        (key: "bank_transaction_code", value: record.text("bankTransactionCode")),
        (
          key: "additional_information",
          value: row[.description] == record.text("additionalInformation")
            ? nil : record.text("additionalInformation")
        ),
        (
          key: "balance_after",
          value: record.child("balanceAfterTransaction")?.child("balanceAmount")?.scalar("amount")
        ),
        (
          key: "from_pot", value: row.merchant == nil ? nil : potName
        ),
      ], into: &row)
  }
}

extension AccountNumbers {
  /// Sort code and account number of a UK account, as 14 digits or within an IBAN; any other number as it is.
  static func ofUK(_ number: String) -> (sortCode: String?, account: String) {
    let plain = number.filter { $0 != " " && $0 != "-" }
    let isIBAN = plain.count == 22 && plain.uppercased().hasPrefix("GB")
    let digits = isIBAN ? String(plain.suffix(14)) : plain
    guard digits.utf8.count == 14, digits.utf8.allSatisfy(isDigit) else { return (nil, number) }
    return (String(digits.prefix(6)), String(digits.suffix(8)))
  }
}
