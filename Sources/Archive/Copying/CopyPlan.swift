// What a copy of an archive still needs while another run may be writing the archive. Pure: the list of digests and
// bytes that were read in, what to read and to write out.
//
// The list says what files become before they change. So when it is the same before and after all that differs from it
// was read, the copy is what a run leaves that is cut off at that moment, and every claim in it has its rows.

internal import Bytes

/// What is to be done to a copy of an archive.
public enum CopyStep: Equatable, Sendable {
  /// A file holds some bytes, in the place of what it held.
  case file(String, [UInt8])
  /// A file that was copied is not in the archive any more.
  case gone(String)
}

/// A copy of an archive while it is made.
struct CopyPlan {
  private struct Copied: Equatable {
    let bytes: Int
    let digest: UInt64
  }

  /// What the copy holds.
  private var copied: [String: Copied] = [:]
  /// What the list says in the end of files that were just being changed.
  private var settled: [String: DigestList.Entry] = [:]

  /// The files to read in a round: those that the copy has not as the list says, and those that the list leaves open.
  func stale(_ paths: [String], by list: DigestList?) -> [String] {
    paths.filter { path in
      guard let known = copied[path], let held = list?[path].held, list?.changes[path] == nil else {
        return true
      }
      return known != Copied(bytes: held.bytes, digest: held.digest)
    }
  }

  /// Takes in what a file holds now.
  ///
  /// - Returns: what is to be done; nil when the copy has it.
  mutating func take(_ path: String, _ bytes: [UInt8]?, by list: DigestList?) -> CopyStep? {
    var bytes = bytes
    if let list, list.changes[path] != nil {
      // Of what is being added, the lines that are whole.
      if let found = bytes, !list.becomes(path, found), list.isGrowing(path, found) {
        bytes = JSONLines.whole(found)
      }
      settled[path] = list.settled(path, bytes)
    }
    guard let bytes else { return copied.removeValue(forKey: path).map { _ in .gone(path) } }
    let new = Copied(bytes: bytes.count, digest: Digest64.of(bytes))
    guard copied[path] != new else { return nil }
    copied[path] = new
    return .file(path, bytes)
  }

  /// What was copied and is not in the archive any more.
  mutating func takeLeftovers(_ paths: [String]) -> [CopyStep] {
    let leftovers = Set(copied.keys).subtracting(paths)
    for path in leftovers { copied[path] = nil }
    return leftovers.sorted().map { .gone($0) }
  }

  /// The list of the copy: that of the archive, with what was just being changed as the copy has it.
  ///
  /// A damaged list stays as it is: what it does not say is not to be made up.
  func list(_ list: DigestList, _ bytes: [UInt8]) -> [UInt8] {
    guard list.damagedLines == 0, !list.changes.isEmpty || list.isCutShort else { return bytes }
    var sealed = list
    for path in list.changes.keys { sealed.set(path, settled[path] ?? list[path]) }
    return sealed.file()
  }
}
