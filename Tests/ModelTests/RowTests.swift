// A row gives back what was put into it, field by field, and a field that is set leaves the others alone.

import Model
import Testing

@Suite struct `a row` {
  @Test func `of which nothing is known is null all over`() {
    let row = Row()
    #expect(RowText.allCases.allSatisfy { row[$0] == nil && row.range($0) == nil })
    #expect(row.updated == nil && row.settled == nil && row.postedDate == nil)
    #expect(row.localAmount == nil && row.balanceMinor == nil && row.includeInSpending == nil)
    #expect(ProvenanceField.allCases.allSatisfy { row[provenance: $0] == nil })
    #expect(row.amountMinor == 0 && row.kind == .other && row.tags == [] && row.key == nil)
    #expect(row.merchant == nil && row.categoryParts == [])
  }

  @Test(arguments: RowText.allCases)
  func `keeps a text in its field alone`(field: RowText) {
    var row = Row()
    for text in ["", "plain", "Café 🐈 \u{0} \"quoted\"\n", String(repeating: "x", count: 70_000)] {
      row[field] = text
      #expect(row[field] == text)
      #expect(RowText.allCases.allSatisfy { $0 == field || row[$0] == nil })
    }
    row[field] = nil
    #expect(row == Row())
  }

  @Test func `keeps every text when all are set, and again when they are set anew`() {
    var row = Row()
    for round in 0..<3 {
      for field in RowText.allCases { row[field] = "\(field) \(round)" }
      #expect(RowText.allCases.allSatisfy { row[$0] == "\($0) \(round)" })
    }
  }

  @Test func `keeps numbers at the ends of their ranges`() {
    var row = Row()
    for amount in [Int64.min, -1, 0, 1, .max] {
      row.amount = Money(amount, .gbp)
      row.balanceMinor = amount
      row.localAmount = Money(amount, Currency("JPY") ?? .gbp)
      #expect(row.amountMinor == amount && row.currency == .gbp && row.balanceMinor == amount)
      #expect(row.localAmount == Money(amount, Currency("JPY") ?? .gbp))
    }
    for time in [
      Instant(seconds: .min), Instant(seconds: -1, nanoseconds: 999_999_999), .distantFuture,
    ] {
      (row.created, row.updated, row.settled) = (time, time, time)
      #expect(row.created == time && row.updated == time && row.settled == time)
    }
    for days in [Int32.min + 1, -1, 0, .max] {
      row.date = CivilDate(days: days)
      row.postedDate = CivilDate(days: days)
      #expect(row.date.days == days && row.postedDate?.days == days)
    }
  }

  @Test func `keeps zero and null apart`() {
    var row = Row()
    row.balanceMinor = 0
    row.localAmount = Money(0, .gbp)
    row.updated = Instant(seconds: 0)
    row.settled = Instant(seconds: 0)
    row.includeInSpending = false
    row.postedDate = CivilDate(days: 0)
    #expect(
      row.balanceMinor == 0 && row.localAmount == Money(0, .gbp) && row.includeInSpending == false)
    #expect(row.updated == Instant(seconds: 0) && row.settled == Instant(seconds: 0))
    #expect(row.postedDate == CivilDate(days: 0))
    (row.balanceMinor, row.localAmount, row.updated, row.settled) = (nil, nil, nil, nil)
    (row.includeInSpending, row.postedDate) = (nil, nil)
    #expect(row == Row())
  }

  @Test func `keeps every word, and each has a word of its own in files`() {
    var row = Row()
    for source in Dialect.allCases {
      row.source = source
      #expect(row.source == source && Dialect("\(source.name)") == source)
    }
    for kind in Kind.allCases {
      row.kind = kind
      #expect(row.kind == kind && Kind("\(kind.name)") == kind)
    }
    for status in Status.allCases {
      row.status = status
      #expect(row.status == status && Status("\(status.name)") == status)
    }
    #expect(Set(Kind.allCases.map { "\($0.name)" }).count == Kind.allCases.count)
    #expect(Kind("purchase") == nil && Status("") == nil && Dialect("Monzo") == nil)
  }

  @Test(arguments: ProvenanceField.allCases)
  func `remembers who decided a field`(field: ProvenanceField) {
    var row = Row()
    let deciders: [Provenance] = [
      .bank, .merchant, .directory, .descriptor, .counterparty, .pot, .csv, .rule(1), .rule(2),
      .rule(65_000),
    ]
    for decider in deciders {
      row[provenance: field] = decider
      #expect(row[provenance: field] == decider && Provenance(decider.name) == decider)
      #expect(ProvenanceField.allCases.allSatisfy { $0 == field || row[provenance: $0] == nil })
    }
    row[provenance: field] = nil
    #expect(row == Row())
    #expect(
      Provenance("rule:0") == nil && Provenance("rule:") == nil && Provenance("nobody") == nil)
  }

  @Test func `counts as money unless it is declined or zero`() {
    var row = Row()
    #expect(!row.countsAsMoney)
    row.amountMinor = -1
    #expect(row.countsAsMoney)
    row.status = .pending
    #expect(row.countsAsMoney)
    row.status = .declined
    #expect(!row.countsAsMoney)
  }

  @Test func `equals another with the same fields, wherever their bytes are`() {
    var (one, other) = (Row(), Row())
    (one[.id], one[.notes]) = ("tx_1", "a")
    (other[.notes], other[.id], other[.notes]) = ("an older note", "tx_1", "a")
    #expect(one == other && one.storage != other.storage)
    other[.notes] = nil
    #expect(one != other)
    other[.notes] = "b"
    #expect(one != other)
  }

  @Test func `is the same row after it was stored, and blank after a reset`() {
    var row = Row()
    row[.payee] = "Café"
    row.amount = Money(-250, .gbp)
    #expect(Row(storage: row.storage, merchant: row.merchant) == row)
    row.reset()
    #expect(row == Row())
  }

  @Test func `has the key of its id, also after the id was changed`() {
    var row = Row()
    row[.id] = "tx_00009J1234567890ABCDEF"
    row.rememberKey()
    #expect(row.key == RowKey("tx_00009J1234567890ABCDEF"))
    row[.id] = "tx_00009J1234567890ABCDEG"
    #expect(row.key == RowKey("tx_00009J1234567890ABCDEG"))
    row[.id] = nil
    #expect(row.key == nil)
  }

  @Test func `shares the bytes of one field with another, and null too`() {
    var row = Row()
    row[.notes] = "shared"
    row.share(.memo, with: .notes)
    #expect(row[.memo] == "shared" && row.range(.memo) == row.range(.notes))
    row.share(.memo, with: .payee)
    #expect(row[.memo] == nil && row[.notes] == "shared")
  }

  @Test func `keeps tags in their order, whatever is in them`() {
    var row = Row()
    for tags in [["a"], ["b", "a", "b"], ["\"quoted\"", "a,b", "בית", "\\", ""], []] {
      row.tags = tags
      #expect(row.tags == tags)
    }
  }
}

@Suite struct `the parts of a split row` {
  @Test func `are kept in their order with their amounts`() {
    var row = Row()
    let parts = [
      CategoryPart("groceries", -4129), CategoryPart("category_0000\"\\🐈", .min),
      CategoryPart("", 0), CategoryPart("groceries", .max),
    ]
    row.categoryParts = parts
    #expect(row.categoryParts == parts)
    row.categoryParts = [parts[0]]
    #expect(row.categoryParts == [parts[0]])
  }

  @Test func `are none in a row that is not split, which then is null`() {
    var row = Row()
    #expect(row.categoryParts == [])
    row.categoryParts = [CategoryPart("gifts", 1)]
    row.categoryParts = []
    #expect(row[.categorySplit] == nil && row == Row())
  }

  @Test func `are written as the JSON of the canonical row`() {
    var row = Row()
    row.categoryParts = [CategoryPart("gifts", -5), CategoryPart("a\"b", 7)]
    #expect(
      row[.categorySplit]
        == #"[{"category":"gifts","amount_minor":-5},{"category":"a\"b","amount_minor":7}]"#)
  }

  @Test func `that cannot be read are left out, the others are kept`() {
    var row = Row()
    row[.categorySplit] =
      #"[{"category":"a","amount_minor":1},{"category":"b"},{"amount_minor":2},7,{"category":"c","amount_minor":1.5},{"amount_minor":3,"category":"d"}]"#
    #expect(row.categoryParts == [CategoryPart("a", 1), CategoryPart("d", 3)])
    row[.categorySplit] = "[{"
    #expect(row.categoryParts == [])
  }
}
