// One transaction of a journal, whatever program reads it: postings that sum to zero.

public import Model

/// A transaction of a journal.
public struct JournalTransaction: Equatable, Sendable {
  /// One side of it.
  struct Posting: Equatable {
    /// The account.
    var account: String
    /// The amount in minor units, as the account sees it.
    var amountMinor: Int128
    /// The currency of the amount.
    var currency: Currency
    /// What was paid in another currency; its whole price is then the amount.
    var original: Money?
    /// The code of the account in the user's books.
    var code: String?
    /// The VAT code.
    var vat: String?
  }

  /// The day that it is booked on.
  public internal(set) var date: CivilDate
  /// Whether its amount can still change.
  var isPending = false
  /// Who the other side is.
  var payee: String
  /// What a person would read.
  var note = ""
  /// The row's id.
  var id: String?
  /// The user's tags.
  var tags: [String] = []
  /// The id that both sides of a transfer have.
  var transferID: String?
  /// Further facts, by key.
  var facts: [Fact] = []
  /// The sides.
  var postings: [Posting] = []

  init(date: CivilDate, payee: String) {
    self.date = date
    self.payee = payee
  }

  /// A fact beside the amounts.
  struct Fact: Equatable {
    var key: String
    var text: String
  }
}

/// What an account must hold when a day is over.
public struct JournalAssertion: Equatable, Sendable {
  var account: String
  var day: CivilDate
  var amountMinor: Int128
  var currency: Currency
}
