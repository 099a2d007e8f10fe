// Feeds any bytes to the parser of the loopback server: what it makes of them does not depend on how they come.

import LoopbackHTTP

/// The events of a stream that comes in pieces.
func events(_ bytes: [UInt8], pieces size: Int) -> [String] {
  var parser = RequestParser()
  var events: [String] = []
  var fed = 0
  do {
    while fed < bytes.count {
      let end = min(fed + size, bytes.count)
      parser.append(bytes[fed..<end])
      fed = end
      while let event = try parser.next() { events.append("\(event)") }
    }
  } catch {
    events.append("\(error)")
  }
  return events
}

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let (whole, parts) = (events(bytes, pieces: bytes.count + 1), events(bytes, pieces: 1))
  if whole != parts { fatalError("pieces change what is read: \(whole) and \(parts)") }
  return 0
}
