// One row of an account before it becomes JSON: everything the bank would say about it, as a value.

internal import Bytes

/// A value of the bank's string maps: written as text whatever it is.
enum MetadataValue: Sendable {
  case text(String)
  case id(Identifier)
  case time(Milliseconds)
  case number(Int64)
}

/// An amount in the currency that the shop asked for, in minor units of that currency.
struct LocalAmount: Sendable {
  var minorUnits: Int64
  var currency: String
}

/// What a cash machine and the bank said about a withdrawal.
struct CashFee: Sendable {
  var withdrawal: LocalAmount
  var feePence: Int64
}

/// A file that a client of the API attached to a row.
struct FileAttachment: Sendable {
  var id: Identifier
  var userID: Identifier
  var fileURL: String
  var fileType: String
  var created: Milliseconds
}

package struct Entry: Sendable {
  var created: Milliseconds
  package var salt: UInt64 = 0
  var register: DemoAccount
  var account: Identifier
  package var amount: Int64
  var description: String
  var category: String
  var scheme: String
  var dedupe: MetadataValue

  var user: Identifier?
  var local: LocalAmount?
  package var notes = ""
  /// The user's split over categories; empty when the whole amount has one category.
  package var split: [(category: String, amount: Int64)] = []
  var shop: Shop?
  var counterparty: OtherSide?
  var metadata: [(key: String, value: MetadataValue)] = []
  package var settled: Milliseconds?
  package var isPending = false
  var isLoad = false
  var isOriginator = false
  var countsAsSpending = false
  var declineReason: String?
  var cashFee: CashFee?
  /// The amount that the bank showed until the payment settled, where it differed.
  var authorised: Int64?
  /// Both sides of a transfer carry one number, so that no cut of the history parts them.
  var transfer: Int?
  /// Members that only odd rows have: ready-made JSON, from the comma on.
  var oddities = ""
  /// A photo of a receipt was attached.
  var hasAttachment = false
  /// Files that clients of the API attached.
  var attachments: [FileAttachment] = []
  /// When the bank wrote the row down, where that was later than the payment.
  package var filed: Milliseconds?
  /// When the row was changed after it settled.
  package var touched: Milliseconds?

  /// How long after a row its identifier is made.
  static let filingTime: Milliseconds = 170

  /// The row's identifier, made 170 ms after the row was written down, as the bank does.
  package var id: Identifier {
    Identifier(.transaction, (filed ?? created) + Entry.filingTime, salt)
  }

  /// Whether the row moved money.
  var isDeclined: Bool { declineReason != nil }

  /// When the row was last changed.
  package var updated: Milliseconds { touched ?? settled ?? (filed ?? created) + 311 }

  /// The row as the bank shows it at a time: what settles later has not settled yet.
  func seen(at now: Milliseconds) -> Entry {
    guard let settled, settled > now else { return self }
    if scheme == "mastercard" { return unsettled }
    var entry = self
    entry.settled = nil
    return entry
  }

  /// The row as it stood before it settled.
  package var unsettled: Entry {
    var entry = self
    entry.settled = nil
    entry.isPending = true
    entry.metadata.removeAll { $0.key == "mastercard_clearing_message_id" }
    if let authorised {
      entry.amount = authorised
      entry.split = []
    }
    return entry
  }
}
