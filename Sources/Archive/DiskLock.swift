// One writer at a time. The kernel holds the lock and lets go of it when the process ends, however it ends,
// so a stale lock cannot be; what the lock file says is only for the message of the one who comes second.
//
// Readers take no lock: every file but the history is replaced whole, by a rename, and of the history a
// reader leaves an unfinished last line out. Coverage is written after the rows that it speaks of, so
// what a reader finds claimed is there.

public import Disk

/// The right to write to a folder, until it is let go of.
public final class DiskLock: Sendable {
  /// The name of the lock file in the folder.
  public static let name = "lock"
  private let lock: FileLock

  /// Takes the lock of a folder, making the folder when there is none.
  ///
  /// - Parameters:
  ///   - disk: the folder.
  ///   - command: what a second writer is shown: `monzo-export fetch`.
  /// - Throws: `ArchiveError.locked` when somebody else has it.
  public init(_ disk: SystemDisk, command: String) throws(ArchiveError) {
    let path = disk.absolute(DiskLock.name)
    do { try disk.makeFolder("") } catch { throw .disk(error) }
    let isFree: Bool
    do {
      lock = try FileLock(path)
      isFree = try lock.take()
    } catch { throw .disk(.inArchive(action: error.action, path: error.path, code: error.code)) }
    guard isFree else {
      let holder = (try? disk.read(DiskLock.name)) ?? []
      throw .locked(place: disk.place, holder: DiskLock.text(holder))
    }
    lock.note(Array("\(command), process \(ThisProcess.number) on \(ThisProcess.host)\n".utf8))
  }

  /// The note in a lock file, made safe for a terminal.
  private static func text(_ bytes: [UInt8]) -> String {
    let line = bytes.prefix(200).prefix { $0 >= 0x20 && $0 < 0x7F }
    return String(decoding: line, as: UTF8.self)
  }
}
