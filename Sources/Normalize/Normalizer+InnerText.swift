// Records in a text within a record: queues and gateways keep the body of a delivery as `"body":"{\\"type\\":…}"`. The
// text is read like an input of its own; its place is that of the object that it is in.

internal import Bytes
internal import Model

/// A text that is read before the rest of the input.
struct InnerText: Sendable {
  /// Who reads it; one element.
  var readers: [Normalizer]
  let bytes: [UInt8]
  var rest: Range<Int>
}

extension Normalizer {
  /// How deep texts may be in texts.
  private static let innerDepthMax = 2

  /// Begins with the texts of the object on the tape that are JSON; false when it is a record or has none.
  mutating func openInnerText(_ bytes: [UInt8]) -> Bool {
    guard reader.members[.amount] == nil, reader.members[.aggregatorAmount] == nil,
      reader.members[.amountMinor] == nil, reader.members[.obTransactionID] == nil,
      depth < Normalizer.innerDepthMax
    else { return false }
    var texts: [UInt8] = []
    for token in reader.tape.children(of: 0) where reader.tape[token].kind == .string {
      let range = reader.tape[token].range
      guard range.count > 1, bytes[range.start] == 0x7B || bytes[range.start] == 0x5B else {
        continue
      }
      var text: [UInt8] = []
      reader.tape.appendText(token, in: bytes, to: &text)
      var tape = JSONTape()
      guard (try? tape.parse(text)) != nil, Envelope.holdsRecords(tape, text) else { continue }
      texts += text + [0x0A]
    }
    guard !texts.isEmpty else { return false }
    var options = options
    options.account = framing.remarks.account ?? options.account
    var inner = Normalizer(options)
    inner.depth = depth + 1
    innerText = [InnerText(readers: [inner], bytes: texts, rest: texts.indices)]
    return true
  }

  /// The next outcome of a text that was begun; nil when there is none.
  mutating func nextOfInnerText() -> Outcome? {
    guard var text = innerText.popLast() else { return nil }
    let outcome = text.readers[0].next(in: text.bytes, &text.rest, isLast: true)
    guard let outcome else {
      reader.unknown.merge(text.readers[0].unknown)
      return nil
    }
    row = text.readers[0].row
    innerText = [text]
    guard case .diagnostic(var diagnostic) = outcome else { return outcome }
    diagnostic.line = place.line
    return .diagnostic(diagnostic)
  }
}
