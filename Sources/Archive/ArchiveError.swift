// Why an archive cannot be opened, read or written, as facts, and the one place where they become words.

public import Disk

/// Something that is wrong with an archive, or with the disk under it.
public enum ArchiveError: Error, Equatable, Sendable {
  /// Storage refused.
  case disk(StorageError)
  /// There is no archive at the place.
  case missing(place: String)
  /// There is something else at the place.
  case occupied(place: String, name: String)
  /// The archive is of a format that this version does not know: what `FORMAT` says.
  case unknownFormat(place: String, found: String)
  /// The archive belongs to another user of the bank.
  case foreign(place: String, owner: String?, user: String)
  /// Another process writes to the archive.
  case locked(place: String, holder: String)
  /// A line or file is not what the archive wrote; lines count from 1.
  case damaged(place: String, path: String, line: Int, expected: String)
  /// A file does not hold what was written into it; it was found while it was used.
  case changed(place: String, FileDamage)
  /// Another run wrote to the archive all the time that it was copied.
  case restless(place: String)
}

extension ArchiveError: CustomStringConvertible {
  /// One line: where, what was found against what was expected, what to do next.
  public var description: String {
    switch self {
    case .disk(let error):
      "\(error)"
    case .missing(let place):
      "\(place): there is no archive here; `monzo-export login` makes one, --archive names another"
    case .occupied(let place, let name):
      "\(place): not an archive: it holds '\(name)' but no file FORMAT; "
        + "name an empty or a new folder with --archive"
    case .unknownFormat(let place, let found):
      "\(place)/FORMAT: found '\(found)', expected '\(ArchiveFormat.line)' or older; "
        + "the archive was written by a newer version: update monzo-export"
    case .foreign(let place, nil, let user):
      "\(place): the archive does not belong to the bank user \(user) of this login, and its file IDENTITY, which "
        + "says whose it is, is damaged; name another folder with --archive: every user has an archive"
    case .foreign(let place, let owner?, let user):
      "\(place): the archive belongs to the bank user \(owner), but the login is of \(user); "
        + "log in as \(owner), or name another folder with --archive: every user has an archive"
    case .locked(let place, let holder):
      "\(place): another command is writing to the archive"
        + (holder.isEmpty ? "" : " (\(holder))") + "; wait until it ends, then run this again"
    case .damaged(let place, let path, let line, let expected):
      "\(place)/\(path):\(line): expected \(expected); restore the file from a copy, "
        + "or take the line out: nothing was changed"
    case .changed(let place, let damage):
      "\(place)/\(damage.path): does not hold what was written into it: the disk may be failing; run this again, "
        + "and the run says what is lost"
    case .restless(let place):
      "\(place): another command wrote to the archive all the time; run this again when it has ended"
    }
  }
}
