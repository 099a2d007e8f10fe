// Transactions of Open Banking account information v3.1 (Read/Write API, "Transactions"), as the bank answers
// them: decimal amounts without a sign, a code that is the bank's own payment scheme, and the raw description
// among the supplementary data. The ids are those of the bank's own API.

internal import Bytes
internal import Model

extension RecordReader {
  /// Reads a transaction of Open Banking.
  mutating func readOpenBanking(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    let record = ObjectReader(tape: tape, bytes: bytes, object: 0)
    row.source = .openBanking
    try setID(.obTransactionID, "TransactionId", bytes, into: &row)
    setAccount(.obAccountID, bytes, into: &row)
    row.created = try time(.obBookingTime, "BookingDateTime", bytes)
    row.settled = try record.time("ValueDateTime")
    let sign = try sign(record)
    guard let amount = try record.money("Amount") else {
      throw .missing("Amount", expected: Expected.decimal)
    }
    row.amount = Money(sign * amount.minorUnits, amount.currency)
    let exchange = record.child("CurrencyExchange")
    if let local = try exchange?.money("InstructedAmount") {
      row.localAmount = Money(sign * local.minorUnits, local.currency)
    }
    row.status = try status(record)

    let raw = record.child("SupplementaryData")?.text("RawTransactionDescription")
    let shown = record.text("TransactionInformation")
    row[.description] = raw ?? shown
    setOtherSide(record.child(sign < 0 ? "CreditorAccount" : "DebtorAccount"), into: &row)
    row[.scheme] = record.child("ProprietaryBankTransactionCode")?.text("Code")
    row[.mcc] = record.child("MerchantDetails")?.text("MerchantCategoryCode")
    let scheme = scheme(of: row)
    setMerchant(record, shown: shown == raw ? nil : shown, scheme, into: &row)
    setMetadata(
      [
        (
          key: "from_pot",
          value: scheme == .card ? shown.flatMap { PotPayment.parts($0)?.pot } : nil
        ), (key: "balance_after", value: record.child("Balance").flatMap(balance)),
        (key: "exchange_rate", value: exchange?.scalar("ExchangeRate")),
        (key: "statement_reference", value: record.joinedText("StatementReference")),
        (key: "address", value: record.joinedText("AddressLine")),
      ], into: &row)
    if let charge = try record.money("ChargeAmount"), charge.minorUnits > 0 {
      row.fees = [Fee("charge", charge)]
    }
    row.kind = kind(scheme, row)
    if row.kind == .potTransfer, row.begins(.description, with: "pot_") {
      row.share(.potID, with: .description)
    }
    if scheme != .card, scheme != .pot, row.range(.counterpartyName) == nil, shown != raw {
      row[.counterpartyName] = shown
    }
    setReference(record, scheme, into: &row)
    setDays(of: &row)
  }

  // MARK: Money

  private func sign(_ record: ObjectReader) throws(RecordError) -> Int64 {
    guard let token = record.present("CreditDebitIndicator") else {
      throw .missing("CreditDebitIndicator", expected: Expected.indicator)
    }
    switch record.text("CreditDebitIndicator") {
    case "Credit": return 1
    case "Debit": return -1
    default:
      throw record.wrong("CreditDebitIndicator", token, "an indicator", Expected.indicator)
    }
  }

  /// The balance after the row as a decimal, below zero for a debit.
  private func balance(_ object: ObjectReader) -> String? {
    guard let amount = object.child("Amount")?.scalar("Amount") else { return nil }
    return object.text("CreditDebitIndicator") == "Debit" ? "-\(amount)" : amount
  }

  private func status(_ record: ObjectReader) throws(RecordError) -> Status {
    guard let token = record.present("Status") else {
      throw .missing("Status", expected: Expected.bookingStatus)
    }
    if record.child("SupplementaryData")?.flag("Declined") == true { return .declined }
    switch record.text("Status") {
    case "Booked": return .settled
    case "Pending": return .pending
    case "Rejected": return .declined
    default: throw record.wrong("Status", token, "a status", Expected.bookingStatus)
    }
  }

  // MARK: Words

  private mutating func scheme(of row: Row) -> Scheme {
    guard let range = row.range(.scheme) else { return .absent }
    let scheme = Scheme.of(row.storage, range)
    if scheme == .unknown { unknown.note(.scheme, row.storage, range) }
    return scheme
  }

  /// Sets the other side: sort code and account number of a UK account, else the number as it is, an IBAN.
  private func setOtherSide(_ side: ObjectReader?, into row: inout Row) {
    guard let side else { return }
    row[.counterpartyName] = side.text("Name")
    let numbers = AccountNumbers(side)
    row[.counterpartySortCode] = numbers.sortCode
    row[.counterpartyAccountNumber] = numbers.accountNumber ?? side.text("Identification")
  }

  /// Sets the merchant: as it is given, else by the name that the app shows in place of the descriptor.
  private mutating func setMerchant(
    _ record: ObjectReader, shown: String?, _ scheme: Scheme, into row: inout Row
  ) {
    let named = record.child("MerchantDetails")?.text("MerchantName")
    guard let name = named ?? (scheme == .card ? shown : nil) else { return }
    row.merchant = merchant(named: PotPayment.parts(name)?.shop ?? name)
  }

  private func kind(_ scheme: Scheme, _ row: Row) -> Kind {
    var rules = KindRules(scheme: scheme, amountMinor: row.amountMinor)
    rules.hasMerchant = row.merchant != nil
    rules.namesPot = row.begins(.description, with: "pot_")
    rules.isCashMachine = row.isEqual(.mcc, "6011")
    rules.hasAccountNumbers = row.range(.counterpartyAccountNumber) != nil
    return rules.kind
  }

  /// Sets the memo to the payment reference: as it is given, else between banks the raw description, when
  /// that is not just the other side's name.
  private func setReference(_ record: ObjectReader, _ scheme: Scheme, into row: inout Row) {
    let isBetweenBanks = scheme == .transfer || row.kind == .bacsCredit
    if let reference = record.text("TransactionReference") {
      row[.memo] = reference
    } else if isBetweenBanks, let raw = row[.description],
      raw.lowercased() != row[.counterpartyName]?.lowercased()
    {
      row[.memo] = raw
    }
    if row.range(.memo) != nil { row[provenance: .memo] = .bank }
  }
}

/// The numbers of a UK account out of one identification.
struct AccountNumbers {
  private(set) var sortCode: String?
  private(set) var accountNumber: String?

  /// Cuts 14 digits, which are a sort code of six and an account number of eight.
  init(_ identification: ObjectReader) {
    guard let digits = identification.text("Identification"), digits.utf8.count == 14,
      digits.utf8.allSatisfy(isDigit),
      identification.text("SchemeName")?.hasSuffix("SortCodeAccountNumber") == true
    else { return }
    sortCode = String(digits.prefix(6))
    accountNumber = String(digits.suffix(8))
  }
}
