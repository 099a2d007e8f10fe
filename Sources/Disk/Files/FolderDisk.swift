// What writing among other people's files needs beyond `Disk`: to see what has a name without following a
// link, and to make, link and remove names without ever taking the place of something unseen.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A disk on which not every file is the program's.
package protocol FolderDisk: Disk {
  /// The user that new files belong to.
  var user: UInt32 { get }
  /// What is at a path, a link at its end not followed; nil for nothing.
  func status(_ path: String) throws(StorageError) -> EntryStatus?
  /// Whether two regular files hold the same bytes.
  func holdSame(_ path: String, _ other: String) throws(StorageError) -> Bool
  /// Makes a new file and writes it, readable by its owner only.
  mutating func create(_ path: String, _ bytes: [UInt8]) throws(StorageError)
  /// Gives a file a second name, which was not there.
  mutating func link(_ path: String, to name: String) throws(StorageError)
  /// Gives a file the times of another.
  mutating func copyTimes(of path: String, to other: String) throws(StorageError)
  /// Sets the permission bits of a file or folder.
  mutating func setMode(_ mode: UInt32, of path: String) throws(StorageError)
  /// Removes a folder that is empty; nothing when there is none.
  mutating func removeFolder(_ folder: String) throws(StorageError)
}

extension SystemDisk: FolderDisk {
  /// The user that the process acts as.
  package var user: UInt32 { geteuid() }

  /// What is at a path, a link at its end not followed; nil for nothing.
  package func status(_ path: String) throws(StorageError) -> EntryStatus? {
    var status = stat()
    guard lstat(absolute(path), &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failed("read", path)
    }
    return EntryStatus(status)
  }

  /// Whether two regular files hold the same bytes.
  package func holdSame(_ path: String, _ other: String) throws(StorageError) -> Bool {
    let files = (try File.reading(absolute(path)), try File.reading(absolute(other)))
    var (one, two): ([UInt8], [UInt8]) = ([], [])
    var offset = 0
    while true {
      try files.0.read(at: offset, count: 1 << 16, into: &one)
      try files.1.read(at: offset, count: 1 << 16, into: &two)
      guard one == two else { return false }
      guard one.count == 1 << 16 else { return true }
      offset += one.count
    }
  }

  /// Makes a new file and writes it.
  package func create(_ path: String, _ bytes: [UInt8]) throws(StorageError) {
    try File.creating(absolute(path)).write(bytes)
  }

  /// Gives a file a second name, which was not there.
  package func link(_ path: String, to name: String) throws(StorageError) {
    guard systemLink(absolute(path), absolute(name)) == 0 else { throw failed("write", name) }
  }

  /// Gives a file the times of another.
  package func copyTimes(of path: String, to other: String) throws(StorageError) {
    var status = stat()
    guard lstat(absolute(path), &status) == 0 else { throw failed("read", path) }
    #if canImport(Darwin)
      let times = [status.st_atimespec, status.st_mtimespec]
    #else
      let times = [status.st_atim, status.st_mtim]
    #endif
    guard utimensat(AT_FDCWD, absolute(other), times, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw failed("write", other)
    }
  }

  /// Sets the permission bits of a file or folder.
  package func setMode(_ mode: UInt32, of path: String) throws(StorageError) {
    guard chmod(absolute(path), mode_t(mode)) == 0 else { throw failed("write", path) }
  }

  /// Removes a folder that is empty; nothing when there is none.
  package func removeFolder(_ folder: String) throws(StorageError) {
    guard rmdir(absolute(folder)) == 0 || errno == ENOENT else { throw failed("remove", folder) }
  }
}

private func systemLink(_ path: String, _ name: String) -> Int32 { link(path, name) }
