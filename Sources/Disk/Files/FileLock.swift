// A lock that the kernel holds: it is let go of when the process ends, however it ends, so a stale lock cannot be.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file of which one owner at a time has the lock, until it is released.
package final class FileLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file of the lock, making it when there is none, without taking the lock.
  package init(_ path: String) throws(StorageError) {
    self.path = path
    do {
      descriptor = try RegularFile.open(path, O_RDWR | O_CREAT)
    } catch {
      throw StorageError(action: "lock", path: path, code: error.code, advice: error.advice)
    }
  }

  /// Opens a folder that stands for the lock, without taking the lock; a link is not followed.
  package init(folder path: String) throws(StorageError) {
    self.path = path
    descriptor = retried { open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else { throw StorageError(action: "lock", path: path, code: errno) }
  }

  /// Unlocks by name: a program that is being started at this moment has a copy of the descriptor, and closing ours
  /// would leave the lock with it.
  deinit {
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Takes the lock unless somebody else has it.
  ///
  /// - Returns: whether it was taken.
  package func take() throws(StorageError) -> Bool {
    if retried({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 { return true }
    guard errno == EWOULDBLOCK else {
      throw StorageError(action: "lock", path: path, code: errno)
    }
    return false
  }

  /// Puts a note in the file for whoever comes second; the lock holds whether or not that works.
  package func note(_ bytes: [UInt8]) {
    if ftruncate(descriptor, 0) == 0 { _ = bytes.withUnsafeBytes { systemWrite(descriptor, $0) } }
  }
}
