// Feeds any bytes to the reader of people's files: it must never trap or hang, must give the same whatever the
// chunks are, and a row that it made must read back as itself.

import Bytes
import Model
import Normalize
import Write

/// What came of an input.
struct Reading {
  var outcomes: [Outcome] = []
  var rows: [[UInt8]] = []

  init(_ bytes: [UInt8], chunk size: Int) {
    var normalizer = Normalizer(.init(file: "fuzz", account: "acc_1"))
    var (left, rest, fed) = ([UInt8](), 0..<0, 0)
    repeat {
      let end = min(fed + size, bytes.count)
      left = Array(left[rest]) + bytes[fed..<end]
      (rest, fed) = (left.indices, end)
      while let outcome = normalizer.next(in: left, &rest, isLast: fed == bytes.count) {
        outcomes.append(outcome)
        guard outcome == .row else { continue }
        var writer = ByteWriter()
        JSONLinesWriter().append(normalizer.row, to: &writer)
        rows.append(writer.bytes)
      }
    } while fed < bytes.count
  }
}

/// Ends the program with a finding.
func check(_ holds: Bool, _ law: String, _ rows: [[UInt8]] = []) {
  guard !holds else { return }
  fatalError(([law] + rows.map { String(decoding: $0, as: UTF8.self) }).joined(separator: "\n"))
}

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = Reading(bytes, chunk: 1 << 20)
  let parts = Reading(bytes, chunk: 1 + count % 61)
  check(whole.rows == parts.rows, "chunks change rows:", whole.rows + parts.rows)
  for (one, other) in zip(whole.outcomes, parts.outcomes) where one != other {
    fatalError("chunks change \(one) to \(other)")
  }
  check(whole.outcomes.count == parts.outcomes.count, "chunks change how much is read")
  for row in whole.rows {
    let again = Reading(row + [0x0A], chunk: 1 << 20).rows
    check(again == [row], "a row reads back as another:", again + [row])
  }
  return 0
}
