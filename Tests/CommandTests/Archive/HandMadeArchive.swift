// An archive written by hand, file by file as its layout says, so that reading is not held against the code
// that writes.

import Foundation
import TestSupport

/// An archive of one test.
struct HandMadeArchive {
  let scratch: Scratch
  let name: String

  var path: String { scratch(name) }

  /// Makes an archive of the bank's records, one a line, each file in the order of its lines.
  init(_ scratch: Scratch, _ name: String = "archive", records: [String] = []) throws {
    self.scratch = scratch
    self.name = name
    try forgetDigests()
    var parts: [String: [(order: String, line: String)]] = [:]
    for line in records {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let account = object?["account_id"] as? String,
        let created = object?["created"] as? String, let id = object?["id"] as? String
      else { continue }
      let part = "transactions/account_id=\(account)/month=\(created.prefix(7))/part.jsonl"
      parts[part, default: []].append(("\(created) \(id)", line))
    }
    for (part, lines) in parts {
      try write(lines.sorted { $0.order < $1.order }.map { $0.line + "\n" }.joined(), part)
    }
  }

  /// Writes a file of the archive; what a program wrote into it before is as if it came from an earlier version,
  /// which kept no digests.
  func write(_ text: String, _ file: String) throws {
    try scratch.write(text, to: "\(name)/\(file)")
    try forgetDigests()
  }

  private func forgetDigests() throws {
    try scratch.write("monzo-export archive 1\n", to: "\(name)/FORMAT")
    try? FileManager.default.removeItem(atPath: scratch("\(name)/digests.jsonl"))
  }

  /// Runs a command line on the archive.
  func run(_ arguments: String..., input: String = "") throws -> Run {
    try run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") throws -> Run {
    try Run(arguments + ["--archive", path], input: Array(input.utf8))
  }

  /// Every file of an export of the archive, by name.
  func export(_ arguments: String...) throws -> [String: [UInt8]] {
    let out = "out-\(UUID().uuidString)"
    let run = try run(["export", "--out", scratch(out)] + arguments)
    if run.status != 0 { throw Failed(errors: run.errors) }
    return try scratch.files(in: out)
  }
}

/// A run that should have ended well.
struct Failed: Error {
  let errors: String
}
