// What holds for any input at all: samples of every dialect, broken at random. A record becomes a row or is named; what
// one record is never changes another; no bytes make the reader trap, hang or depend on where a chunk ends.

import Bytes
import Foundation
import Model
import Normalize
import TestSupport
import Testing

@Suite struct FuzzLaws {
  /// The samples that hold records, by dialect.
  static let samples = [
    "monzo/transactions.jsonl", "monzo/pots.json", "monzo/accounts.json",
    "monzo-2016/transactions.json",
    "mondo-2015/transactions.json", "open-banking/transactions.json", "open-banking/accounts.json",
    "gocardless/transactions.json", "gocardless/days-only.json", "truelayer/transactions.json",
    "wrapped/by-account.json", "wrapped/account-with-transactions.json", "wrapped/event.json",
    "statements/a-2018.csv", "statements/b-without-ids.csv", "statements/e-18-columns.csv",
    "statements/f-20-columns.csv", "statements/g-semicolons-decimal-comma.csv",
    "statements/h-month-first.csv", "statements/i-numbers-quoted.csv",
    "statements/l-renamed-columns.csv", "statements/search.csv", "statements/search-iso.csv",
  ]
  /// How often each sample is broken: a tenth of the seeds of the other laws, since there are many samples.
  static let seeds = 0..<max(8, Law.seedCount / 10)

  /// One outcome, with what of a row can be compared.
  enum Seen: Equatable {
    case row(id: String?, amount: Int64, currency: String, RecordPlace)
    case reference
    case diagnostic(String)

    var isRow: Bool { if case .row = self { true } else { false } }
  }

  static func read(_ bytes: [UInt8], chunk: Int = .max) -> [Seen] {
    var normalizer = Normalizer(.init(file: "in", account: "acc_given"))
    var seen: [Seen] = []
    var buffer: [UInt8] = []
    var fed = 0
    repeat {
      let count = min(chunk, bytes.count - fed)
      buffer += bytes[fed..<fed + count]
      fed += count
      var rest = buffer.indices
      while let outcome = normalizer.next(in: buffer, &rest, isLast: fed == bytes.count) {
        switch outcome {
        case .row:
          let row = normalizer.row
          seen.append(
            .row(
              id: row[.id], amount: row.amountMinor, currency: row.currency.code, normalizer.place))
        case .reference: seen.append(.reference)
        case .diagnostic(let diagnostic): seen.append(.diagnostic("\(diagnostic)"))
        }
        precondition(seen.count <= bytes.count + 2, "more is said than was read")
      }
      buffer = Array(buffer[rest])
    } while fed < bytes.count
    return seen
  }

  // MARK: Any bytes

  /// Breaks a text anywhere.
  private static func broken(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { break }
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...60, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 3: bytes.removeSubrange(at...)
      case 4:
        let signs: [UInt8] = [
          0x22, 0x7B, 0x7D, 0x5B, 0x5D, 0x2C, 0x3B, 0x0A, 0x0D, 0x5C, 0x2D, 0x00,
        ]
        bytes.insert(signs[at % signs.count], at: at)
      default:
        let tokens = [
          "9223372036854775808", "-0", "1e999", "null", "\"\"", "{}", "[]", "\u{FEFF}",
          "31/12/9999",
        ]
        bytes.replaceSubrange(
          at..<end, with: Array((tokens.randomElement(using: &random) ?? "").utf8))
      }
    }
    return bytes
  }

  @Test(arguments: samples)
  func `no bytes make the reader trap, hang or depend on chunks`(sample: String) throws {
    let bytes = try Checkout.bytes("samples/\(sample)")
    for seed in FuzzLaws.seeds {
      var random = SeededRandom(seed: seed)
      let broken = FuzzLaws.broken(bytes, &random)
      let whole = FuzzLaws.read(broken)
      let size = [1, 3, 61, 500, 4000].randomElement(using: &random) ?? 1
      #expect(
        FuzzLaws.read(broken, chunk: size) == whole, "\(sample), seed \(seed), chunks of \(size)")
    }
  }

  // MARK: One record

  /// The records of a sample and what each came to.
  private static func records(_ sample: String) throws -> (bytes: [UInt8], seen: [Seen]) {
    let bytes = try Checkout.bytes("samples/\(sample)")
    return (bytes, read(bytes))
  }

  @Test(arguments: samples.filter { $0.hasSuffix(".csv") })
  func `a broken cell costs its record, which is named, or the file, which says why`(sample: String)
    throws
  {
    let (bytes, before) = try FuzzLaws.records(sample)
    let places = before.compactMap { if case .row(_, _, _, let place) = $0 { place } else { nil } }
    for seed in FuzzLaws.seeds {
      var random = SeededRandom(seed: seed)
      guard let place = places.randomElement(using: &random) else { return }
      let record = place.offset..<place.offset + place.length
      let separator: UInt8 = bytes[record].contains(0x3B) ? 0x3B : 0x2C
      let broken = FuzzLaws.withBrokenCell(bytes, record, separator, &random)
      let after = FuzzLaws.read(broken)
      if after.count == 1, case .diagnostic(let text) = after[0] {
        #expect(text.contains("--dates"), "\(sample), seed \(seed): \(text)")
        continue
      }
      #expect(after.count == before.count, "\(sample), seed \(seed)")
      FuzzLaws.compare(before, after, except: place, "\(sample), seed \(seed)")
    }
  }

  /// Puts something else into one cell of a record, quoted so that it stays one cell.
  private static func withBrokenCell(
    _ bytes: [UInt8], _ record: Range<Int>, _ separator: UInt8, _ random: inout SeededRandom
  ) -> [UInt8] {
    var cells: [Range<Int>] = []
    var (start, isQuoted) = (record.lowerBound, false)
    for at in record {
      if bytes[at] == 0x22 { isQuoted.toggle() }
      if bytes[at] == separator && !isQuoted {
        cells.append(start..<at)
        start = at + 1
      }
    }
    cells.append(start..<record.upperBound)
    let texts = [
      "x", "1,5", "1.5", "£", "-", "(2)", "31/31/2026", "99:99", "tx_0", "=1+1", "é",
      "9999999999999999999",
      "\"\"", "a,b;c", "2026-13-01", "12/13/2026", "−4", "null", "Declined", "GBPX",
    ]
    let cell = cells.randomElement(using: &random) ?? record
    let text = "\"\(texts.randomElement(using: &random) ?? "")\""
    var broken = bytes
    broken.replaceSubrange(cell, with: Array(text.utf8))
    return broken
  }

  /// Rows of other records are what they were, or are named where the file is now read in another way.
  private static func compare(
    _ before: [Seen], _ after: [Seen], except place: RecordPlace, _ comment: String
  ) {
    for (one, other) in zip(before, after) {
      guard case .row(let id, let amount, let currency, let oldPlace) = one, oldPlace != place,
        case .row(let newID, let newAmount, let newCurrency, _) = other
      else { continue }
      #expect(amount == newAmount && currency == newCurrency, "\(comment): \(id ?? "")")
      if id?.hasPrefix("row_") == false { #expect(id == newID, "\(comment)") }
    }
  }

  @Test(arguments: samples.filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") })
  func `a member of another value costs its record, which is named`(sample: String) throws {
    let (bytes, before) = try FuzzLaws.records(sample)
    let places = before.compactMap { if case .row(_, _, _, let place) = $0 { place } else { nil } }
    for seed in FuzzLaws.seeds {
      var random = SeededRandom(seed: seed)
      guard let place = places.randomElement(using: &random) else { return }
      guard let broken = FuzzLaws.withBrokenMember(bytes, place, &random) else { continue }
      let after = FuzzLaws.read(broken)
      #expect(after.count == before.count, "\(sample), seed \(seed)")
      FuzzLaws.compare(before, after, except: place, "\(sample), seed \(seed)")
    }
  }

  /// Puts another scalar in the place of one of a record's.
  private static func withBrokenMember(
    _ bytes: [UInt8], _ place: RecordPlace, _ random: inout SeededRandom
  ) -> [UInt8]? {
    var tape = JSONTape()
    let range = ByteRange(start: place.offset, count: place.length)
    guard (try? tape.parse(bytes, range)) != nil else { return nil }
    let scalars = (0..<tape.count).filter {
      ![.object, .array, .key].contains(tape[$0].kind)
    }
    guard let token = scalars.randomElement(using: &random) else { return nil }
    let values = [
      "null", "\"\"", "\"x\"", "0", "-1.5", "1e3", "9223372036854775808", "true", "false",
      "\"2026-13-45\"",
      "\"\\u0000\"", "[]", "{}", "\"tx_0\"",
    ]
    var broken = bytes
    broken.replaceSubrange(
      tape.sourceRange(token).indices,
      with: Array((values.randomElement(using: &random) ?? "0").utf8))
    return broken
  }
}
