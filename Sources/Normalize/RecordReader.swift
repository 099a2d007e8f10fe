// One record in, one row out: the tape of the record, which members it has, and the tools that every dialect
// reads them with. The dialects themselves are in files of their own.

internal import Bytes
internal import Model
internal import Statements

/// What a record came to.
enum Reading {
  /// It filled the row.
  case row
  /// It reports something beside rows.
  indirect case reference(Reference)
  /// It holds nothing that this program uses, and what that is was taken note of.
  case nothing
}

/// Reads the record that is on its tape.
struct RecordReader: Sendable {
  let zone: TimeZoneRules
  /// The account of records that do not name one.
  let account: String?
  /// Whether rows keep metadata that no later stage looks at.
  let keepsAllMetadata: Bool

  var tape = JSONTape()
  var members = RecordMembers()
  var metadata = MetadataMembers()
  var merchants = MerchantPool()
  var unknown = UnknownNames()
  /// Names for records that have no id.
  var madeUpIDs = MadeUpIDs()
  /// Where JSON is put together before a row takes it.
  var scratch = ByteWriter()
  /// The head of the last statement line that stood in JSON, and the reader for it.
  var cellsHead: [UInt8] = []
  var cellsReader: StatementReader?
  /// What the envelope around the record said.
  var remarkedAccount: String?
  var remarkedTime: Instant?

  init(zone: TimeZoneRules, account: String?, keepsAllMetadata: Bool = true) {
    self.zone = zone
    self.account = account
    self.keepsAllMetadata = keepsAllMetadata
  }

  /// Reads the record, whose members are known.
  mutating func read(
    _ role: Role, _ bytes: [UInt8], into row: inout Row
  ) throws(RecordError) -> Reading {
    let kind = RecordKind.of(role, members, tape, bytes)
    switch kind {
    case .monzo, .canonical, .openBanking, .goCardless, .trueLayer, .cells: row.reset()
    default: break
    }
    let isPending = role == .pendingTransactions
    switch kind {
    case .monzo:
      if members[.id] == nil || members[.created] == nil,
        let message = ForeignRecord.message(tape, bytes)
      {
        throw RecordError(message)
      }
      try readMonzo(bytes, into: &row)
    case .canonical: try readCanonical(bytes, into: &row)
    case .openBanking: try readOpenBanking(bytes, into: &row)
    case .goCardless: try readGoCardless(bytes, isPending: isPending, into: &row)
    case .trueLayer: try readTrueLayer(bytes, isPending: isPending, into: &row)
    case .cells: return try readCells(bytes, into: &row)
    case .reference: return .reference(try readReference(bytes))
    case .account:
      if isAccountOfAggregator(bytes) { return .nothing }
      return .reference(try readAccount(bytes))
    case .pot: return .reference(try readPot(bytes))
    case .balance: return .reference(try readBalance(bytes))
    case .openBankingAccount: return .reference(try readOpenBankingAccount(bytes))
    case .openBankingPot: return .reference(try readOpenBankingPot(bytes))
    case .openBankingBalance: return try readOpenBankingBalance(bytes)
    case .nothing: throw notARecord(bytes)
    }
    if !members.strangers.isEmpty { noteStrangers(bytes) }
    return .row
  }

  /// Whether the account around an aggregator's transactions is meant, which has numbers and no id of the bank.
  private mutating func isAccountOfAggregator(_ bytes: [UInt8]) -> Bool {
    guard members[.id] == nil,
      tape.member("iban", of: 0, in: bytes) != nil || tape.member("bban", of: 0, in: bytes) != nil
    else { return false }
    unknown.note(.field, "account")
    return true
  }

  private func notARecord(_ bytes: [UInt8]) -> RecordError {
    for name: StaticString in ["message", "error_description", "error"] {
      guard let token = tape.member(name, of: 0, in: bytes) else { continue }
      return RecordError(
        "an error answer of the bank, not a record: \(QuotedRecord.value(token, tape, bytes))")
    }
    return RecordError(
      ForeignRecord.message(tape, bytes)
        ?? "neither a transaction nor an account, a pot or a balance")
  }

  private mutating func noteStrangers(_ bytes: [UInt8]) {
    for token in members.strangers { unknown.note(.field, bytes, tape[Int(token)].range) }
  }

  // MARK: For diagnostics

  private static let idNames = KeyTable([
    "id", "TransactionId", "transactionId", "internalTransactionId", "transaction_id",
  ])

  /// The id of the record on the tape, perhaps cut short by an error; nil when it has none.
  func idOfRecord(_ bytes: [UInt8]) -> String? {
    var at = 1
    while at + 1 < tape.count {
      let value = tape[at + 1]
      let isID = tape.index(ofKey: at, in: RecordReader.idNames, bytes) != nil
      if isID, value.kind == .string, 1...64 ~= value.range.count {
        return tape.string(at + 1, in: bytes)
      }
      if value.range.isEmpty && (value.kind == .object || value.kind == .array) { return nil }
      at = value.next
    }
    return nil
  }

  /// The line feeds between the beginning of the record and a token.
  func lineFeeds(before token: Int?, _ bytes: [UInt8]) -> Int {
    guard let token, let first = tape.tokens.first else { return 0 }
    var count = 0
    for at in first.range.start..<tape[token].range.start where bytes[at] == 0x0A {
      count += 1
    }
    return count
  }
}
