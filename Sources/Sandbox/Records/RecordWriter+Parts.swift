// The parts of a row that are objects themselves: metadata, categories, counterparty, attachment, cash fee.

internal import Bytes
internal import Model

extension RecordWriter {
  mutating func append(text: String) {
    if text.isEmpty { json.append("\"\"") } else { json.appendJSONString(text) }
  }

  /// Appends a value as a JSON string, whatever it is.
  mutating func append(_ value: Value) {
    if case .text(let text) = value { return append(text: text) }
    json.append(0x22)
    switch value {
    case .text: break
    case .id(let identifier): json.append(identifier)
    case .time(let time): json.append(Instant(milliseconds: time))
    case .number(let number): json.append(integer: number)
    }
    json.append(0x22)
  }

  private mutating func append(key: StaticString, text: String?) {
    guard let text else { return }
    json.append(key)
    json.appendJSONString(text)
  }

  mutating func appendMetadata(_ metadata: [(key: String, value: Value)]) {
    json.append(",\"metadata\":{")
    for (index, pair) in metadata.enumerated() {
      json.append(index == 0 ? "\"" : ",\"")
      json.append(string: pair.key)
      json.append("\":")
      append(pair.value)
    }
    json.append("}")
  }

  mutating func appendCategories(_ entry: borrowing Entry) {
    json.append("\",\"categories\":{\"")
    if entry.split.isEmpty {
      json.append(string: entry.category)
      json.append("\":")
      json.append(integer: entry.amount)
    }
    for (index, part) in entry.split.enumerated() {
      if index > 0 { json.append(",\"") }
      json.append(string: part.category)
      json.append("\":")
      json.append(integer: part.amount)
    }
    json.append("}")
  }

  mutating func appendLocal(_ entry: borrowing Entry) {
    json.append("\",\"local_amount\":")
    json.append(integer: entry.local?.minorUnits ?? entry.amount)
    json.append(",\"local_currency\":\"")
    json.append(string: entry.local?.currency ?? "GBP")
    json.append("\"")
  }

  mutating func appendCounterparty(_ other: OtherSide?) {
    guard let other else { return json.append("{}") }
    json.append("{\"name\":")
    json.appendJSONString(other.name)
    append(key: ",\"preferred_name\":", text: other.preferredName)
    append(key: ",\"sort_code\":", text: other.sortCode)
    append(key: ",\"account_number\":", text: other.accountNumber)
    if let account = other.account {
      json.append(",\"account_id\":")
      append(.id(account))
    }
    if let user = other.user {
      json.append(",\"user_id\":")
      append(user)
    }
    append(key: ",\"service_user_number\":", text: other.serviceUser)
    append(key: ",\"beneficiary_account_type\":", text: other.beneficiaryType)
    json.append("}")
  }

  mutating func appendCashFee(_ fee: CashFee) {
    json.append("{\"allowance_id\":\"\",\"allowance_usage_explainer_text\":")
    json.append(
      fee.feePence == 0 ? "\"Within your allowance\"" : "\"Over your allowance of £200\"")
    json.append(",\"fee_amount\":")
    json.append(integer: -fee.feePence)
    json.append(",\"fee_currency\":\"GBP\",\"fee_summary\":")
    json.append(fee.feePence == 0 ? "\"No fee\"" : "\"3% of what you took out\"")
    json.append(",\"withdrawal_amount\":")
    json.append(integer: fee.withdrawal.minorUnits)
    json.append(",\"withdrawal_currency\":\"")
    json.append(string: fee.withdrawal.currency)
    json.append("\"}")
  }

  /// The files at a row: the photo of the receipt that some rows have from the beginning, and later ones.
  mutating func appendAttachments(_ entry: borrowing Entry) {
    var files = entry.attachments
    if entry.hasAttachment, let user = entry.user {
      let made = entry.created + 60_000
      files.insert(
        Attachment(
          id: Identifier(.attachment, made, entry.salt >> 1), userID: user,
          fileURL: "https://attachments.example.com/\(entry.id.text)/receipt.jpg",
          fileType: "image/jpeg", created: made), at: 0)
    }
    guard !files.isEmpty else { return json.append("null") }
    json.append("[")
    for (index, file) in files.enumerated() {
      if index > 0 { json.append(",") }
      append(file, of: entry.id)
    }
    json.append("]")
  }

  /// One attached file, in a row and as an answer of its own.
  mutating func append(_ file: Attachment, of transaction: Identifier) {
    json.append("{\"id\":\"")
    json.append(file.id)
    json.append("\",\"user_id\":\"")
    json.append(file.userID)
    json.append("\",\"external_id\":\"")
    json.append(transaction)
    json.append("\",\"file_type\":")
    json.appendJSONString(file.fileType)
    json.append(",\"type\":")
    json.appendJSONString(file.fileType)
    json.append(",\"file_url\":")
    json.appendJSONString(file.fileURL)
    json.append(",\"url\":")
    json.appendJSONString(file.fileURL)
    json.append(",\"created\":\"")
    json.append(Instant(milliseconds: file.created))
    json.append("\"}")
  }
}
