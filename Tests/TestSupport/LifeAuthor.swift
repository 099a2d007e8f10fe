// Makes up the stories of a bank's life, one seed a life.

internal import Model
internal import Sandbox

/// Writes the list of what happens.
struct LifeAuthor {
  private let history: BankHistory
  private let drafts: Drafts
  private let start: Milliseconds
  private let end: Milliseconds
  private var random: Random
  /// Counts the new rows, to say their identifiers apart.
  private var rows: UInt64 = 0
  private(set) var events: [Life.Event] = []

  init(
    _ history: BankHistory, seed: UInt64, from start: Milliseconds, through end: Milliseconds
  ) {
    self.history = history
    self.start = start
    self.end = max(start, end)
    drafts = history.bank.drafts
    random = Random(seed: seed, .life)
  }

  /// What the history left pending settles or is never collected.
  mutating func settlePending() {
    for entry in history.bank.entries where entry.isPending {
      let time = random.within(start...end)
      let amount = entry.amount == -100 ? -random.within(2000...8000) : entry.amount
      happen(
        time, random.chance(85) ? .settle(entry.id, amount: amount) : .vanish(entry.id))
    }
  }

  /// One story; the kinds take turns, so that a life of some length has all of them.
  mutating func write(_ story: Int) {
    let time = random.within(start...end)
    let register: DemoAccount = random.chance(60) ? .current : .joint
    switch story % 6 {
    case 0: pay(register, at: time)
    case 1: fuel(register, at: time)
    case 2: ride(register, at: time)
    case 3: abandon(register, at: time)
    case 4: come(register, late: time)
    default: note(register, at: time)
    }
  }

  private mutating func pay(_ register: DemoAccount, at time: Milliseconds) {
    let shop = random.pick(Shop.everyday)
    let row = pending(shop, random.price(shop.pricePence), register, at: time)
    happen(time, .appear(row))
    happen(later(time), .settle(row.id, amount: row.amount))
  }

  /// One pound at the pump, the real price when it settles.
  private mutating func fuel(_ register: DemoAccount, at time: Milliseconds) {
    let row = pending(.pumpHollow, 100, register, at: time)
    happen(time, .appear(row))
    happen(
      later(time), .settle(row.id, amount: -random.within(Shop.pumpHollow.pricePence)))
  }

  /// Ten pence at the gate; another row with the day's fare takes its place.
  private mutating func ride(_ register: DemoAccount, at time: Milliseconds) {
    let gate = pending(.capitalTramways, 10, register, at: time)
    happen(time, .appear(gate))
    let end = later(time)
    var fare = drafts.card(.capitalTramways, random.within(270...890), register, at: end)
    fare.salt = salt()
    fare.settled = end
    happen(end, .vanish(gate.id))
    happen(end, .appear(fare))
  }

  /// A payment that is never collected.
  private mutating func abandon(_ register: DemoAccount, at time: Milliseconds) {
    let shop = random.pick(Shop.everyday)
    let row = pending(shop, random.price(shop.pricePence), register, at: time)
    happen(time, .appear(row))
    happen(later(time), .vanish(row.id))
  }

  /// A row that is written down up to three days after it was made, its identifier of either time.
  private mutating func come(_ register: DemoAccount, late time: Milliseconds) {
    let shop = random.pick(Shop.everyday)
    let made = time - random.within(3_600_000...3 * millisecondsPerDay)
    var row = drafts.card(shop, random.price(shop.pricePence), register, at: made)
    row.salt = salt()
    row.settled = time
    if random.chance(50) { row.filed = time }
    happen(time, .appear(row))
  }

  /// A note on a row of the last weeks.
  private mutating func note(_ register: DemoAccount, at time: Milliseconds) {
    let first = history.first(register, notBefore: time - 60 * millisecondsPerDay)
    let count = history.count(register) - first
    guard count > 0 else { return }
    let row = history.entry(register, first + random.below(count))
    happen(time, .note(row.id, "\(random.pick(Notes.shopping)) \(random.below(1000))"))
  }

  private mutating func pending(
    _ shop: Shop, _ pence: Int64, _ register: DemoAccount, at time: Milliseconds
  ) -> Entry {
    var row = drafts.card(shop, pence, register, at: time).unsettled
    row.salt = salt()
    return row
  }

  private mutating func salt() -> UInt64 {
    rows += 1
    // The upper bits keep these identifiers apart from those of the history.
    return random.next() & ~0xFFFF | 3 << 62 | rows & 0xFFFF
  }

  private mutating func later(_ time: Milliseconds) -> Milliseconds {
    time < end ? random.within(time + 1...end) : end
  }

  private mutating func happen(_ time: Milliseconds, _ change: Life.Change) {
    events.append(Life.Event(time: time, change: change))
  }
}
