// The exit codes that help lists of each command, from the one table of them.

import Arguments
import Wording

extension ExitCode {
  init(_ status: ExitStatus) { self.init(status.rawValue, status.meaning) }

  static let all = ExitStatus.allCases.map(ExitCode.init)

  static func of(_ more: ExitStatus...) -> [ExitCode] { of(more) }

  static let ofBank = of(.unreachable, .logInAgain, .approveInApp)
  static let ofFetch = of(.unreachable, .logInAgain, .approveInApp, .interrupted)
  /// How commands end that read records from files or from the archive.
  static let ofInput = of(.badInput, .gap)
  /// How commands end that write what a period needs.
  static let ofExport = of(.badInput, .logInAgain, .gap)

  private static func of(_ more: [ExitStatus]) -> [ExitCode] {
    let all: [ExitStatus] = [.done, .failed, .usage, .localStorage] + more
    return all.sorted { $0.rawValue < $1.rawValue }.map(ExitCode.init)
  }
}
