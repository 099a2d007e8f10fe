// JSON in, one outcome at a time. What a value is depends on its bytes alone, never on where a chunk ends:
// a value that is not complete waits for more bytes unless it is an envelope, which is stepped into.

internal import Bytes
internal import Model

/// What one step of reading came to.
enum Step {
  /// The reading moved on, and there is nothing to say.
  case moved
  /// The chunk ends too early.
  case needsMore
  /// There is something to say.
  case outcome(Outcome)
}

extension Normalizer {
  mutating func nextOfJSON(in bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool) -> Outcome? {
    while true {
      if let outcome = nextOfInnerText() { return outcome }
      guard framing.recovery == .done || framing.recover(bytes, &rest) else { return nil }
      framing.skipSpace(bytes, &rest)
      guard !rest.isEmpty else { return isLast ? endOfJSON() : nil }
      switch step(bytes, &rest, isLast: isLast) {
      case .moved: continue
      case .needsMore: return nil
      case .outcome(let outcome): return outcome
      }
    }
  }

  private mutating func step(_ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool) -> Step {
    let byte = bytes[rest.lowerBound]
    switch framing.expectation {
    case .value(let role): return value(role, bytes, &rest, isLast: isLast)
    case .valueOrEnd(let role):
      if byte != 0x5D { return value(role, bytes, &rest, isLast: isLast) }
      framing.pop()
    case .separatorOrEnd:
      guard let frame = framing.frames.last else { return .moved }
      switch (frame, byte) {
      case (.list(let role), 0x2C): framing.expectation = .value(role)
      case (.envelope, 0x2C): framing.expectation = .key
      case (.list, 0x5D), (.envelope, 0x7D): framing.pop()
      case (.list, _): return giveUp("expected ',' or ']'", bytes, rest, isLast: isLast)
      case (.envelope, _): return giveUp("expected ',' or '}'", bytes, rest, isLast: isLast)
      }
    case .keyOrEnd where byte == 0x7D: framing.pop()
    case .key, .keyOrEnd: return key(bytes, &rest, isLast: isLast)
    }
    framing.advance(1, &rest)
    return .moved
  }

  /// The end of the input: every frame must be closed by then.
  private mutating func endOfJSON() -> Outcome? {
    guard let open = framing.frames.last else { return nil }
    framing.removeFrames()
    framing.expectation = .value(.any)
    let bracket = if case .list = open { "]" } else { "}" }
    return .diagnostic(
      Diagnostic(
        file: file, line: framing.line,
        message: "the document ends too early: expected '\(bracket)'; what came before it was read")
    )
  }

  // MARK: Values

  @inline(__always)
  private mutating func value(
    _ role: Role, _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Step {
    switch role {
    case .seen, .account: return remark(role, bytes, &rest, isLast: isLast)
    case .passedOver:
      if let step = passOver(bytes, &rest, isLast: isLast) { return step }
      return value(.any, bytes, &rest, isLast: isLast)
    default: break
    }
    switch bytes[rest.lowerBound] {
    case 0x7B:
      return object(role, bytes, &rest, isLast: isLast)
    case 0x5B:
      guard framing.frames.count < JSONTape.depthMax else {
        return giveUp("more nested arrays than can be read", bytes, rest, isLast: isLast)
      }
      framing.push(.list(role))
      framing.advance(1, &rest)
      return .moved
    default: return other(bytes, &rest, isLast: isLast)
    }
  }

  /// Reads an object: a record, or an envelope to be stepped into.
  @inline(__always)
  private mutating func object(
    _ role: Role, _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Step {
    if role == .openBankingData { return stepInto(role, &rest) }
    if role == .any, Envelope.isFirstKey(bytes, rest) { return stepInto(.any, &rest) }
    let text = Normalizer.text(rest)
    do {
      let (end, lineFeeds) = try reader.tape.parsePrefix(
        bytes, text, knowing: reader.merchants.objects)
      reader.members.fill(reader.tape, bytes)
      if isEnvelope(role, bytes, isCut: false) { return stepInto(role.inEnvelope, &rest) }
      place = RecordPlace(
        offset: framing.offset, length: end - rest.lowerBound, line: framing.line)
      if role == .any, openInnerText(bytes) {
        framing.hasRead = true
        framing.advance(end - rest.lowerBound, &rest)
        framing.line += lineFeeds
        framing.endValue()
        return .moved
      }
      let (account, step) = (accountWithContent(role, bytes), read(role, bytes))
      framing.hasRead = true
      if let account {
        // The account was read; what it carries is read like an envelope.
        _ = stepInto(.accountContent, &rest)
        framing.note(account: account)
        return step
      }
      framing.advance(end - rest.lowerBound, &rest)
      framing.line += lineFeeds
      framing.endValue()
      return step
    } catch {
      reader.members.fill(reader.tape, bytes)
      let isKnown = role == .any && Envelope.isObject(reader.tape, bytes)
      // What else it is depends on all of its members, or on those before an error.
      if !isKnown && mayGoOn(error, rest, isLast: isLast) { return .needsMore }
      if isKnown || isEnvelope(role, bytes, isCut: true) {
        return stepInto(role.inEnvelope, &rest)
      }
      // An account with a history longer than any record: its rows are read, it itself is not.
      if rest.count > Normalizer.recordBytesMax, let account = accountWithContent(role, bytes) {
        defer { framing.note(account: account) }
        return stepInto(.accountContent, &rest)
      }
      return unreadable(error, bytes, &rest, isLast: isLast)
    }
  }

  /// Whether the object on the tape is no record but holds some.
  ///
  /// The keys of envelopes are strangers to records, which nearly never have any, so this costs them nothing.
  @inline(__always)
  private func isEnvelope(_ role: Role, _ bytes: [UInt8], isCut: Bool) -> Bool {
    if role == .any, !isCut, !reader.members.strangers.isEmpty,
      Envelope.isObject(reader.tape, bytes)
    {
      return true
    }
    switch role {
    case .any, .transactions, .pendingTransactions:
      guard reader.members[.amount] == nil else { return false }
      return Envelope.isWrapper(reader.tape, reader.members, bytes, isCut: isCut)
        && accountWithContent(role, bytes) == nil
    case .accounts, .pots:
      return reader.members[.id] == nil && Envelope.holdsObjects(reader.tape)
    default: return false
    }
  }

  /// The id of the account on the tape that carries its transactions, pots or balance with it; nil for
  /// everything else.
  private func accountWithContent(_ role: Role, _ bytes: [UInt8]) -> String? {
    guard role == .any || role == .accounts, reader.members[.amount] == nil,
      let token = reader.members[.id], reader.tape[token].kind == .string,
      role == .accounts || reader.tape[token].range.begins(with: "acc_", in: bytes),
      Envelope.holdsBelongings(reader.tape, bytes)
    else { return nil }
    return reader.tape.string(token, in: bytes)
  }

  private mutating func stepInto(_ role: Role, _ rest: inout Range<Int>) -> Step {
    guard framing.frames.count < JSONTape.depthMax else {
      framing.giveUp()
      return .outcome(diagnostic("more nested objects than can be read"))
    }
    framing.push(.envelope(role))
    framing.advance(1, &rest)
    framing.hasRead = true
    return .moved
  }

  private mutating func read(_ role: Role, _ bytes: [UInt8]) -> Step {
    reader.remarkedAccount = framing.remarks.account
    reader.remarkedTime = framing.remarks.time
    do {
      switch try reader.read(role, bytes, into: &row) {
      case .row: return .outcome(.row)
      case .reference(let reference): return .outcome(.reference(reference))
      case .nothing: return .moved
      }
    } catch {
      return .outcome(
        .diagnostic(
          Diagnostic(
            file: file, line: place.line + reader.lineFeeds(before: error.token, bytes),
            id: reader.idOfRecord(bytes), message: error.message)))
    }
  }

  /// The part of the rest in which a value may be.
  @inline(__always)
  static func text(_ rest: Range<Int>) -> ByteRange {
    ByteRange(start: rest.lowerBound, count: min(rest.count, recordBytesMax))
  }

  func diagnostic(_ message: String, id: String? = nil) -> Outcome {
    .diagnostic(Diagnostic(file: file, line: framing.line, id: id, message: message))
  }

  // MARK: Envelopes

  /// Reads a key of an envelope with its colon.
  private mutating func key(_ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool) -> Step {
    guard bytes[rest.lowerBound] == 0x22 else {
      return giveUp("expected a quoted key", bytes, rest, isLast: isLast)
    }
    do {
      let (end, _) = try reader.tape.parsePrefix(bytes, Normalizer.text(rest))
      var colon = end
      while colon < rest.upperBound && JSONFraming.isSpace(bytes[colon]) { colon += 1 }
      guard colon < rest.upperBound else {
        return isLast ? giveUp("expected ':'", bytes, rest, isLast: true) : .needsMore
      }
      guard bytes[colon] == 0x3A, case .envelope(let role) = framing.frames.last else {
        return giveUp("expected ':'", bytes, rest, isLast: isLast)
      }
      for at in end..<colon where bytes[at] == 0x0A { framing.line += 1 }
      framing.beginMember()
      // Dumps keyed by account: the key is what every record in its value is of.
      if reader.tape[0].range.begins(with: "acc_", in: bytes) {
        framing.remarks.account = reader.tape.string(0, in: bytes)
      }
      framing.expectation = .value(Envelope.role(ofKey: 0, reader.tape, bytes, in: role))
      framing.advance(colon + 1 - rest.lowerBound, &rest)
      return .moved
    } catch {
      return unreadable(error, bytes, &rest, isLast: isLast)
    }
  }

  /// Passes over a value of an envelope whose key says nothing; nil when records are in it.
  private mutating func passOver(
    _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Step? {
    let first = bytes[rest.lowerBound]
    guard first == 0x7B || first == 0x5B else {
      return remark(.passedOver, bytes, &rest, isLast: isLast)
    }
    let isWhole = (try? reader.tape.parsePrefix(bytes, Normalizer.text(rest))) != nil
    if Envelope.holdsRecords(reader.tape, bytes) { return nil }
    // A prefix of a list may have its first record behind the chunk.
    if !isWhole && !isLast && rest.count <= Normalizer.recordBytesMax { return .needsMore }
    return remark(.passedOver, bytes, &rest, isLast: isLast)
  }

  /// Reads a value of an envelope that is no record, and keeps what it says of the records.
  private mutating func remark(
    _ role: Role, _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Step {
    do {
      let (end, lineFeeds) = try reader.tape.parsePrefix(bytes, Normalizer.text(rest))
      // A number that ends with the chunk may go on in the next one.
      guard end < rest.upperBound || isLast else { return .needsMore }
      if role == .account, let account = reader.tape.string(0, in: bytes) {
        framing.note(account: account)
      } else if role == .seen {
        framing.note(time: reader.tape.string(0, in: bytes).flatMap { Instant($0) })
      }
      framing.advance(end - rest.lowerBound, &rest)
      framing.line += lineFeeds
      framing.endValue()
      return .moved
    } catch {
      return unreadable(error, bytes, &rest, isLast: isLast)
    }
  }
}
