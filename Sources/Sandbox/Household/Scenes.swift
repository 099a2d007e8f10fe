// Days on which something out of the ordinary happens. Together the scenes hold every situation that a
// reader of bank data must survive; the tests ask for each of them by name.

internal import Model

struct Scene: Sendable {
  /// How the scene's day is found in another year than that of the tables.
  enum Placement {
    /// The same weekday, three days earlier or later at most.
    case weekday
    /// The same day of the month.
    case date
    /// The last Sunday of the month, when the clocks change.
    case lastSunday
    /// Every 29 February.
    case leapDay
  }

  let day: CivilDate
  let placement: Placement
  let play: @Sendable (inout Household, CivilDate) -> Void

  init(
    _ year: Int, _ month: Int, _ day: Int, on placement: Placement = .weekday,
    _ play: @escaping @Sendable (inout Household, CivilDate) -> Void
  ) {
    self.day = DemoTime.day(year, month, day)
    self.placement = placement
    self.play = play
  }

  static let all = opening + refunds + mishaps + texts + times + rarities
}

extension Household {
  mutating func playScenes(on day: CivilDate) {
    for scene in story.scenes[day] ?? [] { scene.play(&self, day) }
    for decline in story.declines where decline.day == day { refuse(decline) }
  }

  /// A card payment of a scene, with what is special about it.
  mutating func pay(
    _ shop: Shop, _ pence: Int64, _ register: DemoAccount = .current, by holder: Holder = .tansy,
    at created: Milliseconds, _ change: (inout Entry) -> Void = { _ in }
  ) {
    var payment = drafts.card(shop, pence, register, by: holder, at: created)
    change(&payment)
    post(payment)
  }
}

extension Scene {
  static let opening: [Scene] = [
    Scene(2023, 7, 1, on: .date) { home, day in
      var topUp = home.drafts.bank(
        "topup", 10_000, .current, "Top up", category: "mondo", at: day.at(8, 21, 5, 80))
      topUp.isLoad = true
      topUp.notes = "First pounds 🎉"
      home.post(topUp)
      home.post(
        home.drafts.fasterPayment(
          .oldBank, 210_000, reference: "Moving banks", at: day.at(8, 40, 19, 231)))
      // A shop that only asks whether the card is alive.
      home.pay(.flickerbox, 0, at: day.at(10, 2, 2, 9)) { check in
        check.notes = "Active card check"
        check.settled = check.created
        check.countsAsSpending = false
      }
    },
    Scene(2023, 7, 3, on: .date) { home, day in
      home.post(
        transfer: home.drafts.ownTransfer(
          from: .current, to: .joint, 60_000, notes: "For the joint account",
          at: day.at(19, 52, 0, 650)))
      home.post(
        home.drafts.fasterPayment(
          .idrisElsewhere, 90_000, .joint, reference: "First share", at: day.at(19, 58, 30, 4)))
    },
  ]

  /// Money that comes back.
  static let refunds: [Scene] = [
    Scene(2024, 3, 16) { home, day in  // The same day.
      home.pay(.thimbleThread, 4500, at: day.at(11, 5, 20, 413))
      home.pay(.thimbleThread, -4500, at: day.at(14, 40, 2, 7))
    },
    Scene(2024, 10, 5) { home, day in  // A part, five days later.
      home.pay(.gadgetBurrow, 12_997, at: day.at(16, 12, 40, 90))
      home.pay(.gadgetBurrow, -3999, at: day.adding(days: 5).at(9, 30, 0, 120))
    },
    Scene(2025, 1, 11) { home, day in  // A month later.
      home.pay(.mothMoon, 8900, at: day.at(15, 31, 12, 5))
      home.pay(.mothMoon, -8900, at: day.adding(days: 32).at(10, 4, 44, 61))
    },
    Scene(2026, 6, 13) { home, day in  // In the last complete month.
      home.pay(.thimbleThread, 6200, at: day.at(12, 5, 20, 413))
      home.pay(.thimbleThread, -2150, at: day.adding(days: 6).at(13, 22, 9, 30))
    },
  ]
}
