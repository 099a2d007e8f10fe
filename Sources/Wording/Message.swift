// What a run has to say, as a value: the words are chosen here, and whoever shows them knows of terminals, quiet runs
// and exit codes.

/// Something that users read while a command runs.
package enum Message: Equatable {
  /// Something to know, left out of quiet runs.
  case note(String)
  /// An error, and the exit code that it leads to.
  case error(String, ExitStatus)
  /// An error that several parts of a run come upon, shown once.
  case errorOnce(String, ExitStatus)
  /// A question at the terminal, as it is spelled.
  case question(String)
  /// How far long work is; nil when it is done.
  case progress(String?)
  /// Nothing to read, and the exit code that something else leads to.
  case status(ExitStatus)
}
