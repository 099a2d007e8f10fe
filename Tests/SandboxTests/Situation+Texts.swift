// Situations of time, text and repetition.

import Model

extension Situation {
  static let times: [Situation] = [
    .row("half past midnight on the first of a month in summer") {
      $0.day == "2025-07-01" && $0.created == "2025-06-30T23:30:00Z"
    },
    .rows("both halves past one of the repeated hour") {
      $0.day == "2025-10-26"
    } are: { rows in
      rows.contains { $0.created == "2025-10-26T00:30:10Z" }
        && rows.contains { $0.created == "2025-10-26T01:30:10Z" }
    },
    .row("leap day") { $0.day == "2024-02-29" && $0.shop != nil },
    .rows("a year ends") {
      $0.created > "2024-12-31T23:59" && $0.created < "2025-01-01T00:01"
    } are: {
      Set($0.map { $0.day.prefix(4) }) == ["2024", "2025"]
    },
    .rows("twin purchases in one minute") {
      $0.created.hasPrefix("2025-03-08T09:15")
    } are: {
      $0.count == 2 && Set($0.map(\.amount)).count == 1 && Set($0.map(\.shop)).count == 1
    },
    .row("time with fewer than three fraction digits") {
      ![20, 24].contains($0.created.utf8.count)
    },
    .row("time without a fraction") { $0.created.utf8.count == 20 },
  ]

  static let texts: [Situation] = [
    note("markup", "<script>alert(1)</script>"), note("formula", "=HYPERLINK("),
    note("end mark of QIF", "\n^\n"), note("line feed", "\n"), note("tab", "\t"),
    note("quotes", "\""), note("comma", ","), note("template tags", "{{#x}}"),
    note("line separator", "\u{2028}"), note("hashtag", "#"),
    note("emoji with joiners", "👨‍👩‍👧‍👦", in: \.shop),
    note("Hebrew", "תודה"), note("Arabic", "شكرا"),
    note("right-to-left merchant", "مقهى", in: \.shop),
    note("markup in a merchant", "<script>", in: \.shop),
    note("quotes and comma in a merchant", "\"Quote\", ", in: \.shop),
    note("template tags in a merchant", "{{#x}}", in: \.shop),
    .row("right-to-left counterparty") { $0.counterparty["name"]?.hasPrefix("עפרה") == true },
    .row("payment reference with an end mark of QIF") { $0.description.hasPrefix("^ ") },
  ]

  static let repeated: [Situation] = [
    payments("council tax in ten months of twelve", to: nil, description: "HOLLOWGATE COUNCIL TAX")
    {
      $0.filter { $0.day.hasPrefix("2025") }.count == 10
        && $0.allSatisfy { !["02", "03"].contains($0.day.dropFirst(5).prefix(2)) }
    },
    payments("energy dearer in winter", to: "Glimmerjar Energy") { rows in
      let january = rows.first { $0.day.hasPrefix("2025-01") }?.amount ?? 0
      let july = rows.first { $0.day.hasPrefix("2025-07") }?.amount ?? 0
      return january < 2 * july && july < 0
    },
    payments("broadband with a price rise", to: "Fernwire Broadband") {
      Set($0.map(\.amount)).count == 3
    },
    payments("subscription with price rises", to: "Flickerbox") {
      Set($0.map(\.amount).filter { $0 != 0 }) == [-999, -1099, -1299]
    },
    payments("subscription that stopped", to: "Night Owl News") {
      $0.filter { $0.declineReason == nil }.last?.day == "2024-12-05"
    },
    payments("yearly subscription", to: "Paperfinch Cloud Backup") {
      $0.map(\.day) == ["2024-02-09", "2025-02-09", "2026-02-09"]
    },
    payments("quarterly payment", to: "Windowgleam") {
      $0.prefix(3).map(\.day) == ["2023-08-16", "2023-11-16", "2024-02-16"]
    },
    payments("four-weekly payment", to: "Hollowgate Baths & Gym") {
      $0.prefix(3).map(\.day) == ["2023-07-19", "2023-08-16", "2023-09-13"]
    },
    payments("weekly payment", to: "Mudlark Veg Box") { $0.count > 120 },
  ]

  static func isDebit(_ row: DemoRow) -> Bool {
    row.metadata["bacs_direct_debit_instruction_id"] != nil && row.amount < 0
  }

  /// A credit from a shop so many days after a purchase there, of the whole price or of a share of it.
  static func refund(_ name: String, day: ClosedRange<Int>, share: ClosedRange<Int>) -> Situation {
    .rows(name) {
      $0.scheme == "mastercard" && $0.amount != 0
    } are: { rows in
      rows.filter { $0.amount > 0 }.contains { credit in
        rows.contains { purchase in
          guard purchase.shop == credit.shop, purchase.amount < 0 else { return false }
          let seconds = credit.instant.seconds - purchase.instant.seconds
          let ratio = -purchase.amount / credit.amount
          let isWhole = purchase.amount == -credit.amount
          return seconds > 0 && day.contains(Int(seconds / 86_400)) && share.contains(ratio)
            && isWhole == (share == 1...1)
        }
      }
    }
  }

  private static func note(
    _ name: String, _ text: String,
    in place: any KeyPath<DemoRow, String?> & Sendable = \.optionalNotes
  ) -> Situation {
    let wanted = Array(text.utf8)
    return .row("text: \(name)") { row in
      let found = Array((row[keyPath: place] ?? "").utf8)
      guard found.count >= wanted.count else { return false }
      return (0...found.count - wanted.count).contains {
        found[$0..<$0 + wanted.count].elementsEqual(wanted)
      }
    }
  }

  private static func payments(
    _ name: String, to shop: String?, description: String? = nil,
    _ holds: @escaping @Sendable ([DemoRow]) -> Bool
  ) -> Situation {
    let isPayment: @Sendable (DemoRow) -> Bool = {
      $0.amount < 0 && $0.shop == shop && (description ?? $0.description) == $0.description
    }
    return rows(name, of: isPayment, are: holds)
  }
}

extension DemoRow {
  fileprivate var optionalNotes: String? { notes }
}
