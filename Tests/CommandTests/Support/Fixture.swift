// The small history that the tests of options share, and the paths of the samples.

import Foundation
import TestSupport

enum Fixture {
  /// Two accounts and a pot over fifteen months; what each row is there for, its id says.
  static let history = Checkout.url("Tests/CommandTests/Fixtures/history.jsonl").path()

  /// The inputs of the README's pipeline: the bank's answers of every kind, and every form of its CSV.
  static let samples: [String] = [
    "monzo/accounts.json", "monzo/pots.json", "monzo/balance.json", "monzo/transactions.jsonl",
    "monzo-2016/transactions.json", "mondo-2015/transactions.json", "open-banking/accounts.json",
    "open-banking/balances.json", "open-banking/transactions.json", "statements/e-18-columns.csv",
    "statements/b-without-ids.csv",
  ].map(sample)

  /// The path of a sample.
  static func sample(_ name: String) -> String { Checkout.url("samples/\(name)").path() }
}
