// Every situation that the demo bank promises occurs, whatever the seed.

import Sandbox
import Testing

@Suite struct SituationTests {
  static let other = DemoRow.all(of: DemoBank(seed: 20_260_718))

  @Test(arguments: Situation.all)
  func `it occurs`(situation: Situation) {
    #expect(situation.occurs(Demo.rows))
    #expect(situation.occurs(Self.other))
  }

  @Test func `card payments on the joint account are made by both owners`() {
    let joint = Demo.bank.accountIDs[1]
    let cards = Demo.rows.filter { $0.accountID == joint && $0.scheme == "mastercard" }
    #expect(Set(cards.map(\.userID)).count == 2)
    let credits = Demo.rows.filter { $0.scheme == "bacs" || $0.scheme == "uk_retail_pot" }
    #expect(credits.allSatisfy { $0.userID.isEmpty })
  }

  @Test func `an earlier version has the identifier of a settled row, and another amount or state`()
  {
    let now = Dictionary(uniqueKeysWithValues: Demo.rows.map { ($0.id, $0) })
    let earlier = DemoRow.read(Demo.bank.earlierVersions())
    #expect(earlier.contains { $0.amount == -10 } && earlier.contains { $0.amount == -100 })
    #expect(earlier.contains { $0.localCurrency == "JPY" })
    for row in earlier {
      #expect(row.isPending && row.settled.isEmpty)
      #expect(now[row.id]?.isPending == false && now[row.id]?.settled.isEmpty == false)
      #expect(now[row.id]?.localAmount == row.localAmount || row.localCurrency == "GBP")
    }
  }

  @Test func `the last complete month has a bit of everything`() {
    let june = Demo.rows.filter { $0.day.hasPrefix("2026-06") }
    #expect(june.contains { $0.declineReason != nil })
    #expect(june.contains { $0.amount == 0 })
    #expect(june.contains { $0.categories.count == 3 })
    #expect(june.contains { $0.scheme == "mastercard" && $0.amount > 0 })
    #expect(june.contains { $0.scheme == "monzo_flex" })
    #expect(june.contains { $0.scheme == "account_interest" })
    #expect(june.contains { $0.notes.contains("<b>") })
    #expect(june.contains { $0.created.hasPrefix("2026-05-31T23") })
  }
}
