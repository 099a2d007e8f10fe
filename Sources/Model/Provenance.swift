// Who decided a field: the answer to "why does it say so?" that every enriched field carries.

/// Who decided an enriched field.
public enum Provenance: Equatable, Hashable, Sendable {
  /// The bank's own field.
  case bank
  /// The merchant that the record itself carried.
  case merchant
  /// The merchant directory learned from other records.
  case directory
  /// The card descriptor.
  case descriptor
  /// The other side of a transfer.
  case counterparty
  /// The pot that the row belongs to.
  case pot
  /// A statement CSV joined on the id.
  case csv
  /// The user's configuration.
  case config
  /// The user's rule of this number, from 1.
  case rule(Int)

  private static let fixed: [Provenance] = [
    .bank, .merchant, .directory, .descriptor, .counterparty, .pot, .csv, .config,
  ]
  private static let firstRule = 16

  /// The decider as a small number, never zero; rules past 65,519 share the last number.
  var code: UInt16 {
    if case .rule(let number) = self {
      return UInt16(min(number + Provenance.firstRule - 1, Int(UInt16.max)))
    }
    return UInt16((Provenance.fixed.firstIndex(of: self) ?? 0) + 1)
  }

  init?(code: UInt16) {
    let index = Int(code)
    if index >= Provenance.firstRule {
      self = .rule(index - Provenance.firstRule + 1)
    } else if index >= 1 && index <= Provenance.fixed.count {
      self = Provenance.fixed[index - 1]
    } else {
      return nil
    }
  }

  /// The decider of a word of the files, as `name` gives it.
  public init?(_ word: String) {
    if let known = Provenance.fixed.first(where: { $0.name == word }) {
      self = known
    } else if word.hasPrefix("rule:"), let number = Int(word.dropFirst(5)), number > 0 {
      self = .rule(number)
    } else {
      return nil
    }
  }

  /// The word for it in files.
  public var name: String {
    switch self {
    case .bank: "bank"
    case .merchant: "merchant"
    case .directory: "directory"
    case .descriptor: "descriptor"
    case .counterparty: "counterparty"
    case .pot: "pot"
    case .csv: "csv"
    case .config: "config"
    case .rule(let number): "rule:\(number)"
    }
  }
}

/// The fields whose decider is remembered, in the order of the row's JSON object; at most 12.
public enum ProvenanceField: Int, CaseIterable, Sendable {
  /// The payee.
  case payee
  /// The memo.
  case memo
  /// The notes.
  case notes
  /// The tags.
  case tags
  /// The category.
  case category
  /// The merchant's name and chain.
  case merchant
  /// The merchant's town and country.
  case place
  /// The accounting code, kept in the metadata.
  case accountingCode
  /// The kind, where not what the bank says decides.
  case kind
  /// Whether the row counts as spending, where not the bank's own flag decides.
  case includeInSpending

  /// The word for it in files.
  public var name: StaticString {
    switch self {
    case .payee: "payee"
    case .memo: "memo"
    case .notes: "notes"
    case .tags: "tags"
    case .category: "category"
    case .merchant: "merchant"
    case .place: "place"
    case .accountingCode: "accounting_code"
    case .kind: "kind"
    case .includeInSpending: "include_in_spending"
    }
  }
}
