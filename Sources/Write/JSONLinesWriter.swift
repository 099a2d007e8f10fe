// The canonical row as one line of JSON (RFC 8259): the format that every stage reads back, so nothing of
// a row may be missing here. All keys always stand in one order; what is absent is `null`, never left
// out; money is an integer of minor units; times are RFC 3339 in UTC; the line ends in LF.
//
// Text is copied from the row's buffer as bytes. `tags`, `category_split`, `attachments`, `receipt` and
// `metadata` stand in the row as canonical JSON and are copied as they are, `null` when the source had
// none. `counterparty` is null when nothing is known of the other side, else an object with all its keys.
// `provenance` is null when nobody decided anything, else an object of the decided fields only.

public import Bytes
public import Model

/// Writes rows as JSON Lines.
public struct JSONLinesWriter: Sendable {
  /// Creates the writer.
  public init() {}

  /// Appends one row and its line end.
  public func append(_ row: Row, to writer: inout ByteWriter) {
    appendIdentity(row, to: &writer)
    appendMoney(row, to: &writer)
    appendMeaning(row, to: &writer)
    appendLinks(row, to: &writer)
    writer.append("}\n")
  }

  private func appendIdentity(_ row: Row, to writer: inout ByteWriter) {
    writer.appendText("{\"id\":", row, .id)
    writer.appendText(",\"account_id\":", row, .accountID)
    writer.appendText(",\"user_id\":", row, .userID)
    writer.appendWord(",\"source\":", row.source.name)
    writer.appendWord(",\"kind\":", row.kind.name)
    writer.appendWord(",\"status\":", row.status.name)
    writer.appendTime(",\"created\":", row.created)
    writer.appendTime(",\"updated\":", row.updated)
    writer.appendTime(",\"settled\":", row.settled)
    writer.appendDay(",\"date\":", row.date)
    writer.appendDay(",\"posted_date\":", row.postedDate)
  }

  private func appendMoney(_ row: Row, to writer: inout ByteWriter) {
    writer.appendInteger(",\"amount_minor\":", row.amountMinor)
    writer.appendCurrency(",\"currency\":", row.currency)
    let local = row.localAmount
    writer.appendInteger(",\"local_amount_minor\":", local?.minorUnits)
    writer.appendCurrency(",\"local_currency\":", local?.currency)
    writer.appendFlag(",\"include_in_spending\":", row.includeInSpending)
  }

  private func appendMeaning(_ row: Row, to writer: inout ByteWriter) {
    writer.appendText(",\"payee\":", row, .payee)
    writer.appendText(",\"memo\":", row, .memo)
    writer.appendText(",\"description\":", row, .description)
    writer.appendText(",\"notes\":", row, .notes)
    writer.appendRaw(",\"tags\":", row, .tags)
    writer.appendText(",\"category\":", row, .category)
    writer.appendRaw(",\"category_split\":", row, .categorySplit)
    writer.append(",\"merchant\":")
    if let merchant = row.merchant {
      writer.append(bytes: merchant.json)
    } else {
      writer.append("null")
    }
    appendCounterparty(row, to: &writer)
  }

  private func appendCounterparty(_ row: Row, to writer: inout ByteWriter) {
    writer.append(",\"counterparty\":")
    guard RowText.counterparty.contains(where: { row.range($0) != nil }) else {
      return writer.append("null")
    }
    writer.appendText("{\"name\":", row, .counterpartyName)
    writer.appendText(",\"sort_code\":", row, .counterpartySortCode)
    writer.appendText(",\"account_number\":", row, .counterpartyAccountNumber)
    writer.appendText(",\"user_id\":", row, .counterpartyUserID)
    writer.appendText(",\"account_id\":", row, .counterpartyAccountID)
    writer.append(0x7D)
  }

  private func appendLinks(_ row: Row, to writer: inout ByteWriter) {
    writer.appendText(",\"pot_id\":", row, .potID)
    writer.appendText(",\"transfer_id\":", row, .transferID)
    writer.appendText(",\"refund_of\":", row, .refundOf)
    writer.appendText(",\"recurring_id\":", row, .recurringID)
    writer.appendInteger(",\"balance_minor\":", row.balanceMinor)
    writer.appendText(",\"scheme\":", row, .scheme)
    writer.appendText(",\"mcc\":", row, .mcc)
    writer.appendText(",\"decline_reason\":", row, .declineReason)
    writer.appendRaw(",\"attachments\":", row, .attachments)
    writer.appendRaw(",\"receipt\":", row, .receipt)
    writer.appendRaw(",\"metadata\":", row, .metadata)
    appendProvenance(row, to: &writer)
  }

  private func appendProvenance(_ row: Row, to writer: inout ByteWriter) {
    writer.append(",\"provenance\":")
    var isEmpty = true
    for field in ProvenanceField.allCases {
      guard let decider = row[provenance: field] else { continue }
      writer.append(isEmpty ? 0x7B : 0x2C)
      isEmpty = false
      writer.append(0x22)
      writer.append(field.name)
      writer.append("\":\"")
      writer.append(string: decider.name)
      writer.append(0x22)
    }
    if isEmpty { writer.append("null") } else { writer.append(0x7D) }
  }
}

extension RowText {
  /// The fields of the other side of a transfer.
  static let counterparty: [RowText] = [
    .counterpartyName, .counterpartySortCode, .counterpartyAccountNumber, .counterpartyUserID,
    .counterpartyAccountID,
  ]
}
