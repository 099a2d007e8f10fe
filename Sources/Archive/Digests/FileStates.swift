// In which state which file had which digest, kept in the archive's cache: a file in the same state need not be read
// to know that it is the same. The file may be missing, old or damaged; then files are read.

internal import Bytes
import Disk

/// States of files with their digests.
struct FileStates {
  static let path = Layout.states

  private struct Known: Equatable {
    let state: FileState
    let digest: UInt64
  }

  private var known: [String: Known] = [:]
  /// Whether something was noted that the file does not say.
  private(set) var isNew = false

  /// Knows nothing.
  init() {}

  /// Whether a file in a state has a digest.
  func knows(_ path: String, _ state: FileState, _ digest: UInt64) -> Bool {
    known[path] == Known(state: state, digest: digest)
  }

  /// Notes that a file in a state has a digest.
  mutating func note(_ path: String, _ state: FileState, _ digest: UInt64) {
    let new = Known(state: state, digest: digest)
    if known[path] != new {
      known[path] = new
      isNew = true
    }
  }

  /// Forgets a file.
  mutating func forget(_ path: String) {
    if known.removeValue(forKey: path) != nil { isNew = true }
  }

  /// Notes that the file says it all.
  mutating func noteKept() { isNew = false }

  // MARK: As a file

  private static let headCount = 8
  private static let numbersCount = 8

  /// Reads a file; what is not whole says nothing.
  init(_ bytes: [UInt8]) {
    guard bytes.count >= FileStates.headCount,
      LittleEndian.number(bytes, 0) == Digest64.of(bytes[FileStates.headCount...])
    else { return }
    var at = FileStates.headCount
    while at + 8 * FileStates.numbersCount <= bytes.count {
      let numbers: [UInt64] = (0..<FileStates.numbersCount).map {
        LittleEndian.number(bytes, at + 8 * $0)
      }
      let start = at + 8 * FileStates.numbersCount
      guard numbers[7] <= UInt64(bytes.count - start) else { return }
      at = start + Int(numbers[7])
      let signed = numbers.map { Int64(truncatingIfNeeded: $0) }
      let state = FileState(
        bytes: signed[1], modified: (signed[2], signed[3]), changed: (signed[4], signed[5]),
        number: numbers[6])
      known[String(decoding: bytes[start..<at], as: UTF8.self)] = Known(
        state: state, digest: numbers[0])
    }
  }

  /// The file.
  var file: [UInt8] {
    var body: [UInt8] = []
    for (path, known) in known.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let state = known.state
      let signed = [
        state.bytes, state.modifiedSeconds, state.modifiedNanoseconds, state.changedSeconds,
        state.changedNanoseconds,
      ]
      let numbers =
        [known.digest] + signed.map { UInt64(bitPattern: $0) }
        + [state.number, UInt64(path.utf8.count)]
      for number in numbers { body += LittleEndian.bytes(number) }
      body += path.utf8
    }
    return LittleEndian.bytes(Digest64.of(body)) + body
  }
}
