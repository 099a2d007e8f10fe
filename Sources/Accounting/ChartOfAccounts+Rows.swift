// What the chart says of a row, of a part of a split row and of a register. The account comes from the first of these
// that says one, and the VAT code from the first that says one:
//
//   the rule that decided the row     `accounting_account`, `accounting_code`, `vat_code`
//   a tag, the merchant or its chain, the other side, the category
//
// A part of a split row that is of another category than the row goes by its category alone: the rest is about the row.

public import Aggregate
internal import Bytes
public import Model

extension ChartOfAccounts {
  /// What a row, or a part of one, is mapped to; empty when nobody mapped it.
  ///
  /// - Parameters:
  ///   - row: an enriched row.
  ///   - category: the category of the part; nil for the row's own.
  /// - Returns: the mapping.
  public func mapping(of row: Row, category: String? = nil) -> AccountMapping {
    if let category, category != row[.category] ?? Row.noCategory {
      return place(.category, category).map { entries[$0].mapping } ?? AccountMapping()
    }
    var mapping = row.mappingOfRule
    for place in places(of: row) { mapping.fill(from: entries[place].mapping) }
    return mapping
  }

  /// What an account or pot of the user is mapped to; nil when nobody mapped it.
  public func mapping(of register: Register) -> AccountMapping? {
    place(of: register).map { entries[$0].mapping }
  }

  /// What an account or pot of the user is mapped to, by its names; nil when nobody mapped it.
  public func mapping(
    slug: String, of owner: Register.Owner, title: String
  ) -> AccountMapping? {
    place(slug, owner, title).map { entries[$0].mapping }
  }

  /// The entries that are about a row, the one that decides first.
  func places(of row: Row) -> [Int] {
    var places: [Int] = []
    if maps(.tag), row.range(.tags) != nil { places += row.tags.compactMap { place(.tag, $0) } }
    if maps(.merchant), let fields = row.merchant?.fields {
      let names = [fields.name, row[.payee], fields.id, fields.groupID].compactMap(\.self)
      places += names.compactMap { place(.merchant, $0) }.prefix(1)
    }
    if maps(.counterparty), row.merchant == nil {
      places += row.namesOfParty.compactMap { place(.counterparty, $0) }.prefix(1)
    }
    if let place = place(.category, row[.category] ?? Row.noCategory) { places.append(place) }
    return places
  }

  /// The entry that is about a register.
  func place(of register: Register) -> Int? {
    place(register.slug, register.owner, register.title)
  }

  private func place(_ slug: String, _ owner: Register.Owner, _ title: String) -> Int? {
    let names = [slug, owner.id, owner.type, title]
    return names.lazy.compactMap { self.place(.account, $0) }.first
  }
}

extension Row {
  /// What the rule that decided the row says of its account.
  fileprivate var mappingOfRule: AccountMapping {
    guard range(.metadata) != nil else { return AccountMapping() }
    return AccountMapping(
      account: metadataText("accounting_account"), code: metadataText("accounting_code"),
      vat: metadataText("vat_code"))
  }

  /// The text under a key of the metadata.
  package func metadataText(_ key: StaticString) -> String? {
    if let range = metadata(key) {
      return String(decoding: storage[range.indices], as: UTF8.self).nonEmpty
    }
    guard let object = range(.metadata) else { return nil }
    // An escape may be in the text.
    var tape = JSONTape()
    guard (try? tape.parse(storage, object)) != nil,
      let member = tape.member(key, of: 0, in: storage)
    else { return nil }
    return tape.string(member, in: storage)?.nonEmpty
  }

  /// Everything that the other side of a payment goes by.
  fileprivate var namesOfParty: [String] {
    var names = [
      self[.payee], self[.counterpartyName], self[.counterpartyUserID],
      self[.counterpartyAccountID],
    ].compactMap(\.self)
    if let code = self[.counterpartySortCode], let number = self[.counterpartyAccountNumber] {
      names += ["\(code) \(number)", "\(ChartOfAccounts.dashed(code)) \(number)"]
    }
    return names
  }
}

extension ChartOfAccounts {
  /// A sort code as people write it: `09-01-28`.
  fileprivate static func dashed(_ code: String) -> String {
    guard code.utf8.count == 6 else { return code }
    return stride(from: 0, to: 6, by: 2).map { String(code.dropFirst($0).prefix(2)) }
      .joined(separator: "-")
  }
}

extension Register.Owner {
  /// The bank's id.
  fileprivate var id: String {
    switch self {
    case .account(let account): account.id
    case .pot(let pot): pot.id
    }
  }

  /// The bank's word for the sort of account.
  fileprivate var type: String {
    switch self {
    case .account(let account): account.type
    case .pot(let pot): pot.type ?? ""
    }
  }
}
