// The accounts and pots with what they hold and whether their books balance, in words.

internal import Aggregate
internal import Model
internal import Mustache

/// The accounts and pots of the overview.
struct AccountTable {
  /// One account or pot.
  struct Line: Equatable {
    let name: String
    /// `pot`, `closed` or both; nil for an open account.
    let sort: String?
    /// What it holds; nil when unknown.
    let balance: Amount?
    let proof: Phrase
    /// Whether the books have a gap.
    let hasGap: Bool
  }

  let lines: [Line]
  let asOf: CivilDate

  /// The accounts that the caller named, then those that only rows report; nil when there are none.
  init?(_ site: SiteFacts) {
    asOf = site.asOf
    let named = Set(site.options.registers.map(\.id))
    let others = site.balances.keys.filter { !named.contains($0) }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    lines =
      site.options.registers.map { Line($0, site) }
      + others.map { Line(AccountSummary(id: $0, name: site.names.account($0)), site) }
    guard !lines.isEmpty else { return nil }
  }

  /// The sums by currency.
  var totals: [Amount] {
    let sums = lines.compactMap(\.balance).reduce(into: [Currency: Int128]()) {
      $0[$1.currency, default: 0] += $1.minorUnits
    }
    return sums.sorted { $0.key < $1.key }.map { Amount($0.value, $0.key) }
  }

  /// What the template shows.
  var context: Value {
    let totals = lines.count > 1 ? totals : []
    return [
      "caption": .text(Words.accountsCaption(asOf)),
      "rows": .list(
        lines.map { line in
          [
            "name": .text(line.name), "sort": .textOrNull(line.sort),
            "balance": .amount(line.balance), "proof": line.proof.markup,
          ]
        }),
      "hasTotals": .bool(!totals.isEmpty),
      "totals": .list(
        totals.map { ["name": .text(Words.totalOf($0.currency)), "balance": .amount($0)] }),
    ]
  }
}

extension AccountTable.Line {
  fileprivate init(_ register: AccountSummary, _ site: SiteFacts) {
    name = UserText.clean(register.name)
    let words = [register.isPot ? Words.pot : nil, register.isClosed ? Words.closed : nil]
    let sorts = words.compactMap { $0 }
    sort = sorts.isEmpty ? nil : sorts.joined(separator: ", ")
    balance =
      register.balanceMinor.map { Amount(Int128($0), register.currency) }
      ?? site.balances[register.id]
    proof =
      register.proof.map { Words.proof($0, register.currency, in: site.options.timeZone) }
      ?? Words.notProved
    if case .gap = register.proof { hasGap = true } else { hasGap = false }
  }
}
