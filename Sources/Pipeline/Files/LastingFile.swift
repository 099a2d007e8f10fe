// A file whose bytes are needed more than once: kept open, or opened again where there are more files than a
// process may hold.

package import Disk

/// A file that can be read again while the program runs.
package enum LastingFile {
  /// A file that stays open.
  case open(File)
  /// A file that is opened when it is read, and its state when it was found.
  case closed(path: String, FileState)

  /// A file that is opened when it is read.
  static func closed(_ path: String) throws(StorageError) -> LastingFile {
    if let state = FileState(path) { return .closed(path: path, state) }
    // Opening it says why it cannot be read.
    return .open(try File.reading(path))
  }

  /// The file, open.
  ///
  /// - Throws: `PipelineError` when somebody has changed it since it was found; `StorageError`.
  package func file() throws -> File {
    switch self {
    case .open(let file): return file
    case .closed(let path, let state):
      let file = try File.reading(path)
      guard file.state == state else { throw PipelineError.changedWhileRead(path: path) }
      return file
    }
  }
}
