// The accounts and pots of the household, and the people who own them. A pot has a hidden account of its
// own: only the metadata of a transfer to or from the pot names it.

internal import Model

/// A place where money is: an account, or a pot with its hidden account.
package enum DemoAccount: Int, CaseIterable, Sendable {
  case current, joint, flex
  case rainyDay, house, coins, japan, bills

  /// The accounts that the bank lists.
  static let accounts: [DemoAccount] = [.current, .joint, .flex]
  static let pots: [DemoAccount] = [.rainyDay, .house, .coins, .japan, .bills]
}

package enum Holder: Int, CaseIterable, Sendable {
  case tansy, idris

  var name: String { self == .tansy ? "Tansy Quillfeather" : "Idris Quillfeather" }
  var firstName: String { self == .tansy ? "Tansy" : "Idris" }
}

/// A pot as it was set up.
struct PotPlan: Sendable {
  var register: DemoAccount
  var parent: DemoAccount = .current
  var name: String
  var style: String
  var type = "default"
  var goalPence: Int64?
  var opened: CivilDate
  var closed: CivilDate?
  /// Interest a year, in hundredths of a percent.
  var basisPoints: Int64 = 0

  static let all: [PotPlan] = [
    PotPlan(
      register: .rainyDay, name: "Rainy day ☔", style: "raincloud", type: "instant_access",
      goalPence: 600_000, opened: DemoTime.day(2023, 7, 3), basisPoints: 410),
    PotPlan(
      register: .house, name: "House deposit", style: "piggy_bank", type: "flexible_savings",
      goalPence: 2_500_000, opened: DemoTime.day(2023, 9, 4), basisPoints: 365),
    PotPlan(
      register: .coins, name: "Loose change", style: "coin_jar",
      opened: DemoTime.day(2025, 10, 1)),
    PotPlan(
      register: .japan, name: "Japan 2025 🗾", style: "cherry_blossom", goalPence: 350_000,
      opened: DemoTime.day(2024, 1, 10), closed: DemoTime.day(2025, 4, 22)),
    PotPlan(
      register: .bills, parent: .joint, name: "Household bills", style: "blue",
      opened: DemoTime.day(2023, 8, 1)),
  ]
}

/// The identifiers that a seed gives to the accounts, pots, people and cards.
struct Identities: Sendable {
  let accounts: [Identifier]
  let pots: [Identifier?]
  let users: [Identifier]
  let cards: [Identifier]
  private let openings: [Milliseconds]

  /// With a number of years, current and joint account were opened so many years before the last July.
  init(seed: UInt64, calendar: HouseholdCalendar, years: Int? = nil) {
    var random = Random(seed: seed, .identity)
    let openings = DemoAccount.allCases.map { calendar.opened($0, years: years) }
    self.openings = openings
    accounts = DemoAccount.allCases.map { register in
      Identifier(.account, openings[register.rawValue], random.next())
    }
    pots = DemoAccount.allCases.map { register in
      guard DemoAccount.pots.contains(register) else { return nil }
      return Identifier(.pot, calendar.opened(register) - 40, random.next())
    }
    let joined = calendar.firstDay.at(8, 2)
    users = Holder.allCases.map { Identifier(.user, joined + Int64($0.rawValue), random.next()) }
    cards = Holder.allCases.map { Identifier(.card, joined + Int64($0.rawValue), random.next()) }
  }

  /// When an account or pot was opened, the current and the joint account perhaps long before the rest.
  func opened(_ register: DemoAccount) -> Milliseconds { openings[register.rawValue] }

  func account(_ register: DemoAccount) -> Identifier { accounts[register.rawValue] }
  /// The register whose account an identifier names.
  func register(_ accountID: String) -> DemoAccount? {
    DemoAccount.allCases.first { account($0).text == accountID }
  }

  func user(_ holder: Holder) -> Identifier { users[holder.rawValue] }
  func card(_ holder: Holder) -> Identifier { cards[holder.rawValue] }
}

extension PotPlan {
  /// The pot of a register; nil for accounts.
  static func of(_ register: DemoAccount) -> PotPlan? { all.first { $0.register == register } }
}
