// Rows as the bank writes them, one function for every way to pay: which scheme, which metadata, when it
// settles. A draft knows nothing of balances.

internal import Model

package struct Drafts: Sendable {
  let seed: UInt64
  let calendar: HouseholdCalendar
  let identities: Identities

  init(seed: UInt64, calendar: HouseholdCalendar = .demo, years: Int? = nil) {
    self.seed = seed
    self.calendar = calendar
    identities = Identities(seed: seed, calendar: calendar, years: years)
  }

  /// A card payment; the price is what the shop takes, so it lowers the account.
  package func card(
    _ shop: Shop, _ pence: Int64, _ register: DemoAccount = .current, by holder: Holder = .tansy,
    at created: Milliseconds
  ) -> Entry {
    var random = Random(seed: seed, .card, created)
    let lifecycle = Identifier(.lifecycle, created - 412, random.next())
    var entry = Entry(
      created: created, register: register, account: identities.account(register),
      amount: -pence, description: shop.descriptor, category: shop.category, scheme: "mastercard",
      dedupe: .id(lifecycle), user: identities.user(holder), shop: shop, countsAsSpending: true)
    entry.metadata = ledger(created, &random)
    entry.metadata += [
      ("mastercard_approval_type", .text("full")),
      ("mastercard_auth_message_id", .id(Identifier(.authMessage, created - 402, random.next()))),
      ("mastercard_card_id", .id(identities.card(holder))),
    ]
    // Flex payments never settle: the plan that they become is a loan.
    if register != .flex {
      let night = (created / millisecondsPerDay + 1 + Int64(random.below(2))) * millisecondsPerDay
      let settled = night + random.within(3_600_000...18_000_000)
      entry.settled = settled
      entry.metadata.append(
        (
          "mastercard_clearing_message_id",
          .id(Identifier(.clearingMessage, settled - 90, random.next()))
        ))
    }
    entry.metadata.append(("mastercard_lifecycle_id", .id(lifecycle)))
    entry.metadata.append(("mcc", .number(shop.code)))
    if shop.till == .online {
      entry.metadata.append(("card_acceptor_website", .text(shop.website)))
    } else if random.chance(60) {
      entry.metadata.append(
        ("token_unique_reference", .text("DEMO" + String(random.next(), radix: 16))))
      entry.metadata.append(
        ("tokenization_method", .text(holder == .tansy ? "apple_pay" : "google_pay")))
    }
    return entry
  }

  /// A card payment abroad, converted at so many pence for a thousand minor units of the local currency.
  func foreignCard(
    _ shop: Shop, _ local: LocalAmount, _ register: DemoAccount = .current,
    by holder: Holder = .tansy,
    pencePerThousand: Int64, at created: Milliseconds
  ) -> Entry {
    let pence = max(1, (local.minorUnits * pencePerThousand + 500) / 1000)
    var entry = card(shop, pence, register, by: holder, at: created)
    entry.local = LocalAmount(minorUnits: -local.minorUnits, currency: local.currency)
    // The rate of the day is known at the till, the rate that counts when the payment settles.
    entry.authorised = -max(1, pence + pence / 160)
    return entry
  }

  /// The metadata that every row of the ledger has.
  func ledger(_ created: Milliseconds, _ random: inout Random) -> [(
    key: String, value: MetadataValue
  )] {
    [
      ("ledger_committed_timestamp_earliest", .time(created + 94)),
      ("ledger_committed_timestamp_latest", .time(created + 97)),
      ("ledger_insertion_id", .id(Identifier(.entrySet, created + 60, random.next()))),
    ]
  }
}
