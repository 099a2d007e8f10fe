// Payments at times that careless programs put into the wrong day or month, and payments that look alike.

internal import Model

extension Scene {
  static let times: [Scene] = [
    Scene(2024, 2, 29, on: .leapDay) { home, day in  // A day that three years of four do not have.
      home.pay(.littleMarmalade, 3890, .joint, at: day.at(19, 29, 29, 290)) {
        $0.notes = "Leap day 🐸 #dinner"
      }
    },
    Scene(2025, 7, 1, on: .date) { home, day in  // July in London, still June in UTC.
      home.pay(.cabbageCabs, 1640, at: day.at(0, 30, 0, 0)) { $0.notes = "Last train missed" }
    },
    Scene(2026, 6, 1, on: .date) { home, day in
      home.pay(.cabbageCabs, 1125, at: day.at(0, 30, 47, 20))
    },
    Scene(2026, 7, 1, on: .date) { home, day in
      home.pay(.cabbageCabs, 1390, at: day.at(0, 30, 12, 500))
    },
    Scene(2025, 10, 26, on: .lastSunday) { home, day in  // London's clocks show 01:30 twice.
      let hour: Milliseconds = 3_600_000
      home.pay(.velvetOtter, 1120, at: day.at(1, 30, 10, 0))
      home.pay(.cabbageCabs, 1450, at: day.at(1, 30, 10, 0) + hour)
    },
    Scene(2024, 12, 31, on: .date) { home, day in  // One year ends, the next begins.
      home.pay(.velvetOtter, 2480, at: day.at(23, 59, 40, 100)) { $0.notes = "🎆" }
      home.pay(.cabbageCabs, 2950, at: day.at(23, 59, 59, 0) + 31_000)
    },
    Scene(2025, 3, 8) { home, day in  // Twins: same shop, same price, half a minute apart.
      home.pay(.kettleCrow, 380, at: day.at(9, 15, 7, 208))
      home.pay(.kettleCrow, 380, at: day.at(9, 15, 39, 411))
    },
    Scene(2026, 6, 30, on: .date) { home, day in  // Made in June, settled in July.
      home.pay(.saffronLane, 3217, .joint, by: .idris, at: day.at(20, 11, 3, 9))
    },
    // Not settled at the end of the demo; amounts may still change.
    Scene(2026, 7, 17, on: .date) { home, day in
      home.pay(.pumpHollow, 5233, .joint, at: day.at(8, 2, 50, 77)) { $0.authorised = -100 }
      home.pay(.capitalTramways, 890, at: day.at(9, 15, 30, 6)) { $0.authorised = -10 }
      home.pay(.noodleObservatory, 4320, .joint, by: .idris, at: day.at(20, 45, 11, 38)) {
        $0.authorised = -3920
      }
    },
    Scene(2026, 7, 18, on: .date) { home, day in
      home.pay(.kettleCrow, 410, at: day.at(9, 12, 44, 5))
      home.pay(.crumbParade, 645, .joint, at: day.at(9, 31, 2, 870))
    },
  ]
}
