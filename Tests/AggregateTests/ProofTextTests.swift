// Every state of a proof with its word, its reason and its sentence.

import Aggregate
import Model
import TestSupport
import Testing

@Suite struct `the words of proofs` {
  /// All states: a new one does not compile until its words are here.
  private static func example(of proof: Proof) -> (word: String, reason: String?, sentence: String)
  {
    switch proof {
    case .proved:
      ("proved", nil, "Checked: every balance Monzo gave matches the transactions.")
    case .gap(let gap) where gap.from == nil:
      (
        "gap",
        "5.00 GBP with no transaction to show for it, between the opening and the end of the data",
        "No: [500] came in between the opening and the last transaction with no transaction to show for it."
      )
    case .gap:
      (
        "gap",
        "-20.00 GBP with no transaction to show for it, between 2026-06-01T00:00:00Z and "
          + "2026-07-01T00:00:00Z, when the balance was 2525.65 GBP",
        "No: [2000] went out between <2026-06-01T00:00:00Z> and <2026-07-01T00:00:00Z> "
          + "with no transaction to show for it."
      )
    case .unproved(.movesMissing):
      (
        "unproved", "the pot would have held less than zero, so some of its moves are missing",
        "Not checked: some moves of this pot are missing from the data."
      )
    case .unproved(.noBalance):
      ("unproved", "Monzo gave no balance", "Not checked: Monzo gave no balance.")
    case .unproved(.oneBalance):
      (
        "unproved",
        "one balance was seen, and the transactions may not go back to when the account opened",
        "Not checked yet: there is one balance, and the transactions may not go back to when the account opened."
      )
    case .unproved(.earlierRows):
      (
        "unproved", "proved since 2026-06-01T00:00:00Z; earlier transactions may be missing",
        "Since <2026-06-01T00:00:00Z>. Not checked before: transactions may be missing."
      )
    case .unproved(.pendingChanged(let difference)) where difference.rows.count == 1:
      (
        "unproved",
        "the balance of 40.00 GBP on 2026-06-01T00:00:00Z differs by 0.10 GBP; 1 payment that was pending "
          + "then can explain it: tx_0000000000000000000001",
        "Not checked yet: the balance of [4000] on <2026-06-01T00:00:00Z> differs by [10]; "
          + "payments that were pending then can explain it."
      )
    case .unproved(.pendingChanged):
      (
        "unproved",
        "the balance of 40.00 GBP on 2026-06-01T00:00:00Z differs by -0.10 GBP; 4 payments that were pending "
          + "then can explain it: tx_0000000000000000000001, tx_0000000000000000000002, "
          + "tx_0000000000000000000003, ...",
        "Not checked yet: the balance of [4000] on <2026-06-01T00:00:00Z> differs by [10]; "
          + "payments that were pending then can explain it."
      )
    case .unproved(.currenciesDiffer):
      (
        "unproved", "balances or transactions of more than one currency",
        "Not checked: balances and transactions are in different currencies."
      )
    case .unproved(.overflow):
      ("unproved", "a sum beyond 64 bits", "Not checked: the sums are too large.")
    case .unproved(.filtered):
      (
        "unproved", "only some of its transactions were exported",
        "Not checked: only some of its transactions were exported."
      )
    }
  }

  private static let june = Instant(seconds: 1_780_272_000)

  private static func changed(_ rows: Int, _ difference: Int64) -> Proof {
    .unproved(
      .pendingChanged(
        BalanceDifference(
          seen: june, balanceMinor: 4000, differenceMinor: difference,
          rows: (1...rows).map { rowKey($0) })))
  }

  @Test(
    arguments: [
      .proved, .gap(BooksGap(from: nil, to: nil, amountMinor: 500)),
      .gap(
        BooksGap(
          from: june, to: Instant(seconds: 1_782_864_000), amountMinor: -2000, balanceMinor: 252_565
        )
      ),
      .unproved(.movesMissing), .unproved(.noBalance), .unproved(.oneBalance),
      .unproved(.earlierRows(provedSince: june)),
      changed(1, 10), changed(4, -10), .unproved(.currenciesDiffer), .unproved(.overflow),
      .unproved(.filtered),
    ] as [Proof])
  func `every state has its own`(proof: Proof) {
    let expected = Self.example(of: proof)
    #expect("\(proof.word)" == expected.word)
    #expect(proof.reason(in: .gbp) == expected.reason)
    let sentence = ProofText(proof).sentence.map { piece in
      switch piece {
      case .text(let words): words
      case .amount(let minor): "[\(minor)]"
      case .size(let minor): "[\(abs(minor))]"
      case .time(let time), .day(let time): "<\(time)>"
      }
    }
    #expect(sentence.joined() == expected.sentence)
  }
}
