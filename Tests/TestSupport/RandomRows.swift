// Rows for the laws: seeded, with every field present or absent, text of the nasty kind, amounts of every size.

internal import Bytes
package import Model

/// Text that has broken somebody's importer.
package let hostileTexts: [String] = [
  "", " ", "plain", "comma, quote \" and 'single'", "two\nlines", "CR\rLF\r\nboth",
  "tab\tbell\u{07}",
  "escape \u{1B}[31m", "nul \u{0}", "delete \u{7F}", "next line \u{85}",
  "line \u{2028} paragraph \u{2029}",
  "a & b", "&amp; &lt;", "&nbsp;", "AT&T;", "<b>bold</b>", "]]>", "<!-- -->", "^", "^\nD01/01/2024",
  "=1+1", "+44", "-5", "@sum", "\\", "\\n", "C:\\temp", "\u{FEFF}mark", "zero\u{200B}width",
  "naïve café", "e\u{301}", "你好，世界", "مرحبا بالعالم", "\u{202E}override", "👩‍👩‍👧‍👦 family", "🇬🇧🇬🇧", "🍞",
  "Opening Balance", "Pot: Holiday/2024 | [x]", "#tag #other", "  padded  ", "a,b;c|d",
  "THE DE BEAUVOIR DELI C LONDON        GBR", "x\u{300}\u{301}\u{302}\u{303}", "\"\"", "'", ",,,",
  String(repeating: "long ", count: 80), String(repeating: "é", count: 40),
  String(repeating: "👩‍👩‍👧‍👦", count: 40), "y" + String(repeating: "\u{301}", count: 300),
]

extension SeededRandom {
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  package mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  package mutating func text() -> String {
    chance(60) ? pick(hostileTexts) : pick(hostileTexts) + " " + pick(hostileTexts)
  }

  package mutating func id(_ prefix: String) -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return prefix + "0000" + String((0..<18).map { _ in pick(digits) })
  }

  package mutating func amount() -> Int64 {
    switch below(6) {
    case 0: Int64(below(100)) - 50
    case 1: Int64(truncatingIfNeeded: next())
    case 2: pick([.min, .max, 0, -1, 1])
    default: Int64(below(2_000_000)) - 1_000_000
    }
  }

  package mutating func instant() -> Instant {
    let fraction = pick([0, 0, 859_000_000, 80_000_000, 123_456_789])
    return Instant(
      seconds: 1_420_000_000 + Int64(below(400_000_000)), nanoseconds: Int32(fraction))
  }

  package mutating func jsonStrings(_ count: Int) -> String {
    var row = Row()
    row.tags = (0..<count).map { _ in text() }
    return row[.tags] ?? "[]"
  }

  package mutating func merchant() -> Merchant {
    var fields = Merchant.Fields()
    fields.id = id("merch_")
    if chance(50) { fields.groupID = id("grp_") }
    fields.name = text()
    if chance(50) { fields.category = "eating_out" }
    if chance(50) { fields.online = chance(50) }
    if chance(50) { fields.atm = chance(50) }
    if chance(50) { fields.emoji = "🍞" }
    if chance(50) { fields.address = text() }
    if chance(50) { fields.city = text() }
    if chance(50) { fields.latitude = "51.54151" }
    if chance(50) { fields.longitude = "-0.08482400000002599" }
    return Merchant(fields)
  }

  /// A row with an id; every other field may be null.
  package mutating func row() -> Row {
    var row = Row()
    row[.id] = id("tx_")
    row[.accountID] = id("acc_")
    let texts: [RowText] = [
      .accountName, .accountSlug, .potName, .potSlug, .userID, .payee, .memo, .description, .notes,
      .category, .potID, .transferID, .refundOf,
      .recurringID, .scheme, .mcc, .declineReason, .counterpartyName, .counterpartySortCode,
      .counterpartyAccountNumber, .counterpartyUserID, .counterpartyAccountID,
    ]
    for field in texts where chance(60) { row[field] = text() }
    if chance(30) { row.share(.memo, with: .notes) }
    if chance(40) { row[.tags] = jsonStrings(below(4)) }
    if chance(20) { row[.categorySplit] = "[{\"category\":\"cash\",\"amount_minor\":-5}]" }
    if chance(20) { row[.attachments] = "[{\"id\":\"a\",\"file_type\":null,\"file_url\":\"u\"}]" }
    if chance(20) { row[.receipt] = "{\"id\":\"r\",\"items\":[]}" }
    if chance(50) { row[.metadata] = "{\"mcc\":\"5812\",\"accounting_code\":\"7400\"}" }
    row.source = pick(Dialect.allCases)
    row.kind = pick(Kind.allCases)
    row.status = pick(Status.allCases)
    row.created = instant()
    if chance(60) { row.updated = instant() }
    if chance(60) { row.settled = instant() }
    row.date = TimeZoneRules.london.date(of: row.created)
    row.postedDate = row.settled.map { TimeZoneRules.london.date(of: $0) }
    row.amount = Money(amount(), pick([.gbp, .gbp, .gbp, jpy, kwd]))
    if chance(50) { row.localAmount = Money(amount(), pick([.gbp, jpy, kwd])) }
    if chance(50) { row.includeInSpending = chance(50) }
    if chance(50) { row.balanceMinor = amount() }
    if chance(60) { row.merchant = merchant() }
    for field in ProvenanceField.allCases where chance(30) {
      row[provenance: field] = pick([.bank, .merchant, .csv, .rule(1), .rule(12)])
    }
    return row
  }
}

package let jpy = Currency(packed: 0x4A5059)
package let kwd = Currency(packed: 0x4B5744)
