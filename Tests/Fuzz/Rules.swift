// Feeds any bytes to the readers of the files that people write by hand: relaxed JSON, and the rules in it.

import Bytes
import Enrich

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  _ = try? RelaxedJSON(parsing: bytes)
  _ = try? Rules(parsing: bytes)
  return 0
}
