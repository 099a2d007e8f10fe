// The canonical row, the value that every stage takes and gives. A row owns one buffer of bytes: numbers
// at fixed places, a table of ranges, then the text that the ranges point into. Copying a row is copying
// one array, putting it on disk is writing one array, and no field becomes a String unless somebody asks.
//
//   0 ..< scalarsEnd      numbers (RowLayout)
//   .. ..< textStart      one (offset, length) pair for each case of RowText; offset zero is null
//   textStart ...         text, in the order in which it was set; replaced text stays behind as a gap

public import Bytes

/// Where the numbers of a row are in its buffer, as byte offsets.
enum RowLayout {
  static let created = 0, updated = 8, settled = 16  // Int64 seconds
  static let createdNanos = 24, updatedNanos = 28, settledNanos = 32  // Int32
  static let date = 36, postedDate = 40  // Int32 days, absentDay for null
  static let currency = 44, localCurrency = 48  // UInt32, zero for null
  static let source = 52, kind = 53, status = 54, spending = 55  // UInt8
  static let amount = 56, localAmount = 64, balance = 72  // Int64
  static let tie = 80  // UInt64, zero for none
  static let presence = 88  // UInt32, one bit for each optional number
  static let provenance = 92  // UInt16 for each case of ProvenanceField
  static let scalarsEnd = provenance + 2 * 12
  static let textStart = scalarsEnd + 8 * RowText.allCases.count
  static let absentDay = Int32.min
}

/// The text fields of a row, and those that hold canonical JSON (`tags` and what follows it).
public enum RowText: Int, CaseIterable, Sendable {
  /// The bank's transaction id.
  case id
  /// The account's id.
  case accountID
  /// What people call the account, or the pot whose hidden account it is.
  case accountName
  /// The name of the account for files.
  case accountSlug
  /// Who paid, on a joint account.
  case userID
  /// Who the money went to or came from, cleaned.
  case payee
  /// What a person would read: the notes, else the payment reference.
  case memo
  /// The bank's raw description.
  case description
  /// The user's notes.
  case notes
  /// The category's id or word.
  case category
  /// The pot that the row moves money to or from.
  case potID
  /// What the user calls the pot.
  case potName
  /// The name of the pot for files.
  case potSlug
  /// The link that pairs two sides of a transfer.
  case transferID
  /// The purchase that the row refunds.
  case refundOf
  /// The series of recurring payments that the row belongs to.
  case recurringID
  /// The payment scheme.
  case scheme
  /// The merchant category code, four digits.
  case mcc
  /// Why the payment was declined.
  case declineReason
  /// The name of the other side of a transfer.
  case counterpartyName
  /// Its sort code.
  case counterpartySortCode
  /// Its account number.
  case counterpartyAccountNumber
  /// Its user id.
  case counterpartyUserID
  /// Its account id.
  case counterpartyAccountID
  /// Hashtags without `#`: a JSON array of strings.
  case tags
  /// A JSON array of `{"category":…,"amount_minor":…}`.
  case categorySplit
  /// A JSON array of `{"id":…,"file_type":…,"file_url":…}`.
  case attachments
  /// A JSON object `{"id":…,"items":[…]}`.
  case receipt
  /// A JSON array of `{"type":…,"amount_minor":…,"currency":…}`.
  case fees
  /// A JSON object of strings.
  case metadata
}

/// One movement of money, in the one shape that all dialects are turned into.
public struct Row: Sendable {
  /// Numbers, ranges and text; see the head of this file.
  public internal(set) var storage: [UInt8]
  /// The merchant of a card payment.
  public var merchant: Merchant?
  /// The id as a key, where somebody has worked it out already.
  var knownKey: RowKey?

  /// Creates a row of which nothing is known: all fields null, amount zero.
  public init() {
    storage = Row.blank
    merchant = nil
  }

  /// Puts a row together from a stored buffer, as `storage` gave it.
  public init(storage: [UInt8], merchant: Merchant?) {
    precondition(storage.count >= RowLayout.textStart, "not the buffer of a row")
    self.storage = storage
    self.merchant = merchant
  }

  /// Makes the row blank again and keeps its memory.
  public mutating func reset() {
    storage.removeAll(keepingCapacity: true)
    storage.append(contentsOf: Row.blank)
    merchant = nil
    knownKey = nil
  }

  private static let blank: [UInt8] = {
    var bytes = [UInt8](repeating: 0, count: RowLayout.textStart)
    for day in [RowLayout.date, RowLayout.postedDate] {
      bytes.withUnsafeMutableBytes {
        $0.storeBytes(of: RowLayout.absentDay, toByteOffset: day, as: Int32.self)
      }
    }
    bytes[RowLayout.spending] = 2
    bytes[RowLayout.kind] = Kind.other.rawValue
    return bytes
  }()

  // MARK: Raw access

  @inline(__always)
  func load<T: BitwiseCopyable>(_ offset: Int, as type: T.Type) -> T {
    storage.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }

  @inline(__always)
  mutating func store<T: BitwiseCopyable>(_ value: T, _ offset: Int) {
    storage.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: T.self) }
  }

  // MARK: Text

  /// Where a text field is in `storage`; nil when it is null.
  public func range(_ field: RowText) -> ByteRange? {
    let slot = RowLayout.scalarsEnd + 8 * field.rawValue
    let start = load(slot, as: UInt32.self)
    guard start != 0 else { return nil }
    return ByteRange(start: Int(start), count: Int(load(slot + 4, as: UInt32.self)))
  }

  /// A text field as a String; null is nil.
  public subscript(_ field: RowText) -> String? {
    get { range(field).map { String(decoding: storage[$0.indices], as: UTF8.self) } }
    set {
      guard var text = newValue else { return clear(field) }
      text.withUTF8 { utf8 in
        let start = storage.count
        storage.append(contentsOf: utf8)
        point(field, at: start, utf8.count)
      }
    }
  }

  /// Makes a text field null.
  public mutating func clear(_ field: RowText) {
    if field == .id { knownKey = nil }
    store(UInt64(0), RowLayout.scalarsEnd + 8 * field.rawValue)
  }

  /// Sets a text field to a copy of some bytes, which must be UTF-8.
  public mutating func set(_ field: RowText, _ bytes: [UInt8], _ range: ByteRange) {
    let start = storage.count
    bytes.withUnsafeBufferPointer { source in
      storage.append(contentsOf: UnsafeBufferPointer(rebasing: source[range.indices]))
    }
    point(field, at: start, range.count)
  }

  /// Sets a text field to the text of a string token of a tape, escapes undone.
  public mutating func set(_ field: RowText, _ tape: JSONTape, _ token: Int, in bytes: [UInt8]) {
    let start = storage.count
    tape.appendText(token, in: bytes, to: &storage)
    point(field, at: start, storage.count - start)
  }

  /// Gives a text field the same bytes as another field of the row, without a copy.
  public mutating func share(_ field: RowText, with other: RowText) {
    guard let range = range(other) else { return clear(field) }
    point(field, at: range.start, range.count)
  }

  @inline(__always)
  private mutating func point(_ field: RowText, at start: Int, _ count: Int) {
    let slot = RowLayout.scalarsEnd + 8 * field.rawValue
    if field == .id { knownKey = nil }
    store(UInt64(UInt32(start)) | UInt64(UInt32(count)) << 32, slot)
  }

  /// Whether a text field has exactly these bytes.
  public func isEqual(_ field: RowText, _ text: StaticString) -> Bool {
    guard let range = range(field), range.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where storage[range.start + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }
}

extension Row: Equatable {
  /// Equal when every field is, wherever its text is.
  public static func == (left: Row, right: Row) -> Bool {
    left.storage[..<RowLayout.scalarsEnd] == right.storage[..<RowLayout.scalarsEnd]
      && left.merchant == right.merchant
      && RowText.allCases.allSatisfy { field in
        switch (left.range(field), right.range(field)) {
        case (nil, nil): true
        case (let one?, let other?): left.storage[one.indices] == right.storage[other.indices]
        default: false
        }
      }
  }
}

extension Row {
  /// Makes this row what a stored buffer holds, and keeps its memory.
  public mutating func replace(storage bytes: UnsafeRawBufferPointer, merchant: Merchant?) {
    precondition(bytes.count >= RowLayout.textStart, "not the buffer of a row")
    storage.removeAll(keepingCapacity: true)
    storage.append(contentsOf: bytes)
    self.merchant = merchant
    knownKey = nil
  }
}
