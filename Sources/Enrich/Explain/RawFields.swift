// The values of a raw record under the names of a row's fields. Every dialect has its own names; the first
// that the record has is taken, and its value is shown as it was written.

import Bytes

struct RawFields {
  /// Names of a field in records, those of a row's own name left out.
  private static let names: [String: [String]] = [
    "id": ["TransactionId", "Transaction ID"],
    "account_id": ["AccountId"],
    "kind": ["Type"],
    "status": ["Status", "amount_is_pending"],
    "created": ["BookingDateTime", "Date"],
    "settled": ["ValueDateTime"],
    "date": ["Time"],
    "amount_minor": ["amount", "Amount"],
    "currency": ["Currency"],
    "local_amount_minor": ["local_amount", "Local amount", "CurrencyExchange"],
    "local_currency": ["Local currency"],
    "payee": ["Name"],
    "description": ["TransactionInformation", "Description"],
    "notes": ["Notes and #tags"],
    "category": ["Category"],
    "category_split": ["categories", "Category split"],
    "merchant": ["MerchantDetails"],
    "place": ["Address", "address"],
    "counterparty": ["CreditorAccount", "DebtorAccount"],
    "scheme": ["ProprietaryBankTransactionCode"],
    "receipt": ["Receipt"],
    "fees": ["atm_fees_detailed"],
    "metadata": ["SupplementaryData"],
  ]

  private var values: [String: String] = [:]

  init(_ record: [UInt8]) {
    var tape = JSONTape()
    guard (try? tape.parse(record)) != nil, tape.tokens[0].kind == .object else { return }
    func text(_ token: Int) -> String {
      tape.string(token, in: record)
        ?? String(decoding: record[tape.sourceRange(token).indices], as: UTF8.self)
    }
    if let header = tape.member("header", of: 0, in: record),
      let cells = tape.member("cells", of: 0, in: record)
    {
      for (name, cell) in zip(tape.children(of: header), tape.children(of: cells)) {
        values[text(name)] = text(cell)
      }
    } else {
      for token in tape.children(of: 0) { values[text(token - 1)] = text(token) }
    }
  }

  /// The value of a field, nil when the record has none or has it empty.
  func value(of field: String) -> String? {
    let names = [field] + (RawFields.names[field] ?? [])
    guard let value = names.lazy.compactMap({ values[$0] }).first else { return nil }
    return ["", "null", "{}", "[]"].contains(value) ? nil : value
  }
}
