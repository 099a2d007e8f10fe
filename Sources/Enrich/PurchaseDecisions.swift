// What was decided of purchases for which money came back, so that it is decided of that money too. A row is enriched
// without any other at hand, so the purchases are enriched first, and what it came to is kept here. The first that
// fits decides the category of money back:
//
//   a rule that sets the category of the row itself
//   a rule that set the category of the purchase
//   the bank, when it put the row into a category, general left aside
//   the category of the purchase
//
// What a rule or the configuration leaves out of spending takes what comes back for it along, unless a rule sets
// `include_in_spending` of the row itself.
//
//   −33.00 Hotel, by rule 2 in Work; +33.00 REVERSAL of it, general        the reversal is in Work, by rule 2
//   −60.00 Bistro, by rule 3 in Gifts; +15.00 Sam's share, eating_out      the share is in Gifts, by rule 3
//   −20.00 ISA, by rule 1 left out; +20.00 given back                      left out as well, by rule 1
//   −20.00 Shop, put into gifts in the app; +20.00 Shop, shopping          the bank put each where it is

public import Model

/// The decisions on purchases that money came back for.
public struct PurchaseDecisions: Sendable {
  /// What was decided of one purchase.
  struct Decision: Equatable {
    var category: String?
    var categoryBy: Provenance?
    /// Who leaves it out of spending, where not the bank does.
    var leftOutBy: Provenance?

    /// Whether a rule chose the category.
    var isRuled: Bool { categoryBy.isRule }
  }

  /// No decisions.
  public static let none = PurchaseDecisions()

  /// Whether a rule or the configuration may have decided.
  private var followsSettings = false
  /// The rows that state their original, which is in no other way known to be tied to them.
  private var stated: Set<RowKey> = []
  /// The purchases by the rows that give money back for them.
  private var purchases: [RowKey: RowKey] = [:]
  private var wanted: Set<RowKey> = []
  private var decisions: [RowKey: Decision] = [:]

  private init() {}

  /// Prepares for the purchases of which something is to be learned.
  ///
  /// Linear in the ties and links, unless no setting decides: then only in the rows that state their original.
  ///
  /// - Parameters:
  ///   - knowledge: what the whole history taught.
  ///   - links: what linking found.
  ///   - followsSettings: whether a rule or the configuration may decide of purchases.
  public init(_ knowledge: Knowledge, _ links: Links, followsSettings: Bool) {
    self.followsSettings = followsSettings
    stated = Set(knowledge.ties.originals.keys)
    guard followsSettings else {
      purchases = knowledge.ties.originals
      wanted = Set(purchases.values)
      return
    }
    for (key, purchase) in links.refunds { purchases[key] = purchase }
    for (key, counterparts) in knowledge.ties.counterparts where purchases[key] == nil {
      purchases[key] = counterparts.first
    }
    wanted = Set(purchases.values)
  }

  /// Whether no money came back for anything.
  public var isEmpty: Bool { wanted.isEmpty }

  /// The months of UTC in which the purchases were made.
  public func months(_ movements: [Movement]) -> Set<Month> {
    Set(
      movements.lazy.filter { wanted.contains($0.key) }
        .map { TimeZoneRules.utc.date(of: $0.created).month })
  }

  /// Whether something is to be learned of a row.
  public func wants(_ row: Row) -> Bool { row.key.map(wanted.contains) ?? false }

  /// Takes in what a purchase came to, once it is enriched.
  public mutating func learn(_ row: Row) {
    guard let key = row.key, row.amountMinor < 0 else { return }
    let who = row.includeInSpending == false ? row[provenance: .includeInSpending] : nil
    let leftOutBy = who.isRule || who == .config ? who : nil
    decisions[key] = Decision(
      category: row[.category], categoryBy: row[provenance: .category], leftOutBy: leftOutBy)
  }

  /// What settings decided of the purchase that a row gives money back for.
  func decision(for row: Row) -> Decision? {
    guard followsSettings, !decisions.isEmpty, row.amountMinor > 0, let key = row.key else {
      return nil
    }
    return purchases[key].flatMap { decisions[$0] }
  }

  /// The category of the original that a row states.
  func category(ofOriginalOf key: RowKey) -> String? {
    guard stated.contains(key) else { return nil }
    return purchases[key].flatMap { decisions[$0]?.category }
  }
}
