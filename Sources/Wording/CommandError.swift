// Why a command cannot go on, in words and as an exit code: the errors of every room come to this form before they are
// shown.

package import Archive
package import Connect
package import Disk
internal import Pipeline
package import SandboxHost

/// An error that users can do something about.
package struct CommandError: WordedError {
  /// What the user reads.
  package let message: String
  /// How the run ends.
  package let status: ExitStatus

  /// Puts an error into words.
  package init(message: String, status: ExitStatus = .failed) {
    self.message = message
    self.status = status
  }

  /// Itself.
  package var inWords: CommandError { self }
}

/// The end of a command whose reason was reported where it was known.
package struct AlreadyReported: Error {
  package init() {}
}

/// An error that has words.
package protocol WordedError: Error {
  /// The error in words.
  var inWords: CommandError { get }
}

extension StorageError: WordedError {
  package var inWords: CommandError { CommandError(message: "\(self)", status: .localStorage) }
}

extension ArchiveError: WordedError {
  package var inWords: CommandError {
    switch self {
    case .foreign: CommandError(message: "\(self)", status: .usage)
    case .missing, .occupied, .disk, .unknownFormat, .locked, .damaged, .changed, .restless:
      CommandError(message: "\(self)", status: .localStorage)
    }
  }
}

extension ConnectError: WordedError {
  package var inWords: CommandError { CommandError(self) }
}

extension DemoArchive.Failure: WordedError {
  package var inWords: CommandError {
    switch self {
    case .foreignFolder(let path):
      CommandError(
        message: "\(path): not an archive of the demo; name another folder with --out",
        status: .localStorage)
    case .noLogin: CommandError(message: "the demo bank gives no code")
    }
  }
}
