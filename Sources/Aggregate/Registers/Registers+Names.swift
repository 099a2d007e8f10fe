// Names of registers.

internal import Model

extension Registers {
  /// The registers in the order in which they were found, with names assigned in the order of ids.
  static func named(_ scan: RegisterScan) -> [Register] {
    let ids = scan.owners.indices.map { id(scan, $0) }
    var titles = Set<String>()
    var named: [Int: String] = [:]
    for index in ids.indices.sorted(by: { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }) {
      named[index] = distinct(title(of: owner(scan, index)), ids[index], &titles)
    }
    return ids.indices.map { index in
      let owner = scan.owners[index]
      let isOwnCurrency = ids[index] == owner
      let code = Slugs.slug(of: scan.currencies[index].code)
      var register = Register(
        id: ids[index],
        slug: isOwnCurrency ? scan.slugs[owner] : scan.slugs[owner] + "-" + code,
        title: named[index] ?? "", owner: self.owner(scan, index),
        currency: scan.currencies[index], sums: scan.sums[index])
      register.hasRows = !scan.emptyRegisters.contains(index)
      register.parts = scan.parts(of: owner)
      register.hasRunningBalances = register.parts.isEmpty && scan.options.dateBasis == .created
      if let later = scan.postedLater[scan.place(index)] {
        register.postedAfterOpeningMinor = later.openingMinor
        register.postedAfterClosingMinor = later.closingMinor
      }
      register.exportedLaterMinor = scan.exportedLater[scan.place(index)] ?? 0
      return register
    }
  }

  /// The id of the owner, with the currency behind it when it is not the owner's own.
  private static func id(_ scan: RegisterScan, _ index: Int) -> String {
    let (owner, currency) = (scan.owners[index], scan.currencies[index])
    let own = scan.book.accounts[owner]?.currency ?? scan.book.pots[owner]?.currency
    guard let own, own != currency else { return owner }
    return "\(owner) \(currency.code)"
  }

  /// What a register belongs to; of an account or pot that the book does not have, only the id is known.
  private static func owner(_ scan: RegisterScan, _ index: Int) -> Register.Owner {
    let (id, currency) = (scan.owners[index], scan.currencies[index])
    if let account = scan.book.accounts[id] { return .account(account) }
    if let pot = scan.book.pots[id] { return .pot(pot) }
    if id.hasPrefix("pot_") { return .pot(Pot(id: id, name: "", currency: currency)) }
    return .account(Account(id: id, type: "", currency: currency))
  }

  /// The title, without the characters that QIF takes for its own: both sides of a transfer must find
  /// each other by it.
  private static func title(of owner: Register.Owner) -> String {
    switch owner {
    case .account(let account):
      AccountTitle.title(ofUnlisted: account.id)
        ?? AccountTitle.plain(AccountTitle.title(ofType: account.type))
    case .pot(let pot): AccountTitle.plain(AccountTitle.title(ofPot: pot.name))
    }
  }

  private static func distinct(
    _ title: String, _ id: String, _ taken: inout Set<String>
  ) -> String {
    let letters = Slugs.slug(of: id).filter { $0 != "-" }
    var distinct = title == "Pot" ? "Pot " + letters.suffix(6) : title
    var length = 6
    while !taken.insert(distinct.lowercased()).inserted {
      distinct = "\(title) \(letters.suffix(length))"
      if length > letters.count { distinct += " \(length)" }
      length += 2
    }
    return distinct
  }
}
