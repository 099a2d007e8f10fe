// Small readers of the written formats, made from the specifications and not from the writers: what they
// give back is what a program on the other side would see.

/// Cells of CSV by RFC 4180; every record must end in CRLF.
func readCSV(_ bytes: [UInt8]) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var at = 0
  func end() {
    record.append(String(decoding: cell, as: UTF8.self))
    cell = []
  }
  while at < bytes.count {
    let byte = bytes[at]
    let following = at + 1 < bytes.count ? bytes[at + 1] : nil
    switch byte {
    case 0x22 where isQuoted && following == 0x22:
      cell.append(byte)
      at += 1
    case 0x22: isQuoted.toggle()
    case 0x2C where !isQuoted: end()
    case 0x0D where !isQuoted && following == 0x0A:
      end()
      records.append(record)
      record = []
      at += 1
    default: cell.append(byte)
    }
    at += 1
  }
  return records
}

/// A decimal as units of its last place, without floating point: `-12.34` and 2 is -1234.
func units(_ text: String, _ places: Int) -> Int64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count == (places > 0 ? 2 : 1), places == 0 || parts[1].count == places else {
    return nil
  }
  return Int64(parts.joined())
}
