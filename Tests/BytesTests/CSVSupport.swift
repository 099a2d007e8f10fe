// Reading a whole CSV input in one call, in chunks of a chosen size: what the CSV tests share.

import Bytes

/// A record as the tests compare it.
struct CSVRecord: Equatable {
  var cells: [String]
  var line: Int
  var range: Range<Int>

  init(_ reader: CSVReader) {
    cells = reader.cells.indices.map(reader.string)
    line = reader.line
    range = reader.range
  }
}

/// What a reader said, in order.
enum CSVEvent: Equatable {
  case cells([String], line: Int)
  case error(CSVError)
}

func read(_ input: String, chunkBytes: Int = .max) throws(CSVError) -> [CSVRecord] {
  try read(Array(input.utf8), chunkBytes: chunkBytes)
}

/// All records of an input, or its first error.
func read(_ input: [UInt8], chunkBytes: Int = .max) throws(CSVError) -> [CSVRecord] {
  var reader = CSVReader()
  var records: [CSVRecord] = []
  for chunk in chunks(input, chunkBytes) {
    var rest = chunk.indices
    while try reader.next(in: chunk, &rest) { records.append(CSVRecord(reader)) }
  }
  if try reader.finish() { records.append(CSVRecord(reader)) }
  return records
}

/// All records and errors of an input.
func readOn(_ input: [UInt8], chunkBytes: Int = .max) -> [CSVEvent] {
  var reader = CSVReader()
  var events: [CSVEvent] = []
  func note(_ step: () throws(CSVError) -> Bool) -> Bool {
    do {
      guard try step() else { return false }
      events.append(.cells(reader.cells.indices.map(reader.string), line: reader.line))
    } catch {
      events.append(.error(error))
    }
    return true
  }
  for chunk in chunks(input, chunkBytes) {
    var rest = chunk.indices
    while note({ () throws(CSVError) in try reader.next(in: chunk, &rest) }) {}
  }
  _ = note { () throws(CSVError) in try reader.finish() }
  return events
}

private func chunks(_ input: [UInt8], _ chunkBytes: Int) -> [[UInt8]] {
  guard chunkBytes < input.count else { return [input] }
  return stride(from: 0, to: input.count, by: chunkBytes).map {
    Array(input[$0..<min(input.count, $0 + chunkBytes)])
  }
}
