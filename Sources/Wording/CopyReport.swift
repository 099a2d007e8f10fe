// What a copy of the archive came to, in words.

package import Pipeline

extension ArchiveCopy {
  /// One line: `/media/backup: 214 files, 41 MiB, 18,204 transactions; 3 files written`.
  package var line: String {
    let size = bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\(bytes >> 20) MiB"
    let change = written == 0 ? "nothing has changed" : "\(counted(written, "file")) written"
    return
      "\(folder): \(counted(files, "file")), \(size), \(counted(rows, "transaction")); \(change)"
  }
}

extension CopyRefusal {
  /// Why, and what to do.
  func words(_ path: String) -> String {
    switch self {
    case .stranger(let name):
      "\(path): holds '\(name)', which is no part of a copy of the archive; name a new or an empty folder"
    case .ofOther(let archive):
      "\(path): is a copy of another archive, \(archive); name another folder"
    case .writtenSince:
      "\(path): was written to since it was copied, so it may hold what the archive does not; "
        + "run 'monzo-export import \(path)', then name another folder"
    case .holdsLost(let files):
      "\(path): still holds what the archive lost of \(counted(files.count, "file")), such as \(files[0]), and was "
        + "left as it is; run 'monzo-export import \(path)', then copy again"
    }
  }
}
