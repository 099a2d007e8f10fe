// Rows: a page of them, one of them, and the notes that a person or a program adds.

internal import Bytes
internal import Model
import MonzoAPI

extension BankServer {
  /// `GET /transactions`.
  func transactions(_ call: BankCall, _ login: Logins.Login) throws(Refusal) -> HTTPResponse {
    let id = try accountID(call.query, "account_id")
    let query = try TransactionQuery(call.query, at: call.now)
    if let account = refusingAccounts.first(where: { $0.id == id }) {
      guard account.type == .loan else {
        throw .permissions("Transactions of this account cannot be listed")
      }
      return .json(Array("{\"transactions\":[]}".utf8))
    }
    guard let register = register(id) else { throw .permissions("Account is not yours") }
    try query.check(
      login, isPot: rules.limitsPotHistory && DemoAccount.pots.contains(register), at: call.now)
    var writer = RecordWriter()
    writer.json.append("{\"transactions\":[")
    let rows = books.rows(
      register, query.range, limit: query.limit, readyMade: query.expandsMerchant)
    for (index, row) in rows.enumerated() {
      if index > 0 { writer.json.append(",") }
      writer.append(row, expandingMerchant: query.expandsMerchant)
    }
    writer.json.append("]}")
    return .json(writer.json.bytes)
  }

  /// `GET` and `PATCH /transactions/ID`.
  mutating func transaction(
    _ call: BankCall, _ text: String, _ login: Logins.Login
  ) throws(Refusal) -> HTTPResponse {
    guard let id = Identifier(.transaction, text) else {
      throw .parameter("transaction_id", "not a transaction id")
    }
    guard let entry = books.entry(id) else { throw .notFound("Transaction") }
    let horizon = call.now.adding(seconds: -TransactionQuery.reachMax)
    if Instant(milliseconds: entry.created) <= horizon, !login.isOpen(at: call.now) {
      throw .verificationRequired
    }
    if call.method == .patch { annotate(id, try call.form(), at: call.now) }
    var writer = RecordWriter()
    writer.json.append("{\"transaction\":")
    writer.append(
      object: books.entry(id) ?? entry,
      expandingMerchant: call.query.all("expand[]").contains("merchant"))
    writer.json.append("}")
    return .json(writer.json.bytes)
  }

  /// Changes the metadata of a row; the key `notes` is the row's own notes, and an empty value takes a key away.
  private mutating func annotate(_ id: Identifier, _ form: FormFields, at now: Instant) {
    let fields = form.members(of: "metadata")
    guard !fields.isEmpty else { return }
    books.change(id) { entry in
      for field in fields {
        let place = entry.metadata.firstIndex { $0.key == field.name }
        if let place { entry.metadata.remove(at: place) }
        if field.name == "notes" { entry.notes = field.value }
        guard !field.value.isEmpty else { continue }
        entry.metadata.insert(
          (field.name, .text(field.value)), at: place ?? entry.metadata.endIndex)
      }
      entry.touched = now.milliseconds
    }
  }
}

extension RecordWriter {
  /// Appends a row of the books.
  mutating func append(_ row: BankState.Row, expandingMerchant: Bool) {
    switch row {
    case .kept(let bytes, _): json.append(bytes: bytes)
    case .entry(let entry): append(object: entry, expandingMerchant: expandingMerchant)
    }
  }
}
