// What only tests ask for in one piece: the program itself adds, books and writes row by row.

package import Aggregate
package import Bytes
package import Enrich
package import Model
package import Write

extension Summary {
  /// The summary of some rows.
  package init(_ rows: some Sequence<Row>) {
    self = .empty
    for row in rows { add(row) }
  }
}

extension Totals {
  /// Settled money in less settled money out, transfers and refunds included.
  package var net: Int128 { settled.moneyIn - settled.moneyOut }
  /// Settled spending less refunds; below zero when more came back than went out.
  package var spending: Int128 { settled.spending - settled.refunds }
  /// Pending money in less pending money out.
  package var pendingNet: Int128 { pending.moneyIn - pending.moneyOut }
}

extension Registers {
  /// The entries of rows that are at hand, by register in the order of `all`.
  package func entries(of rows: [Row]) -> [[Register.Entry]] {
    var entries = [[Register.Entry]](repeating: [], count: all.count)
    for row in rows {
      for place in places(of: row) { entries[place.register].append(place.entry) }
    }
    return entries
  }
}

extension Enricher {
  /// The enriched row.
  package mutating func enriched(_ row: Row) -> Row {
    var row = row
    enrich(&row)
    return row
  }
}

extension OFXWriter {
  /// Appends the whole file of a register and gives the rows that it does not hold.
  @discardableResult
  package func append(
    _ register: Register, _ entries: [Register.Entry], to writer: inout ByteWriter
  ) -> LeftOut {
    var leftOut = LeftOut()
    appendHead(to: &writer)
    appendStart(of: group(of: register), to: &writer)
    appendStart(of: register, to: &writer)
    for entry in entries {
      if let reason = append(entry, of: register, to: &writer) { leftOut.add(entry, reason) }
    }
    appendEnd(of: register, to: &writer)
    appendEnd(of: group(of: register), to: &writer)
    appendFoot(to: &writer)
    return leftOut
  }
}

extension QIFWriter {
  /// Appends one register, its transfers as a category, and gives the rows that are not in it.
  @discardableResult
  package func append(
    _ register: Register, _ entries: [Register.Entry], to writer: inout ByteWriter
  ) -> LeftOut {
    var leftOut = LeftOut()
    appendStart(of: register, to: &writer)
    for entry in entries {
      if let reason = append(entry, of: register, to: &writer) { leftOut.add(entry, reason) }
    }
    return leftOut
  }

  /// Appends several registers with transfers that pair, and gives the rows that are not in the file.
  @discardableResult
  package func append(
    all registers: [Register], _ entries: [[Register.Entry]], to writer: inout ByteWriter
  ) -> LeftOut {
    var leftOut = LeftOut()
    let titles = Set(registers.map(\.title))
    for (register, entries) in zip(registers, entries) {
      appendStart(of: register, to: &writer)
      for entry in entries {
        if let reason = append(entry, of: register, among: titles, to: &writer) {
          leftOut.add(entry, reason)
        }
      }
    }
    return leftOut
  }
}
