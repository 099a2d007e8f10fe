// The transactions of the bank's own API (Monzo docs, "Transactions"), of today and back to 2016, and of the
// alpha API of 2015, which had no more than an amount, a description, notes and a logo. A record is of 2015
// when its `merchant` is there and null, its `metadata` is an object, and it has none of the members that
// came later (settled, category, account_id, user_id, updated, scheme, is_load, local_amount, counterparty).

internal import Bytes
internal import Model

extension RecordReader {
  // What every record goes through is put into this one function: to call another with the reader as it is would copy
  // the reader each time.

  /// Reads a transaction of the bank's own API.
  mutating func readMonzo(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    row.source = isOf2015 ? .mondo2015 : .monzo
    try setID(.id, "id", bytes, into: &row)
    row.created = try time(.created, "created", bytes)
    row.amountMinor = try minorUnits(.amount, "amount", bytes)
    row.currency = try currency(.currency, "currency", bytes)
    if let token = present(.updated), isText(token) {
      row.updated = try time(token, "updated", bytes)
    }
    let isUnsettled = try setSettled(bytes, into: &row)
    try setLocalAmount(bytes, into: &row)
    row.includeInSpending = flag(.includeInSpending)
    setAccount(.accountID, bytes, into: &row)
    setText(.userID, .userID, bytes, into: &row)
    setText(.description, .description, bytes, into: &row)
    setText(.notes, .notes, bytes, into: &row)
    setText(.declineReason, .declineReason, bytes, into: &row)
    setCategory(bytes, into: &row)
    if present(.categories) != nil { try setCategorySplit(bytes, into: &row) }
    setMetadata(bytes, into: &row)
    setMerchant(bytes, into: &row)
    setCounterparty(bytes, into: &row)
    setAttachments(bytes, into: &row)

    let scheme = setScheme(bytes, into: &row)
    setStatus(scheme, isUnsettled: isUnsettled, of: &row)
    let rules = kindRules(scheme, bytes, row)
    row.kind = rules.kind
    if row.kind == .potTransfer { setPot(bytes, into: &row) }
    setFees(bytes, into: &row)
    if present(.international) != nil { setInternational(bytes, into: &row) }
    if present(.virtualCard) != nil { setCard(bytes, into: &row) }
    if row.source == .mondo2015 { finish2015(bytes, &row) }
    setMemo(scheme, bytes, into: &row)
    setDays(of: &row)
  }

  @inline(__always)
  private var isOf2015: Bool {
    guard let merchant = members[.merchant], tape[merchant].kind == .null,
      let metadata = members[.metadata], tape[metadata].kind == .object
    else { return false }
    let later: [RecordKey] = [
      .settled, .category, .accountID, .userID, .updated, .scheme, .isLoad, .localAmount,
      .counterparty,
    ]
    return later.allSatisfy { members[$0] == nil }
  }

  // MARK: Times and money

  /// Sets when the row settled; true when the record says that it has not.
  ///
  /// A webhook delivery of old says only `true`: settled, at no known time.
  @inline(__always)
  private func setSettled(_ bytes: [UInt8], into row: inout Row) throws(RecordError) -> Bool {
    guard let token = members[.settled] else { return false }
    switch tape[token].kind {
    case .yes: return false
    case .no, .null: return true
    default: break
    }
    if tape[token].kind == .string && tape[token].range.isEmpty { return true }
    row.settled = try time(token, "settled", bytes)
    return false
  }

  @inline(__always)
  private func setLocalAmount(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    guard let amount = present(.localAmount), let code = present(.localCurrency), isText(code)
    else { return }
    row.localAmount = Money(
      try minorUnits(amount, "local_amount", bytes), try currency(code, "local_currency", bytes))
  }

  /// Declined before pending before settled; a card row of the time before `amount_is_pending` is pending
  /// while it has not settled.
  @inline(__always)
  private func setStatus(_ scheme: Scheme, isUnsettled: Bool, of row: inout Row) {
    let isOfCard = scheme == .card || (scheme == .absent && row.merchant != nil)
    if row.range(.declineReason) != nil {
      row.status = .declined
    } else if flag(.amountIsPending) ?? (isUnsettled && isOfCard) {
      row.status = .pending
    }
  }

  // MARK: Words

  private mutating func setScheme(_ bytes: [UInt8], into row: inout Row) -> Scheme {
    setText(.scheme, .scheme, bytes, into: &row)
    guard let range = row.range(.scheme) else { return .absent }
    let scheme = Scheme.of(row.storage, range)
    if scheme == .unknown { unknown.note(.scheme, row.storage, range) }
    return scheme
  }

  private mutating func setCategory(_ bytes: [UInt8], into row: inout Row) {
    setText(.category, .category, bytes, into: &row)
    guard let range = row.range(.category) else { return }
    row[provenance: .category] = .bank
    if !CategoryWords.isKnown(row.storage, range) { unknown.note(.category, row.storage, range) }
  }

  /// Sets the parts of a purchase that was split; one category alone is no split.
  private func setCategorySplit(_ bytes: [UInt8], into row: inout Row) throws(RecordError) {
    guard let token = members[.categories], tape[token].kind == .object,
      tape[token].next > token + 3
    else { return }
    var amounts: [String: Int64] = [:]
    for value in tape.children(of: token) {
      guard let name = tape.string(value - 1, in: bytes) else { continue }
      amounts[name] = try minorUnits(value, "categories.\(name)", bytes)
    }
    guard amounts.count > 1 else { return }
    row.categoryParts = amounts.map { CategoryPart($0.key, $0.value) }
      .sorted { $0.category.utf8.lexicographicallyPrecedes($1.category.utf8) }
  }

  // MARK: Kind

  @inline(__always)
  private func kindRules(_ scheme: Scheme, _ bytes: [UInt8], _ row: Row) -> KindRules {
    var rules = KindRules(scheme: scheme, amountMinor: row.amountMinor)
    let merchant = row.merchant
    rules.hasMerchant = merchant != nil
    rules.isLoad = flag(.isLoad) == true || row.isEqual(.category, "mondo")
    rules.namesPot = metadata[.potID] != nil || row.begins(.description, with: "pot_")
    rules.hasMandate = metadata[.mandate] != nil
    rules.isOfSeries = metadata[.series] != nil
    for key: MetadataKey in [.ledgerIntent, .ledgerEntryIntent] {
      guard let intent = metadata[key] else { continue }
      let range = tape[intent].range
      rules.isFlexMove = rules.isFlexMove || range.begins(with: "monzo-flex.", in: bytes)
      rules.isMoveBetweenCustomers =
        rules.isMoveBetweenCustomers || range.begins(with: "monzo-to-monzo.", in: bytes)
    }
    rules.hasAccountNumbers = row.range(.counterpartyAccountNumber) != nil
    let fees = present(.cashFees)
    rules.isCashMachine =
      fees != nil || merchant?.fields.atm == true || row.isEqual(.mcc, "6011")
    rules.isLabelledCash = cashLabel(bytes) != nil
    rules.isSubscription = metadata[.subscription] != nil
    rules.isDispute = (scheme == .bank || scheme == .adjustment) && row.speaksOfDispute
    if let fees, let drawn = tape.member("withdrawal_amount", of: fees, in: bytes) {
      rules.isCashFeeOnly = tape.integer(drawn, in: bytes) == 0
    }
    return rules
  }

  /// Sets the pot: as the metadata names it, else as the description of old rows does.
  private func setPot(_ bytes: [UInt8], into row: inout Row) {
    if let token = metadata[.potID] {
      row.set(.potID, tape, token, in: bytes)
    } else if row.begins(.description, with: "pot_") {
      row.share(.potID, with: .description)
    }
  }

  // MARK: Memo

  /// Sets the memo: the notes, else the payment reference, which is the metadata's note, or between banks
  /// the description when that is not just the other side's name.
  @inline(__always)
  private func setMemo(_ scheme: Scheme, _ bytes: [UInt8], into row: inout Row) {
    if row.range(.notes) != nil {
      row[provenance: .notes] = .bank
      row.share(.memo, with: .notes)
    } else if let token = metadata[.notes] ?? internationalReference(bytes) {
      row.set(.memo, tape, token, in: bytes)
    } else if scheme == .transfer || row.kind == .bacsCredit,
      !row.isSame(.description, as: .counterpartyName)
    {
      row.share(.memo, with: .description)
    }
    if row.range(.memo) != nil { row[provenance: .memo] = .bank }
  }

  // MARK: 2015

  /// The card was all there was in 2015: money out is a purchase, money in without a logo a top-up.
  private mutating func finish2015(_ bytes: [UInt8], _ row: inout Row) {
    var rules = KindRules(scheme: .card, amountMinor: row.amountMinor)
    rules.isLoad = metadata[.logo] == nil
    row.kind = rules.kind
    if let logo = metadata[.logo] {
      var fields = Merchant.Fields()
      fields.name = row[.description]
      fields.logo = tape.string(logo, in: bytes)
      row.merchant = Merchant(fields)
    }
    guard let token = metadata[.tags], let text = tape.string(token, in: bytes) else { return }
    let tags = text.split { $0 == "#" || $0 == " " || $0 == "," }.map(String.init)
    guard !tags.isEmpty else { return }
    row.tags = tags
    row[provenance: .tags] = .bank
  }
}

extension Row {
  /// Whether a text field begins with some text.
  func begins(_ field: RowText, with text: StaticString) -> Bool {
    range(field)?.begins(with: text, in: storage) ?? false
  }

  /// Whether the description speaks of a payment that was disputed.
  fileprivate var speaksOfDispute: Bool {
    guard let text = self[.description]?.lowercased() else { return false }
    return text.contains("chargeback") || text.contains("dispute")
  }

  /// Whether two text fields have the same text, or are both null.
  func isSame(_ field: RowText, as other: RowText) -> Bool {
    guard let one = range(field), let two = range(other) else {
      return range(field) == range(other)
    }
    return storage[one.indices].elementsEqual(storage[two.indices])
  }
}

extension ByteRange {
  /// Whether the bytes of the range begin with some text.
  func begins(with text: StaticString, in bytes: [UInt8]) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[start + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }
}
