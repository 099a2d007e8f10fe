// The names of the members of records, of all JSON dialects at once: one table answers every key of every
// record, and a record's members are then found by number.

internal import Bytes

/// A member of a record.
enum RecordKey: Int, CaseIterable {
  // The bank's transactions, and what the canonical row shares with them.
  case id, accountID, userID, created, updated, settled
  case amount, currency, localAmount, localCurrency, amountIsPending
  case description, notes, category, categories, merchant, counterparty, metadata, attachments
  case scheme, isLoad, includeInSpending, declineReason, cashFees
  // The canonical row alone.
  case source, kind, status, date, postedDate, amountMinor, localAmountMinor
  case payee, memo, tags, categorySplit, potID, transferID, refundOf, recurringID
  case balanceMinor, mcc, receipt, provenance
  // Other records.
  case reference, balance, header, cells
  // Open Banking.
  case obTransactionID, obAccountID, obIndicator, obStatus, obBookingTime, obValueTime
  case obInformation, obReference, obAmount, obCode, obDebtor, obCreditor, obMerchant
  case obExchange, obSupplement, obPotID
  // Known, and nothing that a row is made of.
  case passedOver

  static let table = KeyTable(names.map(\.1))
  /// The key at each place of the table.
  static let keys = names.map(\.0)

  /// The member of a name, nil when the name is not known.
  @inline(__always)
  static func of(_ bytes: [UInt8], _ range: ByteRange) -> RecordKey? {
    table.index(of: bytes, range).map { keys[$0] }
  }

  private static let names: [(RecordKey, String)] =
    [
      (.id, "id"), (.accountID, "account_id"), (.userID, "user_id"), (.created, "created"),
      (.updated, "updated"), (.settled, "settled"), (.amount, "amount"), (.currency, "currency"),
      (.localAmount, "local_amount"), (.localCurrency, "local_currency"),
      (.amountIsPending, "amount_is_pending"), (.description, "description"), (.notes, "notes"),
      (.category, "category"), (.categories, "categories"), (.merchant, "merchant"),
      (.counterparty, "counterparty"), (.metadata, "metadata"), (.attachments, "attachments"),
      (.scheme, "scheme"), (.isLoad, "is_load"), (.includeInSpending, "include_in_spending"),
      (.declineReason, "decline_reason"), (.cashFees, "atm_fees_detailed"),
      (.source, "source"), (.kind, "kind"), (.status, "status"), (.date, "date"),
      (.postedDate, "posted_date"), (.amountMinor, "amount_minor"),
      (.localAmountMinor, "local_amount_minor"), (.payee, "payee"), (.memo, "memo"),
      (.tags, "tags"), (.categorySplit, "category_split"), (.potID, "pot_id"),
      (.transferID, "transfer_id"), (.refundOf, "refund_of"), (.recurringID, "recurring_id"),
      (.balanceMinor, "balance_minor"), (.mcc, "mcc"), (.receipt, "receipt"),
      (.provenance, "provenance"), (.reference, "reference"), (.balance, "balance"),
      (.header, "header"), (.cells, "cells"),
      (.obTransactionID, "TransactionId"), (.obAccountID, "AccountId"),
      (.obIndicator, "CreditDebitIndicator"), (.obStatus, "Status"),
      (.obBookingTime, "BookingDateTime"), (.obValueTime, "ValueDateTime"),
      (.obInformation, "TransactionInformation"), (.obReference, "TransactionReference"),
      (.obAmount, "Amount"), (.obCode, "ProprietaryBankTransactionCode"),
      (.obDebtor, "DebtorAccount"), (.obCreditor, "CreditorAccount"),
      (.obMerchant, "MerchantDetails"), (.obExchange, "CurrencyExchange"),
      (.obSupplement, "SupplementaryData"), (.obPotID, "PotId"),
    ]
    + [
      "dedupe_id", "originator", "merchant_feedback_uri", "fees", "labels", "international",
      "parent_account_id", "can_be_excluded_from_breakdown", "can_be_made_subscription",
      "can_split_the_bill", "can_add_to_tab", "can_match_transactions_in_categorization", "tab",
      "account_balance", "StatementReference", "BankTransactionCode", "AddressLine", "Balance",
      "ChargeAmount", "CardInstrument", "DebtorAgent", "CreditorAgent", "TransactionMutability",
    ].map { (.passedOver, $0) }
}

/// Where the members of one record stand on its tape.
struct RecordMembers: Sendable {
  private var tokens = [Int32](repeating: -1, count: RecordKey.allCases.count)
  /// The keys of the record that no dialect knows.
  private(set) var strangers: [Int32] = []

  /// The token of a member's value, the last one when the key is repeated.
  @inline(__always)
  subscript(_ key: RecordKey) -> Int? {
    let token = tokens[key.rawValue]
    return token < 0 ? nil : Int(token)
  }

  /// Takes in the members of the object that a tape begins with.
  mutating func fill(_ tape: JSONTape, _ bytes: [UInt8]) {
    for index in tokens.indices { tokens[index] = -1 }
    strangers.removeAll(keepingCapacity: true)
    var at = 1
    let end = tape.tokens.count
    while at + 1 < end {
      let token = tape.tokens[at]
      if let key = token.hasEscapes ? decoded(at, tape, bytes) : RecordKey.of(bytes, token.range) {
        tokens[key.rawValue] = Int32(truncatingIfNeeded: at + 1)
      } else {
        strangers.append(Int32(truncatingIfNeeded: at))
      }
      // A container that a fault left open has no end, and nothing behind it.
      let value = tape.tokens[at + 1]
      if value.range.isEmpty && (value.kind == .object || value.kind == .array) { return }
      at = value.next
    }
  }

  private func decoded(_ key: Int, _ tape: JSONTape, _ bytes: [UInt8]) -> RecordKey? {
    var name: [UInt8] = []
    tape.appendText(key, in: bytes, to: &name)
    return RecordKey.of(name, ByteRange(start: 0, count: name.count))
  }
}
