// The OFX files of an export: one for each register, or all statements in one, the bank's before the cards', which the
// format keeps apart. Rows come for all registers at once, so the statements of one file are put together at its end.

import Aggregate
import Disk
import Model
import Pipeline
import Write

/// OFX files being written.
struct OFXFiles {
  private let writer: OFXWriter
  private let registers: [Register]
  /// One for each register.
  private var statements: [CountedOutput] = []
  /// Where the statements are gathered before they are put into one file; empty when each has a file of its own.
  private var parts: [File] = []
  private var single: CountedOutput?
  private var counts: [Int]

  /// Begins the files.
  ///
  /// - Parameters:
  ///   - writer: the writer of the statements.
  ///   - registers: the registers of the rows that will come.
  ///   - isSingle: whether all statements go into one file.
  ///   - file: makes the file of a slug, `all` for the one file.
  /// - Throws: `StorageError`, or what `file` throws.
  init(
    _ writer: OFXWriter, _ registers: [Register], isSingle: Bool,
    file: (String) throws -> CountedOutput
  ) throws {
    self.writer = writer
    self.registers = registers
    counts = registers.map { _ in 0 }
    if isSingle { single = try file("all") }
    for register in registers {
      var statement: CountedOutput
      if isSingle {
        let part = try File.temporary()
        parts.append(part)
        statement = CountedOutput(register.slug, part)
      } else {
        statement = try file(register.slug)
        try statement.append {
          writer.appendHead(to: &$0)
          writer.appendStart(of: writer.group(of: register), to: &$0)
        }
      }
      try statement.append { writer.appendStart(of: register, to: &$0) }
      statements.append(statement)
    }
  }

  /// Writes an entry of a register, or gives the reason why it is not in its statement.
  mutating func append(
    _ entry: Register.Entry, register index: Int
  ) throws(StorageError) -> LeftOut.Reason? {
    var reason: LeftOut.Reason?
    try statements[index].append {
      reason = writer.append(entry, of: registers[index], to: &$0)
    }
    if reason == nil { counts[index] += 1 }
    return reason
  }

  /// Ends the files; to be closed by the caller.
  mutating func finish() throws(StorageError) -> [(output: CountedOutput, rows: Int)] {
    for (index, register) in registers.enumerated() {
      try statements[index].append {
        writer.appendEnd(of: register, to: &$0)
        guard parts.isEmpty else { return }
        writer.appendEnd(of: writer.group(of: register), to: &$0)
        writer.appendFoot(to: &$0)
      }
    }
    guard var single else { return zip(statements, counts).map { ($0, $1) } }
    try single.append { writer.appendHead(to: &$0) }
    for group in OFXWriter.Group.allCases {
      let members = registers.indices.filter { writer.group(of: registers[$0]) == group }
      if members.isEmpty { continue }
      try single.append { writer.appendStart(of: group, to: &$0) }
      for index in members {
        try statements[index].stream.flush()
        try single.append(contentsOf: parts[index])
      }
      try single.append { writer.appendEnd(of: group, to: &$0) }
    }
    try single.append { writer.appendFoot(to: &$0) }
    return [(single, counts.reduce(0, +))]
  }
}
