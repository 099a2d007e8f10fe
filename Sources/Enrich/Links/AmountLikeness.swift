// How alike the amounts of a run must be, from each payment to the next:
//
//   who collects or pays by agreement (Direct Debit, standing order, Bacs, loan, fee)   75 %
//   transfers between people and from other banks                                      25 %
//   cards                                                                              5 %, for exchange rates
//
// What is neither by agreement nor at least monthly must be equal to the penny, else a weekly shop would be a
// subscription. One step in four may be any size, and one in any case after the third payment: a price rise, a
// bonus. Two payments a year apart are a series only when a shop or an agreement takes them.

internal import Model

enum AmountLikeness {
  /// Whether the amounts of a run are alike enough.
  static func holds(for run: Run, in rows: Occurrences) -> Bool {
    let steps = run.places.count - 1
    if steps == 1, !rows.kind(run.first).recursFromTheSecond { return false }
    var unlike = 0
    for (one, other) in zip(run.places, run.places.dropFirst()) {
      let percent = percentMax(rows.kind(other), run.rhythm)
      unlike += rows.percentApart(one, other) > percent ? 1 : 0
    }
    return unlike <= (steps >= 3 ? max(1, steps / 4) : 0)
  }

  private static func percentMax(_ kind: Kind, _ rhythm: Rhythm) -> UInt64 {
    if kind.isByAgreement { return 75 }
    if rhythm == .weekly || rhythm == .fourWeekly { return 0 }
    return kind == .cardPayment ? 5 : 25
  }
}

extension Kind {
  fileprivate var isByAgreement: Bool {
    switch self {
    case .directDebit, .standingOrder, .bacsCredit, .loan, .fee, .flex: true
    default: false
    }
  }

  fileprivate var recursFromTheSecond: Bool { isByAgreement || self == .cardPayment }
}
