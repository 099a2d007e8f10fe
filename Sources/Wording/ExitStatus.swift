// How a run ended, as scripts see it: every exit code and its meaning, here and nowhere else. Help lists them from
// this table, and a test holds the README against it. The numbers are part of the command line's contract.

/// An exit code; when several causes apply, the one that comes first in `order` is reported.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case failed = 1
  case usage = 2
  case badInput = 3
  case unreachable = 4
  case logInAgain = 5
  case approveInApp = 6
  case localStorage = 7
  case gap = 8
  case interrupted = 130

  package var meaning: String {
    switch self {
    case .done: "done"
    case .failed: "failed for another reason, such as a name that nothing has"
    case .usage: "the command line or a file of settings is wrong"
    case .badInput: "some records could not be read; everything else was written"
    case .unreachable: "Monzo cannot be reached or asks to wait: try again later"
    case .logInAgain: "log in, also for history that only a login opens"
    case .approveInApp: "approve the access in the Monzo app, or extend it there"
    case .localStorage: "a file cannot be read or written, or there is no archive"
    case .gap: "a gap in the books or damage in the archive; everything else was written"
    case .interrupted: "interrupted"
    }
  }

  private static let order: [ExitStatus] = [
    .interrupted, .usage, .localStorage, .logInAgain, .approveInApp, .unreachable, .badInput, .gap,
    .failed,
  ]

  package static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
    order.first(where: statuses.contains) ?? .done
  }

  package static let orderInWords =
    "Of several causes the first of \(order.map { "\($0.rawValue)" }.joined(separator: ", ")) is reported."
}

extension ExitStatus {
  /// Whether the bank, and not this machine, is why something could not be done.
  package var isOfBank: Bool { [.unreachable, .logInAgain, .approveInApp].contains(self) }
}
