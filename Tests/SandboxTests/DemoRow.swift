// A row of the demo bank as an independent reader sees it: parsed by Foundation, not by our own reader.

import Foundation
import Model
import Testing

@testable import Sandbox

struct DemoRow: Sendable {
  var keys: Set<String>
  var id: String
  var accountID: String
  var userID: String
  var created: String
  var settled: String
  var amount: Int
  var localAmount: Int
  var localCurrency: String
  var description: String
  var notes: String
  var category: String
  var categories: [String: Int]
  var scheme: String
  var isLoad: Bool
  var isPending: Bool
  var countsAsSpending: Bool
  var declineReason: String?
  var metadata: [String: String]
  var shop: String?
  var shopKeys: Set<String>
  var addressKeys: Set<String>
  var country: String?
  var isCashMachine: Bool
  var counterparty: [String: String]
  var cashFee: Int?
  var attachmentCount: Int

  /// Reads one line; nil when it is no object, or when a documented member is missing or of another type.
  init?(_ line: Data) {
    guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
      let id = object["id"] as? String, let accountID = object["account_id"] as? String,
      let userID = object["user_id"] as? String, let created = object["created"] as? String,
      let settled = object["settled"] as? String, let amount = object["amount"] as? Int,
      let localAmount = object["local_amount"] as? Int,
      let localCurrency = object["local_currency"] as? String,
      let description = object["description"] as? String, let notes = object["notes"] as? String,
      let category = object["category"] as? String,
      let categories = object["categories"] as? [String: Int],
      let scheme = object["scheme"] as? String, let isLoad = object["is_load"] as? Bool,
      let isPending = object["amount_is_pending"] as? Bool,
      let countsAsSpending = object["include_in_spending"] as? Bool,
      let metadata = object["metadata"] as? [String: String],
      let counterparty = object["counterparty"] as? [String: String]
    else { return nil }
    keys = Set(object.keys)
    self.id = id
    self.accountID = accountID
    self.userID = userID
    self.created = created
    self.settled = settled
    self.amount = amount
    self.localAmount = localAmount
    self.localCurrency = localCurrency
    self.description = description
    self.notes = notes
    self.category = category
    self.categories = categories
    self.scheme = scheme
    self.isLoad = isLoad
    self.isPending = isPending
    self.countsAsSpending = countsAsSpending
    self.metadata = metadata
    self.counterparty = counterparty
    declineReason = object["decline_reason"] as? String
    let merchant = object["merchant"] as? [String: Any]
    shop = merchant?["name"] as? String
    shopKeys = Set((merchant ?? [:]).keys)
    let address = merchant?["address"] as? [String: Any]
    addressKeys = Set((address ?? [:]).keys)
    country = address?["country"] as? String
    isCashMachine = merchant?["atm"] as? Bool ?? false
    cashFee = (object["atm_fees_detailed"] as? [String: Any])?["fee_amount"] as? Int
    attachmentCount = (object["attachments"] as? [Any])?.count ?? 0
  }

  /// When the row was made.
  var instant: Instant { Instant(created) ?? Instant(seconds: 0) }

  /// The day of `created` in London.
  var day: String { TimeZoneRules.london.date(of: instant).description }

  /// What the row does to the balance of its account.
  var moved: Int { declineReason == nil ? amount : 0 }

  /// Reads JSON Lines; a line that cannot be read is left out.
  static func read(_ lines: [UInt8]) -> [DemoRow] {
    lines.split(separator: 0x0A).compactMap { DemoRow(Data($0)) }
  }

  /// All rows of a bank.
  static func all(of bank: DemoBank) -> [DemoRow] {
    var rows: [DemoRow] = []
    bank.forEachRecord { line in
      if let row = DemoRow(Data(Array(line))) { rows.append(row) }
    }
    return rows
  }
}

extension DemoBank {
  /// The identifiers of the accounts that the bank lists: current, joint, Flex.
  var accountIDs: [String] { DemoAccount.accounts.map { drafts.identities.account($0).text } }

  /// The rows of one account, or of the hidden account of a pot, as JSON Lines in order of time.
  func records(of accountID: String) -> [UInt8] {
    var lines: [UInt8] = []
    var rows = rows
    while let entry = rows.next() {
      if entry.account.text == accountID { lines += RecordWriter.object(entry) + [0x0A] }
    }
    return lines
  }

  /// The identifiers of the hidden accounts of the pots, which only the metadata of transfers name.
  var potAccountIDs: [String] { DemoAccount.pots.map { drafts.identities.account($0).text } }

  /// Settled rows as the bank showed them while they were pending with another amount, as JSON Lines.
  ///
  /// Trams that first showed 10p, petrol pumps £1, foreign currency at the rate of the till.
  func earlierVersions() -> [UInt8] {
    entries.filter { $0.authorised != nil && $0.settled != nil }
      .flatMap { RecordWriter.object($0.unsettled) + [0x0A] }
  }
}

/// The bank that most tests look at, read once.
enum Demo {
  static let bank = DemoBank(seed: 1)
  static let rows = DemoRow.all(of: bank)

  static func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }
}
