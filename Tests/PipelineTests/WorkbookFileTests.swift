// A workbook of registers that no sheet holds: further sheets, and that it is said.

import Aggregate
import Bytes
import Disk
import Export
import Model
import TestSupport
import Testing
import Write

@testable import Output
@testable import Pipeline

@Suite struct `files of workbooks` {
  private struct Made {
    let result: TargetResult
    let names: [String]
    let sheets: [String]
  }

  private func workbook(_ count: Int, rowsMax: Int) throws -> Made {
    let rows = (1...count).map { Household.row("tx_\($0)", Household.current, -Int64($0)) }
    let registers = Household.registers(rows)
    let output = try File.temporary()
    let columns = [TableForm.Column("ID", .id)]
    var file = try WorkbookFile(
      WorkbookWriter(columns, rowsMax: rowsMax), registers.map(\.register),
      in: TargetPlace(period: "june", open: { _ in output }))
    for (index, entries) in registers.map(\.entries).enumerated() {
      for entry in entries { #expect(try file.append(entry, register: index) == nil) }
    }
    let result = try file.finish([])
    try output.rewind()
    let zip = try output.readAll()
    let place = try ZipDirectory.place(zip, fileCount: zip.count)
    let entries = try ZipDirectory.entries(Array(zip[place.offset..<place.offset + place.count]))
    let parts = entries.map { entry in
      let header = Array(zip[entry.offset..<entry.offset + ZipDirectory.headerBytes])
      let start = entry.offset + (ZipDirectory.dataOffset(header) ?? 0)
      return String(decoding: zip[start..<start + entry.count], as: UTF8.self)
    }
    let names = try #require(parts.first { $0.contains("<sheets>") }).matches(of: /name="([^"]*)"/)
    return Made(
      result: result, names: names.map { String($0.output.1) },
      sheets: parts.filter { $0.contains(">ID<") })
  }

  @Test func `what no sheet holds goes on in further ones, each with its header`() throws {
    let made = try workbook(5, rowsMax: 3)
    #expect(
      made.names == ["Totals", "Current account", "Current account (2)", "Current account (3)"])
    let ids = made.sheets.map { $0.matches(of: />(tx_\d)</).map { String($0.output.1) } }
    #expect(ids == [["tx_1", "tx_2"], ["tx_3", "tx_4"], ["tx_5"]])
    #expect(made.result.files.map(\.rows) == [5])
    #expect(made.result.hints == [.furtherSheets(register: "Current account")])
  }

  @Test func `what a sheet holds stays in one`() throws {
    let made = try workbook(5, rowsMax: 6)
    #expect(made.names == ["Totals", "Current account"] && made.result.hints == [])
  }
}
