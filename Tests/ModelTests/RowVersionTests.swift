// Of several records of one transaction one is the best, by an order that knows every two records, and what the best
// one does not say comes from the others.

import Model
import TestSupport
import Testing

/// A record of one transaction, told apart by its raw bytes.
private func version(
  _ source: Dialect = .monzo, updated: Int64? = nil, _ status: Status = .settled, raw: String = "",
  _ change: (inout Row) -> Void = { _ in }
) -> RowVersion {
  var row = Row()
  row[.id] = "tx_1"
  row.source = source
  row.updated = updated.map { Instant(seconds: $0) }
  row.status = status
  change(&row)
  return RowVersion(row, raw: Array(raw.utf8))
}

/// Whether the second record is the better one, asked both ways round.
private func isBetter(_ better: RowVersion, than worse: RowVersion) -> Bool {
  worse < better && !(better < worse) && better != worse
}

@Suite struct `the better record` {
  @Test func `is that of the better dialect, whatever else it says`() {
    let dialects: [Dialect] = [.monzo, .openBanking, .mondo2015, .statementCSV]
    #expect(dialects.count == Dialect.allCases.count)
    for (index, better) in dialects.enumerated() {
      for worse in dialects[(index + 1)...] {
        #expect(
          isBetter(version(better, .pending, raw: "a"), than: version(worse, updated: 9, raw: "z")))
      }
    }
  }

  @Test func `is the one that was updated later, whatever its status and bytes`() {
    #expect(
      isBetter(version(.monzo, updated: 2, .pending, raw: "a"), than: version(updated: 1, raw: "z"))
    )
    #expect(isBetter(version(.monzo, updated: -5, .declined, raw: "a"), than: version(raw: "z")))
    let nanosecond = version { $0.updated = Instant(seconds: 1, nanoseconds: 1) }
    #expect(isBetter(nanosecond, than: version(updated: 1)))
  }

  @Test(arguments: [Status.pending, .declined])
  func `is the settled one, where both were updated at once`(status: Status) {
    #expect(
      isBetter(version(updated: 1, raw: "a"), than: version(.monzo, updated: 1, status, raw: "z")))
    #expect(isBetter(version(raw: "a"), than: version(.monzo, status, raw: "z")))
  }

  @Test func `is the one of the greater bytes, where nothing else decides`() {
    #expect(
      isBetter(version(.monzo, .pending, raw: "b"), than: version(.monzo, .declined, raw: "a")))
    #expect(isBetter(version(raw: "ab"), than: version(raw: "a")))
    #expect(isBetter(version(raw: "\u{E9}"), than: version(raw: "z")))
    #expect(version(raw: "a") == version(raw: "a"))
  }
}

/// Records by chance, many of them alike in what decides first.
private func versions(seed: UInt64, count: Int) -> [RowVersion] {
  var random = SeededRandom(seed: seed)
  return (0..<count).map { index in
    let updated: [Int64?] = [nil, 1, 2]
    let known = version(
      Dialect.allCases.randomElement(using: &random) ?? .monzo,
      updated: updated.randomElement(using: &random) ?? nil,
      Status.allCases.randomElement(using: &random) ?? .settled,
      raw: "\(Int.random(in: 0..<3, using: &random))\(index)")
    var row = known.row
    row.amountMinor = Int64.random(in: -3...3, using: &random)
    let fields: [RowText] = [.notes, .category, .declineReason, .counterpartyName, .metadata]
    for field in fields where Bool.random(using: &random) { row[field] = "\(field) \(index)" }
    if Bool.random(using: &random) { row.settled = Instant(seconds: Int64(index)) }
    if Bool.random(using: &random) { row.localAmount = Money(Int64(index), .gbp) }
    if Bool.random(using: &random) { row.includeInSpending = Bool.random(using: &random) }
    if Bool.random(using: &random) { row[provenance: .category] = .rule(index + 1) }
    return RowVersion(row, raw: Array("\(Int.random(in: 0..<3, using: &random))\(index)".utf8))
  }
}

@Suite struct `the order of records` {
  @Test(arguments: 0..<20)
  func `is total: of any two exactly one is better, and better than better is better`(seed: UInt64)
  {
    let all = versions(seed: seed, count: 24)
    for (left, one) in all.enumerated() {
      for (right, other) in all.enumerated() {
        let outcomes = [one < other, other < one, left == right]
        #expect(outcomes.filter { $0 }.count == 1)
        for third in all where one < other && other < third { #expect(one < third) }
      }
    }
  }

  @Test(arguments: 0..<100)
  func `makes one row of records in any order`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let all = versions(seed: seed, count: 2 + Int(seed % 6))
    let row = try #require(RowVersion.merged(all))
    for _ in 0..<6 {
      let other = try #require(RowVersion.merged(all.shuffled(using: &random)))
      #expect(other == row)
      // A record that is there twice says nothing new.
      #expect(RowVersion.merged(all + all.shuffled(using: &random)) == row)
    }
    // The best record says everything that it knows.
    let best = try #require(all.max()).row
    #expect(
      row.amountMinor == best.amountMinor && row.status == best.status && row.source == best.source)
    for field in RowText.allCases { #expect(best[field] == nil || row[field] == best[field]) }
  }
}

@Suite struct `a merged row` {
  @Test func `of no records is none, of one is that one`() {
    #expect(RowVersion.merged([]) == nil)
    let only = version(updated: 1) { $0[.notes] = "x" }
    #expect(RowVersion.merged([only]) == only.row)
  }

  @Test func `takes what is null from the next best record that knows it`() throws {
    let best = version(updated: 3) { $0[.payee] = "best" }
    let second = version(updated: 2) {
      $0[.payee] = "second"
      $0[.notes] = "second"
      $0.localAmount = Money(-500, .gbp)
      $0.includeInSpending = false
      $0[provenance: .notes] = .bank
    }
    let third = version(updated: 1) {
      $0[.notes] = "third"
      $0[.mcc] = "5812"
      $0.settled = Instant(seconds: 7)
      $0.postedDate = CivilDate(days: 8)
      $0[provenance: .notes] = .csv
    }
    let row = try #require(RowVersion.merged([third, best, second]))
    #expect(row[.payee] == "best" && row[.notes] == "second" && row[.mcc] == "5812")
    #expect(row.localAmount == Money(-500, .gbp) && row.includeInSpending == false)
    #expect(row.settled == Instant(seconds: 7) && row.postedDate == CivilDate(days: 8))
    #expect(row[provenance: .notes] == .bank && row.updated == Instant(seconds: 3))
  }

  @Test func `keeps an empty text, which is not null`() throws {
    let best = version(updated: 2) { $0[.notes] = "" }
    let other = version(updated: 1) { $0[.notes] = "an older note" }
    #expect(try #require(RowVersion.merged([best, other]))[.notes] == "")
  }

  @Test func `never takes an amount, a status or a time of making from a worse record`() throws {
    let best = version(updated: 2) { $0.amountMinor = 0 }
    let other = version(.monzo, updated: 1, .pending) {
      $0.amountMinor = -100
      $0.created = Instant(seconds: 5)
    }
    let row = try #require(RowVersion.merged([best, other]))
    #expect(row.amountMinor == 0 && row.status == .settled && row.created == Instant(seconds: 0))
  }

  @Test func `of a payment that was made has no reason to decline it`() throws {
    let declined = version(.monzo, updated: 1, .declined) { $0[.declineReason] = "OTHER" }
    #expect(
      try #require(RowVersion.merged([version(updated: 2), declined]))[.declineReason] == nil)
  }

  @Test(arguments: [Status.pending, .declined])
  func `that has not settled takes no time of settling`(status: Status) throws {
    let settled = version(updated: 1) {
      $0.settled = Instant(seconds: 7)
      $0.postedDate = CivilDate(days: 8)
    }
    let row = try #require(RowVersion.merged([version(.monzo, updated: 2, status), settled]))
    #expect(row.settled == nil && row.postedDate == nil)
  }
}
