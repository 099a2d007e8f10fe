// Ways to pay and members of a row that most people see once in years: a cheque, cash over a counter, a split,
// a shared tab, a receipt photo, a field that no documentation knows yet.

internal import Model

extension Scene {
  static let rarities: [Scene] =
    [
      Scene(2023, 12, 19) { home, day in
        home.post(
          home.drafts.bank(
            "rbs_cheque", 7500, .current, "Cheque from Great-Aunt Hesper", category: "income",
            at: day.at(11, 20, 5, 19)))
      },
      Scene(2024, 4, 13) { home, day in
        home.post(
          home.drafts.bank(
            "uk_cash_deposits_paypoint", 6000, .current,
            "Cash paid in at Hollowgate Parcel Counter",
            category: "income", at: day.at(10, 44, 15, 300)))
      },
      Scene(2024, 5, 25) { home, day in
        home.post(
          home.drafts.person(
            .pip, 3400, notes: "via link: festival 🎪 #music", scheme: "p2p_payment",
            at: day.at(16, 9, 15, 300)))
      },
      Scene(2025, 1, 31) { home, day in
        home.post(
          home.drafts.bacsCredit(
            .taxOffice, 21_460, reference: "REPAYMENT \(taxYear(before: day))",
            at: day.at(6, 1, 0, 44)))
      },
      Scene(2025, 6, 7) { home, day in
        home.pay(.gadgetBurrow, 8999, at: day.at(13, 14, 15, 926)) {
          $0.hasAttachment = true
          $0.notes = "Kettle, two years' guarantee 🧾 #home"
        }
      },
      Scene(2025, 11, 15) { home, day in
        let tansy = home.drafts.identities.user(.tansy)
        home.pay(.velvetOtter, 5460, at: day.at(22, 14, 15, 926)) {
          let opened = day.at(18, 0)
          let tab = Identifier(.tab, opened, 77)
          $0.oddities = """
            ,"tab":{"id":"\(tab.text)","name":"Friday \\"quiz\\" 🥈","status":"CLOSED",\
            "total":5460,"currency":"GBP","item_count":1,"opened_at":"\(Instant(milliseconds: opened))",\
            "modified_at":"\(Instant(milliseconds: day.at(22, 30)))","created_by":"\(tansy.text)",\
            "participants":[]}
            """
        }
      },
      Scene(2026, 6, 3) { home, day in
        home.pay(.mudlark, 0, .joint, at: day.at(10, 2, 2, 9)) {
          $0.notes = "Active card check"
          $0.settled = $0.created
          $0.countsAsSpending = false
        }
      },
      Scene(2026, 4, 11) { home, day in
        home.pay(.otterlyBooks, 1799, at: day.at(14, 14, 15, 926)) {
          $0.oddities =
            ",\"carbon_estimate\":{\"grams\":812,\"method\":[\"v2\",null,true],\"note\":\"}\"}"
        }
      },
    ] + splits + cats

  /// One receipt over several categories.
  private static let splits = [(2024, 9, 14), (2025, 5, 17), (2026, 6, 27)].map {
    (year, month, day) in
    Scene(year, month, day) { home, day in
      home.pay(.saffronLane, 6248, .joint, at: day.at(10, 20, 30, 400)) {
        $0.split = [
          ("groceries", -4129), ("personal_care", -1120), (Categories.cats.text, -999),
        ]
        $0.notes = "Shampoo and cat food too #bigshop"
      }
    }
  }

  /// The last tax year that ended before a day, `2324` for that from 2023 to 2024.
  private static func taxYear(before day: CivilDate) -> String {
    let year = TaxYear(containing: day).startYear - 1
    return "\(TaxYear(startYear: year))".dropFirst(2).filter { $0 != "-" }
  }

  /// Visits to the vet, in a category that the two made themselves.
  private static let cats = [
    (2023, 10, 7), (2024, 4, 20), (2024, 10, 12), (2025, 4, 26), (2025, 10, 18), (2026, 4, 25),
    (2026, 6, 16),
  ].map { (year, month, day) in
    Scene(year, month, day) { home, day in
      let pence = Int64(4180 + (day.days % 7) * 315)
      home.pay(.whiskerLane, pence, .joint, by: .idris, at: day.at(9, 50, 12, 30)) {
        $0.category = Categories.cats.text
        $0.notes = "Biscuit 🐈 #cats"
      }
    }
  }
}

/// Categories that the household made; the bank's API has only their identifiers, the app knows the names.
enum Categories {
  static let cats = Identifier(.category, DemoTime.day(2023, 10, 7).at(9, 55), 0x5EED_CA75)
  static let named = [(id: cats, name: "Cats 🐾")]
}
