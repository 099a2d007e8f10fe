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
  case fees, labels, international, virtualCard
  // The canonical row alone.
  case source, kind, status, date, postedDate, amountMinor, localAmountMinor
  case payee, memo, tags, categorySplit, potID, transferID, refundOf, recurringID
  case accountName, accountSlug, potName, potSlug
  case balanceMinor, mcc, receipt, provenance
  // Other records.
  case reference, balance, header, cells
  // Open Banking.
  case obTransactionID, obAccountID, obIndicator, obStatus, obBookingTime, obValueTime
  case obInformation, obReference, obAmount, obCode, obDebtor, obCreditor, obMerchant
  case obExchange, obSupplement, obPotID
  // What tells the aggregators' transactions from others.
  case aggregatorAmount, trueLayerID, trueLayerTime
  // Known, and nothing that a row is made of.
  case passedOver

  /// The names of all keys; those at and behind the place of `passedOver` mean nothing to a row.
  static let table = KeyTable(names)

  /// In the order of the cases, then what is passed over.
  private static let names =
    [
      "id", "account_id", "user_id", "created", "updated", "settled", "amount", "currency",
      "local_amount", "local_currency", "amount_is_pending", "description", "notes", "category",
      "categories", "merchant", "counterparty", "metadata", "attachments", "scheme", "is_load",
      "include_in_spending", "decline_reason", "atm_fees_detailed",
      "fees", "labels", "international", "virtual_card",
      "source", "kind", "status", "date", "posted_date", "amount_minor", "local_amount_minor",
      "payee", "memo", "tags", "category_split", "pot_id", "transfer_id", "refund_of",
      "recurring_id", "account_name", "account_slug", "pot_name", "pot_slug", "balance_minor",
      "mcc", "receipt", "provenance",
      "reference", "balance", "header", "cells",
      "TransactionId", "AccountId", "CreditDebitIndicator", "Status", "BookingDateTime",
      "ValueDateTime", "TransactionInformation", "TransactionReference", "Amount",
      "ProprietaryBankTransactionCode", "DebtorAccount", "CreditorAccount", "MerchantDetails",
      "CurrencyExchange", "SupplementaryData", "PotId",
      "transactionAmount", "transaction_id", "timestamp",
      "dedupe_id", "originator", "merchant_feedback_uri", "parent_account_id",
      "can_be_excluded_from_breakdown", "can_be_made_subscription",
      "can_split_the_bill", "can_add_to_tab", "can_match_transactions_in_categorization", "tab",
      "account_balance", "StatementReference", "BankTransactionCode", "AddressLine", "Balance",
      "ChargeAmount", "CardInstrument", "DebtorAgent", "CreditorAgent", "TransactionMutability",
      "form",
    ] + GoCardlessNames.all + TrueLayerNames.all
}

/// Where the members of one record are on its tape.
struct RecordMembers: Sendable {
  private let table = RecordKey.table
  private var tokens = [Int32](repeating: -1, count: RecordKey.allCases.count)
  /// What stood at each place of the last records.
  private var guesses = [Int32](repeating: 0, count: 64)
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
    if !strangers.isEmpty { strangers.removeAll(keepingCapacity: true) }
    var place = 0
    var at = 1
    let end = tape.count
    while at + 1 < end {
      let key = tape[at]
      let index =
        key.hasEscapes
        ? tape.index(ofKey: at, in: table, bytes)
        : table.index(of: bytes, key.range, guess: &guesses[place & 63])
      if let index {
        let known = min(index, RecordKey.passedOver.rawValue)
        tokens[known] = Int32(truncatingIfNeeded: at + 1)
      } else {
        strangers.append(Int32(truncatingIfNeeded: at))
      }
      // A container that an error left open has no end, and nothing behind it.
      let value = tape[at + 1]
      if value.range.isEmpty && (value.kind == .object || value.kind == .array) { return }
      at = value.next
      place += 1
    }
  }
}

extension JSONTape {
  /// Which name of a table a key reads as: names are compared with their escapes undone (RFC 8259 §8.3).
  func index(ofKey at: Int, in table: KeyTable, _ bytes: [UInt8]) -> Int? {
    guard self[at].hasEscapes else { return table.index(of: bytes, self[at].range) }
    var name: [UInt8] = []
    appendText(at, in: bytes, to: &name)
    return table.index(of: name, ByteRange(start: 0, count: name.count))
  }
}
