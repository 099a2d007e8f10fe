// Rows that wait on disk must come back as they went in, in whatever order they are asked for.

import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct RowSpoolTests {
  @Test(arguments: ["in order", "from eleven places in turn", "in no order"])
  func `rows come back as they went in`(order: String) throws {
    var random = SeededRandom(seed: 11)
    let spool = RowSpool()
    let count = 5000
    var places: [(offset: Int, length: Int)] = []
    for number in 0..<count {
      var row = Row()
      row[.id] = "tx_\(number)"
      row[.notes] = String(repeating: "é", count: Int.random(in: 0..<600, using: &random))
      row.amountMinor = Int64(number)
      let origin = Origin(file: 1, line: UInt32(number), offset: 7, length: 9)
      places.append(try spool.append(row, from: origin))
    }
    var numbers = Array(0..<count)
    if order == "from eleven places in turn" {
      numbers.sort { ($0 % (count / 11), $0) < ($1 % (count / 11), $1) }
    } else if order == "in no order" {
      numbers.shuffle(using: &random)
    }
    var row = Row()
    for number in numbers {
      let origin = try spool.read(places[number].offset, places[number].length, into: &row)
      #expect(row[.id] == "tx_\(number)" && row.amountMinor == Int64(number))
      #expect(Int(origin.line) == number)
    }
  }
}
