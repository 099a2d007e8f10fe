// Where the temporary folders of tests are. The tests tell thousands of small files to the disk, and a real disk
// makes each of them wait: memory that looks like a folder does not. What only a real disk shows, `Tests/System` checks.

private import Foundation

package enum ScratchPlace {
  /// The folder that holds them, without a slash at its end: in memory where the system has it and a gibibyte of room.
  package static let path: String = {
    let memory = "/dev/shm"
    let room =
      try? FileManager.default.attributesOfFileSystem(forPath: memory)[.systemFreeSize] as? Int64
    let isRoomy = (room ?? 0) > 1 << 30 && FileManager.default.isWritableFile(atPath: memory)
    let path = isRoomy ? memory : FileManager.default.temporaryDirectory.path()
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }()
}
