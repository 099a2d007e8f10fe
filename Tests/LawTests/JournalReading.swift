// A small reader of journals, of both sorts: transactions with the weights of their postings, and what is asserted. It
// knows nothing of how they are written but the formats' own rules.

import TestSupport

/// A journal as a program reads it.
struct JournalReading {
  struct Posting {
    var account: String
    /// Minor units of pounds, in which everything here is priced.
    var weight: Int64
  }

  struct Transaction {
    var date: String
    var isPending: Bool
    var facts: [String: String] = [:]
    var links: [String] = []
    var postings: [Posting] = []
  }

  struct Assertion {
    var account: String
    /// The day at whose end it holds; of Beancount the day at whose beginning.
    var day: String
    var amount: Int64
  }

  var transactions: [Transaction] = []
  private(set) var assertions: [Assertion] = []
  private(set) var opened: Set<String> = []
  private let isBeancount: Bool

  init(_ bytes: [UInt8], isBeancount: Bool) throws {
    self.isBeancount = isBeancount
    for line in bytes.split(separator: 0x0A) {
      try read(String(decoding: line, as: UTF8.self))
    }
  }

  private mutating func read(_ line: String) throws {
    if line.hasPrefix(";") || line.hasPrefix("option ") || line.hasPrefix("include ") { return }
    if line.hasPrefix("account ") {
      opened.insert(String(line.dropFirst(8)))
      return
    }
    guard line.hasPrefix("  ") else { return try readHead(line) }
    let text = line.drop { $0 == " " }
    if let fact = fact(text) {
      transactions[transactions.count - 1].facts[fact.key] = fact.value
      return
    }
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, !transactions.isEmpty else { throw Unreadable(what: line) }
    let sides = parts[1].replacing(" = ", with: "=").split(separator: "=").map(String.init)
    let last = transactions.count - 1
    transactions[last].postings.append(
      Posting(account: parts[0], weight: try weight(sides[0].drop { $0 == " " })))
    if sides.count == 2 {
      assertions.append(
        Assertion(
          account: parts[0], day: transactions[last].date, amount: try weight(sides[1][...])))
    }
  }

  /// `key: "value"` of Beancount, `; key: value` of hledger.
  private func fact(_ text: Substring) -> (key: String, value: String)? {
    let body: Substring
    if isBeancount {
      guard text.hasSuffix("\""), text.contains(": \"") else { return nil }
      body = text
    } else {
      guard text.hasPrefix(";") else { return nil }
      body = text.dropFirst(2)
    }
    guard let colon = body.firstIndex(of: ":") else { return nil }
    let value = body[body.index(after: colon)...].drop { $0 == " " }
    return (
      String(body[..<colon]), isBeancount ? String(value.dropFirst().dropLast()) : String(value)
    )
  }

  private mutating func readHead(_ line: String) throws {
    let (date, rest) = (String(line.prefix(10)), line.dropFirst(11))
    if rest.hasPrefix("open ") {
      opened.insert(String(rest.dropFirst(5)))
    } else if rest.hasPrefix("balance ") {
      let parts = rest.dropFirst(8).split(separator: " ").map(String.init)
      guard parts.count == 5, parts[2] == "~", parts[3] == "0" else { throw Unreadable(what: line) }
      assertions.append(
        Assertion(account: parts[0], day: date, amount: try weight("\(parts[1]) \(parts[4])")))
    } else if rest.hasPrefix("* ") || rest.hasPrefix("! ") {
      var transaction = Transaction(date: date, isPending: rest.hasPrefix("!"))
      // Nothing behind the texts holds a quote.
      let tail = line[(line.lastIndex(of: "\"") ?? line.startIndex)...]
      if isBeancount {
        transaction.links = tail.split(separator: " ").filter { $0.hasPrefix("^") }.map {
          String($0.dropFirst())
        }
      }
      transactions.append(transaction)
    } else {
      throw Unreadable(what: line)
    }
  }

  /// `1.23 GBP`, or `-4 JPY @@ 1.23 GBP` with the sign in front.
  private func weight(_ text: Substring) throws -> Int64 {
    let parts = text.split(separator: " ").map(String.init)
    if parts.count == 2, parts[1] == "GBP", let amount = units(parts[0], 2) { return amount }
    guard parts.count == 5, parts[2] == "@@", parts[4] == "GBP", let price = units(parts[3], 2)
    else { throw Unreadable(what: String(text)) }
    return parts[0].hasPrefix("-") ? -price : price
  }

  // MARK: Asking

  /// What an account has at the beginning of a day, and at the end of the day before.
  func held(_ account: String, before day: String) -> Int64 {
    transactions.filter { $0.date < day }.flatMap(\.postings)
      .filter { $0.account == account }.reduce(0) { $0 + $1.weight }
  }

  /// Whether what an assertion says is so.
  func holds(_ assertion: Assertion) -> Bool {
    isBeancount
      ? held(assertion.account, before: assertion.day) == assertion.amount
      : held(assertion.account, before: assertion.day + "~") == assertion.amount
  }

  /// Sums by month and account; the account's name only as far as a closure says.
  func sums(_ name: (String) -> String?) -> [String: Int64] {
    var sums: [String: Int64] = [:]
    for transaction in transactions {
      for posting in transaction.postings {
        guard let name = name(posting.account) else { continue }
        sums["\(transaction.date.prefix(7)) \(name)", default: 0] += posting.weight
      }
    }
    return sums.filter { $0.value != 0 }
  }
}
