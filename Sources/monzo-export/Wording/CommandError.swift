// Why a command cannot go on, in words and as an exit code: the errors of every room come to this form before they are
// shown.

import Archive
import Connect
import Disk
import Pipeline
import SandboxHost

/// An error that users can do something about.
struct CommandError: WordedError {
  let message: String
  var status = ExitStatus.failed

  var inWords: CommandError { self }
}

/// The end of a command whose reason was reported where it was known.
struct AlreadyReported: Error {}

protocol WordedError: Error {
  var inWords: CommandError { get }
}

extension StorageError: WordedError {
  var inWords: CommandError { CommandError(message: "\(self)", status: .localStorage) }
}

extension ArchiveError: WordedError {
  var inWords: CommandError {
    switch self {
    case .foreign: CommandError(message: "\(self)", status: .usage)
    case .missing, .occupied, .disk, .unknownFormat, .locked, .damaged, .changed, .restless:
      CommandError(message: "\(self)", status: .localStorage)
    }
  }
}

extension ConnectError: WordedError {
  var inWords: CommandError { CommandError(self) }
}

extension DemoArchive.Failure: WordedError {
  var inWords: CommandError {
    switch self {
    case .foreignFolder(let path):
      CommandError(
        message: "\(path): not an archive of the demo; name another folder with --out",
        status: .localStorage)
    case .noLogin: CommandError(message: "the demo bank gives no code")
    }
  }
}
