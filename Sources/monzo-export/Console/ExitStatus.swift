// How a run ended, as scripts see it. The numbers are part of the command line's contract.

import Archive

/// An exit code; when several causes apply, the one that comes first in `order` is reported.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  /// Some input could not be read; the rest was written.
  case badInput = 3
  case unreachable = 4
  case logInAgain = 5
  case approveInApp = 6
  case localStorage = 7
  /// The books do not balance; everything was written and flagged.
  case gap = 8

  private static let order: [ExitStatus] = [
    .usage, .localStorage, .logInAgain, .approveInApp, .unreachable, .badInput, .gap, .failed,
  ]

  /// The status to report of several.
  static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
    order.first(where: statuses.contains) ?? .done
  }
}

extension ArchiveError {
  /// How a run ends that cannot go on because of it.
  var status: ExitStatus {
    switch self {
    case .missing, .occupied, .foreign: .usage
    case .disk, .unknownFormat, .locked, .damaged: .localStorage
    }
  }
}
