// Journals as bytes, in the form that bean-check, hledger and ledger were seen to accept without a complaint.
//
//   Beancount   accounts are opened on their first day; texts are in quotes; `balance` is about the beginning of a day,
//               so the end of June is checked on 1 July, to the penny (`~ 0`)
//   hledger     the id is the code, payee and note are `payee | note`, what is not money is in comments as `key: value`;
//               a month ends with a transaction of zero amounts, each with `= balance`

internal import Aggregate
public import Bytes
internal import Model

/// Writes journals.
public struct JournalWriter: Sendable {
  private let format: JournalFormat

  /// Creates the writer.
  public init(_ format: JournalFormat) { self.format = format }

  // MARK: The head

  /// Appends what a journal begins with.
  ///
  /// - Parameters:
  ///   - book: the books, complete.
  ///   - title: what the journal is of.
  ///   - writer: where the bytes go.
  public func appendHead(of book: JournalBook, title: String, to writer: inout ByteWriter) {
    writer.append("; ")
    writer.append(string: title)
    writer.append("\n\n")
    let currencies = Set(book.accounts.map(\.register.currency)).sorted()
    if format == .beancount {
      writer.append(string: "option \"title\" \(JournalText.quoted(title))\n")
      for currency in currencies {
        writer.append(string: "option \"operating_currency\" \"\(currency.code)\"\n")
      }
      writer.append(0x0A)
    }
    for name in book.used.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if format == .beancount, let day = book.firstDay {
        writer.append(day)
        writer.append(" open ")
      } else {
        writer.append("account ")
      }
      writer.append(string: name)
      writer.append(0x0A)
    }
    if !book.used.isEmpty { writer.append(0x0A) }
  }

  /// Appends a line that includes another file.
  public func appendInclude(_ name: String, to writer: inout ByteWriter) {
    writer.append(
      string: format == .beancount ? "include \"\(name)\"\n" : "include \(name)\n")
  }

  // MARK: Transactions

  /// Appends a transaction.
  public func append(_ transaction: JournalTransaction, to writer: inout ByteWriter) {
    writer.append(transaction.date)
    writer.append(transaction.isPending ? " ! " : " * ")
    switch format {
    case .beancount: appendBeancountHead(transaction, to: &writer)
    case .hledger: appendHledgerHead(transaction, to: &writer)
    }
    for posting in transaction.postings { append(posting, to: &writer) }
    writer.append(0x0A)
  }

  private func appendBeancountHead(
    _ transaction: JournalTransaction, to writer: inout ByteWriter
  ) {
    writer.append(string: JournalText.quoted(transaction.payee))
    writer.append(0x20)
    writer.append(string: JournalText.quoted(transaction.note))
    for tag in transaction.tags {
      let word = JournalText.word(tag)
      let plain = word == tag ? word : Slugs.slug(of: tag)
      if !plain.isEmpty { writer.append(string: " #\(plain)") }
    }
    if let link = transaction.transferID.map(JournalText.word), !link.isEmpty {
      writer.append(string: " ^\(link)")
    }
    writer.append(0x0A)
    if let id = transaction.id { appendFact("id", id, to: &writer) }
    // A tag that is more than a word of ASCII is kept as it is, too.
    let texts = transaction.tags.filter { JournalText.word($0) != $0 }
    if !texts.isEmpty { appendFact("tags", texts.joined(separator: " "), to: &writer) }
    for fact in transaction.facts { appendFact(fact.key, fact.text, to: &writer) }
  }

  private func appendHledgerHead(_ transaction: JournalTransaction, to writer: inout ByteWriter) {
    if let id = transaction.id {
      let code = JournalText.comment(id).filter { $0 != "(" && $0 != ")" }
      writer.append(string: "(\(code)) ")
    }
    writer.append(string: JournalText.description(transaction.payee, isPayee: true))
    let note = JournalText.description(transaction.note, isPayee: false)
    if !note.isEmpty { writer.append(string: " | \(note)") }
    writer.append(0x0A)
    if let id = transaction.id { appendFact("id", id, to: &writer) }
    if let transfer = transaction.transferID { appendFact("transfer", transfer, to: &writer) }
    for tag in transaction.tags {
      let word = JournalText.tag(tag)
      if !word.isEmpty { appendFact(word, "", to: &writer) }
    }
    for fact in transaction.facts { appendFact(fact.key, fact.text, to: &writer) }
  }

  private func appendFact(
    _ key: String, _ text: String, isOfPosting: Bool = false, to writer: inout ByteWriter
  ) {
    writer.append(isOfPosting ? "    " : "  ")
    switch format {
    case .beancount: writer.append(string: "\(key): \(JournalText.quoted(text))")
    case .hledger:
      let text = JournalText.comment(text)
      writer.append(string: text.isEmpty ? "; \(key):" : "; \(key): \(text)")
    }
    writer.append(0x0A)
  }

  // MARK: Postings

  private func append(_ posting: JournalTransaction.Posting, to writer: inout ByteWriter) {
    appendStart(posting.account, to: &writer)
    if let original = posting.original {
      append(Int128(original.minorUnits), original.currency, to: &writer)
      writer.append(" @@ ")
      append(Int128(posting.amountMinor.magnitude), posting.currency, to: &writer)
    } else {
      append(posting.amountMinor, posting.currency, to: &writer)
    }
    writer.append(0x0A)
    if let code = posting.code { appendFact("code", code, isOfPosting: true, to: &writer) }
    if let vat = posting.vat { appendFact("vat", vat, isOfPosting: true, to: &writer) }
  }

  private func appendStart(_ account: String, to writer: inout ByteWriter) {
    writer.append("  ")
    writer.append(string: account)
    writer.append("  ")
  }

  private func append(_ minor: Int128, _ currency: Currency, to writer: inout ByteWriter) {
    writer.append(sumOfMinorUnits: minor, exponent: currency.exponent)
    writer.append(0x20)
    writer.append(currency)
  }

  // MARK: Assertions

  /// Appends what accounts must hold when days are over.
  public func append(_ assertions: [JournalAssertion], to writer: inout ByteWriter) {
    guard !assertions.isEmpty else { return }
    var day: CivilDate?
    for assertion in assertions {
      if format == .hledger, day != assertion.day {
        if day != nil { writer.append(0x0A) }
        writer.append(assertion.day)
        writer.append(" * Balances\n")
      }
      day = assertion.day
      append(assertion, to: &writer)
    }
    writer.append(0x0A)
  }

  private func append(_ assertion: JournalAssertion, to writer: inout ByteWriter) {
    switch format {
    case .beancount:
      writer.append(assertion.day.adding(days: 1))
      writer.append(" balance ")
      writer.append(string: assertion.account)
      writer.append("  ")
      writer.append(sumOfMinorUnits: assertion.amountMinor, exponent: assertion.currency.exponent)
      writer.append(" ~ 0 ")
      writer.append(assertion.currency)
    case .hledger:
      appendStart(assertion.account, to: &writer)
      append(0, assertion.currency, to: &writer)
      writer.append(" = ")
      append(assertion.amountMinor, assertion.currency, to: &writer)
    }
    writer.append(0x0A)
  }
}
