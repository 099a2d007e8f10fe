// Where the reading of a JSON input is. One grammar covers JSON Lines, one document, and many documents
// in a row: a sequence of values, in which envelopes (`{"transactions":[…]}`) and arrays are stepped into
// and never held whole, and every other object is a record. `Normalizer+JSON.swift` moves this state.

internal import Bytes
internal import Model

/// What the place of a value says about what the value is.
enum Role: Equatable, Sendable {
  /// Anything: the record itself must say.
  case any
  /// Transactions: of the bank's own API unless their members are those of another dialect.
  case transactions
  /// Transactions that are pending because of the list that they are in.
  case pendingTransactions
  /// Accounts of the bank's own API.
  case accounts
  /// What an account carries with it: its transactions, pots and balance.
  case accountContent
  /// Pots of the bank's own API.
  case pots
  /// The `Data` of an Open Banking answer.
  case openBankingData
  /// Parts of that: its transactions, accounts, pots and balances.
  case openBankingTransactions, openBankingAccounts, openBankingPots, openBankingBalances
  /// What an envelope says of its content: when it was seen, and of which account it is.
  case seen, account
  /// Nothing that a row is made of: links, meta data, the name of an event.
  case passedOver
}

/// The state between two chunks of a JSON input.
struct JSONFraming: Sendable {
  /// What envelopes say of the records in them.
  struct Remarks: Sendable {
    var account: String?
    var time: Instant?
  }

  /// An array or envelope that was stepped into.
  enum Frame: Sendable {
    case list(Role)
    case envelope(Role)
  }

  /// What comes next, white space aside.
  enum Expectation: Sendable {
    /// A value → itself read, or stepped into.
    case value(Role)
    /// The first element of an array, or its end.
    case valueOrEnd(Role)
    /// A comma, or the end of the innermost frame.
    case separatorOrEnd
    /// The key of an envelope → `value`.
    case key
    /// The first key of an envelope, or its end.
    case keyOrEnd
  }

  /// How much is passed over after an error.
  enum Recovery: Sendable {
    /// Nothing.
    case done
    /// The rest of the line.
    case line
    /// Everything up to a line that begins with `{` or `[`.
    case opening
    /// The same, at the beginning of a line.
    case openingAtLineStart
  }

  var frames: [Frame] = []
  /// What was known around each frame, and is known again behind it.
  var outer: [Remarks] = []
  /// What is known of the values that come next.
  var remarks = Remarks()
  /// What the innermost envelope says of all of its values.
  private var own = Remarks()
  var expectation = Expectation.value(.any)
  var recovery = Recovery.done
  /// The offset in the input, and the line, of the next byte.
  var offset: Int
  var line: Int
  /// Whether something at the top of the input could be read.
  var hasRead = false
  /// Whether a document was given up: its closing brackets then mean nothing.
  var hasGivenUp = false

  init(start: RecordPlace) {
    offset = start.offset
    line = start.line
  }

  /// Moves on by a number of bytes without line feeds.
  @inline(__always)
  mutating func advance(_ count: Int, _ rest: inout Range<Int>) {
    offset += count
    rest = rest.lowerBound + count..<rest.upperBound
  }

  /// Whether a byte is white space (RFC 8259 §2); other control characters are errors.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x20 || byte == 0x0D || byte == 0x09
  }

  /// Passes over white space.
  @inline(__always)
  mutating func skipSpace(_ bytes: [UInt8], _ rest: inout Range<Int>) {
    var at = rest.lowerBound
    while at < rest.upperBound {
      let byte = bytes[at]
      guard JSONFraming.isSpace(byte) else { break }
      if byte == 0x0A { line += 1 }
      at += 1
    }
    advance(at - rest.lowerBound, &rest)
  }

  mutating func push(_ frame: Frame) {
    frames.append(frame)
    outer.append(own)
    own = remarks
    switch frame {
    case .list(let role): expectation = .valueOrEnd(role)
    case .envelope: expectation = .keyOrEnd
    }
  }

  mutating func pop() {
    frames.removeLast()
    own = outer.popLast() ?? Remarks()
    remarks = own
    endValue()
  }

  /// Forgets what the last key said: what comes next has what the envelope says.
  mutating func beginMember() { remarks = own }

  /// Keeps what the innermost envelope says of its values.
  mutating func note(account: String?) {
    own.account = account
    remarks.account = account
  }

  /// Keeps when the values of the innermost envelope were seen.
  mutating func note(time: Instant?) {
    own.time = time
    remarks.time = time
  }

  /// Forgets all frames and what they said.
  mutating func removeFrames() {
    frames.removeAll()
    outer.removeAll()
    (own, remarks) = (Remarks(), Remarks())
  }

  /// Goes on behind a value.
  @inline(__always)
  mutating func endValue() {
    expectation = frames.isEmpty ? .value(.any) : .separatorOrEnd
  }

  /// Gives up all that is open and goes on with the next line that begins a value.
  mutating func giveUp() {
    removeFrames()
    expectation = .value(.any)
    recovery = .opening
    hasGivenUp = true
  }

  /// Passes over what an error costs; false when it goes on behind the chunk.
  mutating func recover(_ bytes: [UInt8], _ rest: inout Range<Int>) -> Bool {
    while recovery != .done {
      guard let first = rest.isEmpty ? nil : bytes[rest.lowerBound] else { return false }
      if recovery == .openingAtLineStart {
        recovery = first == 0x7B || first == 0x5B ? .done : .opening
        continue
      }
      var at = rest.lowerBound
      while at < rest.upperBound && bytes[at] != 0x0A { at += 1 }
      let isLineEnd = at < rest.upperBound
      advance(at - rest.lowerBound + (isLineEnd ? 1 : 0), &rest)
      guard isLineEnd else { return false }
      line += 1
      recovery = recovery == .line ? .done : .openingAtLineStart
    }
    return true
  }
}

extension Role {
  /// What the values of a wrapper are that stands where this is expected.
  var inEnvelope: Role {
    switch self {
    case .pendingTransactions, .accounts, .pots: self
    default: .any
    }
  }
}
