// The fields of a row as text for people, in the order of the row's JSON object.

import Model

/// One field of a row: its name in files, its value as text, and which decider it has.
struct RowField {
  let name: String
  var who: ProvenanceField?
  let text: (Row) -> String?

  init(_ name: String, who: ProvenanceField? = nil, _ text: @escaping (Row) -> String?) {
    self.name = name
    self.who = who
    self.text = text
  }

  init(_ name: String, _ field: RowText, who: ProvenanceField? = nil) {
    self.init(name, who: who) { $0[field] }
  }
}

enum RowFields {
  static var all: [RowField] { identity + times + money + words + links + rest }

  private static var identity: [RowField] {
    [
      RowField("id", .id), RowField("account_id", .accountID),
      RowField("account_name", .accountName), RowField("account_slug", .accountSlug),
      RowField("user_id", .userID),
      RowField("source") { "\($0.source.name)" },
      RowField("kind", who: .kind) { "\($0.kind.name)" },
      RowField("status") { "\($0.status.name)" },
    ]
  }

  private static var times: [RowField] {
    [
      RowField("created") { "\($0.created)" },
      RowField("updated") { $0.updated.map { "\($0)" } },
      RowField("settled") { $0.settled.map { "\($0)" } },
      RowField("date") { "\($0.date)" },
      RowField("posted_date") { $0.postedDate.map { "\($0)" } },
    ]
  }

  private static var money: [RowField] {
    [
      RowField("amount_minor") { "\($0.amountMinor)" },
      RowField("currency") { $0.currency.code },
      RowField("local_amount_minor") { $0.localAmount.map { "\($0.minorUnits)" } },
      RowField("local_currency") { $0.localAmount?.currency.code },
      RowField("include_in_spending", who: .includeInSpending) {
        $0.includeInSpending.map { $0 ? "true" : "false" }
      },
    ]
  }

  private static var words: [RowField] {
    [
      RowField("payee", .payee, who: .payee), RowField("memo", .memo, who: .memo),
      RowField("description", .description), RowField("notes", .notes, who: .notes),
      RowField("tags", .tags, who: .tags), RowField("category", .category, who: .category),
      RowField("category_split", .categorySplit),
      RowField("merchant", who: .merchant) { row in
        row.merchant.map { String(decoding: $0.json, as: UTF8.self) }
      },
      RowField("place", who: .place) { row in
        let fields = row.merchant?.fields
        let parts = [fields?.city, fields?.region, fields?.country].compactMap(\.self)
          .filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      },
      RowField("counterparty") { row in
        let parts = [
          row[.counterpartyName], row[.counterpartySortCode], row[.counterpartyAccountNumber],
          row[.counterpartyUserID], row[.counterpartyAccountID],
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      },
    ]
  }

  private static var links: [RowField] {
    [
      RowField("pot_id", .potID), RowField("pot_name", .potName), RowField("pot_slug", .potSlug),
      RowField("transfer_id", .transferID),
      RowField("refund_of", .refundOf), RowField("recurring_id", .recurringID),
      RowField("balance_minor") { $0.balanceMinor.map { "\($0)" } },
    ]
  }

  private static var rest: [RowField] {
    [
      RowField("scheme", .scheme), RowField("mcc", .mcc),
      RowField("decline_reason", .declineReason), RowField("attachments", .attachments),
      RowField("receipt", .receipt), RowField("fees", .fees),
      RowField("metadata", .metadata, who: .accountingCode),
    ]
  }
}
