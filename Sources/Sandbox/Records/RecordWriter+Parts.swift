// The parts of a row that are objects themselves: metadata, categories, counterparty, attachment, cash fee.

internal import Bytes
internal import Model

extension RecordWriter {
  /// Appends a key with what is before it, and a value as a JSON string; nothing without a value.
  mutating func append(_ key: StaticString, _ value: MetadataValue?) {
    guard let value else { return }
    json.append(key)
    if case .text(let text) = value {
      return text.isEmpty ? json.append("\"\"") : json.appendJSONString(text)
    }
    json.append(0x22)
    switch value {
    case .text: break
    case .id(let identifier): json.append(identifier)
    case .time(let time): json.append(Instant(milliseconds: time))
    case .number(let number): json.append(integer: number)
    }
    json.append(0x22)
  }

  mutating func appendMetadata(_ metadata: [(key: String, value: MetadataValue)]) {
    json.append(",\"metadata\":{")
    for (index, pair) in metadata.enumerated() {
      json.append(index == 0 ? "\"" : ",\"")
      json.append(string: pair.key)
      append("\":", pair.value)
    }
    json.append("}")
  }

  mutating func appendCategories(_ entry: borrowing Entry) {
    json.append(",\"categories\":{\"")
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

  mutating func appendCounterparty(_ other: OtherSide?) {
    guard let other else { return json.append("{}") }
    func text(_ text: String?) -> MetadataValue? { text.map { .text($0) } }
    append("{\"name\":", .text(other.name))
    append(",\"preferred_name\":", text(other.preferredName))
    append(",\"sort_code\":", text(other.sortCode))
    append(",\"account_number\":", text(other.accountNumber))
    append(",\"account_id\":", other.account.map { .id($0) })
    append(",\"user_id\":", other.user)
    append(",\"service_user_number\":", text(other.serviceUser))
    append(",\"beneficiary_account_type\":", text(other.beneficiaryType))
    json.append("}")
  }

  /// The files at a row: the photo of the receipt that some rows have from the beginning, and later ones.
  mutating func appendAttachments(_ entry: borrowing Entry) {
    var files = entry.attachments
    if entry.hasAttachment, let user = entry.user {
      let made = entry.created + 60_000
      files.insert(
        FileAttachment(
          id: Identifier(.attachment, made, entry.salt >> 1), userID: user,
          fileURL: "https://attachments.example.com/\(entry.id.text)/receipt.jpg",
          fileType: "image/jpeg", created: made), at: 0)
    }
    guard !files.isEmpty else { return json.append("null") }
    let list: JSONText = "[\(files.map { $0.json(of: entry.id) })]"
    json.append(bytes: list.bytes)
  }
}

extension CashFee {
  var json: JSONText {
    let explainer = feePence == 0 ? "Within your allowance" : "Over your allowance of £200"
    return #"""
      {"allowance_id":"","allowance_usage_explainer_text":\#(explainer),\#
      "fee_amount":\#(-feePence),"fee_currency":"GBP",\#
      "fee_summary":\#(feePence == 0 ? "No fee" : "3% of what you took out"),\#
      "withdrawal_amount":\#(withdrawal.minorUnits),\#
      "withdrawal_currency":\#(withdrawal.currency)}
      """#
  }
}

extension FileAttachment {
  /// The file in a row and as an answer of its own.
  func json(of transaction: Identifier) -> JSONText {
    #"""
    {"id":\#(id),"user_id":\#(userID),"external_id":\#(transaction),"file_type":\#(fileType),\#
    "type":\#(fileType),"file_url":\#(fileURL),"url":\#(fileURL),"created":\#(created, .time)}
    """#
  }
}
