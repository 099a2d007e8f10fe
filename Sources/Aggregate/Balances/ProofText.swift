// What every state of a proof is called: the one table from which tables, manifests, messages and pages take their
// words. A text is pieces, so that each reader spells amounts and times in its own way.

public import Model

/// The words for a state of a proof.
public struct ProofText: Sendable {
  /// A piece of a text.
  public enum Piece: Equatable, Sendable {
    /// Words.
    case text(String)
    /// Minor units, with their sign.
    case amount(Int64)
    /// Minor units, without their sign.
    case size(Int64)
    /// A moment.
    case time(Instant)
    /// A moment of which only the day is of interest.
    case day(Instant)
  }

  /// The state in a word: `proved`, `gap` or `unproved`.
  public let word: StaticString
  /// Why it is not proved, for tables and messages; empty when it is.
  public let reason: [Piece]
  /// The whole state in a sentence, for people who know no more.
  public let sentence: [Piece]

  private init(_ word: StaticString, _ reason: [Piece], _ sentence: [Piece]) {
    self.word = word
    self.reason = reason
    self.sentence = sentence
  }

  /// Looks a state up.
  public init(_ proof: Proof) {
    self =
      switch proof {
      case .proved:
        ProofText("proved", [], ["Checked: every balance Monzo gave matches the transactions."])
      case .gap(let gap): ProofText(gap)
      case .unproved(let reason): ProofText(reason)
      }
  }

  private init(_ gap: BooksGap) {
    let (from, to) = (gap.from.map(Piece.time), gap.to.map(Piece.time))
    let (firstDay, lastDay) = (gap.from.map(Piece.day), gap.to.map(Piece.day))
    let balance = gap.balanceMinor.map { [", when the balance was ", .amount($0)] as [Piece] }
    self.init(
      "gap",
      [
        .amount(gap.amountMinor), " with no transaction to show for it, between ",
        from ?? "the opening", " and ", to ?? "the end of the data",
      ] + (balance ?? []),
      [
        "No: ", .size(gap.amountMinor), gap.amountMinor < 0 ? " went out" : " came in",
        " between ", firstDay ?? "the opening", " and ", lastDay ?? "the last transaction",
        " with no transaction to show for it.",
      ])
  }

  private init(_ reason: UnprovedReason) {
    self =
      switch reason {
      case .noBalance:
        ProofText("unproved", ["Monzo gave no balance"], ["Not checked: Monzo gave no balance."])
      case .oneBalance:
        ProofText(
          "unproved",
          ["one balance was seen, and the transactions may not go back to when the account opened"],
          [
            "Not checked yet: there is one balance, ",
            "and the transactions may not go back to when the account opened.",
          ])
      case .earlierRows(let time):
        ProofText(
          "unproved",
          ["proved since ", .time(time.wholeSecond), "; earlier transactions may be missing"],
          ["Since ", .day(time), ". Not checked before: transactions may be missing."])
      case .pendingChanged(let difference): ProofText(difference)
      case .movesMissing:
        ProofText(
          "unproved",
          ["the pot would have held less than zero, so some of its moves are missing"],
          ["Not checked: some moves of this pot are missing from the data."])
      case .currenciesDiffer:
        ProofText(
          "unproved", ["balances or transactions of more than one currency"],
          ["Not checked: balances and transactions are in different currencies."])
      case .overflow:
        ProofText(
          "unproved", ["a sum beyond 64 bits"], ["Not checked: the sums are too large."])
      case .filtered:
        ProofText(
          "unproved", ["only some of its transactions were exported"],
          ["Not checked: only some of its transactions were exported."])
      }
  }

  private init(_ difference: BalanceDifference) {
    let count = difference.rows.count
    let rows = count == 1 ? "1 payment that was" : "\(count) payments that were"
    let ids = difference.rows.prefix(3).compactMap(\.id).joined(separator: ", ")
    self.init(
      "unproved",
      [
        "the balance of ", .amount(difference.balanceMinor), " on ", .time(difference.seen),
        " differs by ", .amount(difference.differenceMinor),
        "; \(rows) pending then can explain it",
        .text(ids.isEmpty ? "" : ": \(ids)\(count > 3 ? ", ..." : "")"),
      ],
      [
        "Not checked yet: the balance of ", .amount(difference.balanceMinor), " on ",
        .day(difference.seen), " differs by ", .size(difference.differenceMinor),
        "; payments that were pending then can explain it.",
      ])
  }
}

extension ProofText.Piece: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// Words.
  public init(stringLiteral words: String) { self = .text(words) }
}

extension Proof {
  /// The state in a word: `proved`, `gap` or `unproved`.
  public var word: StaticString { ProofText(self).word }

  /// Why it is not proved, in words; null when it is.
  public func reason(in currency: Currency) -> String? {
    let pieces = ProofText(self).reason
    if pieces.isEmpty { return nil }
    return pieces.map { piece in
      switch piece {
      case .text(let words): words
      case .amount(let minor): "\(Money(minor, currency))"
      case .size(let minor): "\(Money(minor == .min ? .max : abs(minor), currency))"
      case .time(let time), .day(let time): "\(time)"
      }
    }.joined()
  }
}
