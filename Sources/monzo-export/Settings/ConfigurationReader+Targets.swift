// How the configuration names the programs that a month writes for, and describes further ones: of the parts that the
// built-in targets are made of.

import Arguments
import Bytes
import Wording
import Write

extension ConfigurationReader {
  /// A list of targets: names of built-in ones, and descriptions of others.
  func targets(_ member: RelaxedJSON.Member) throws(CommandError) -> [Target] {
    var targets: [Target] = []
    for entry in try list(member, "targets such as \"xero\"") {
      let target = try target(entry, member.key)
      guard !targets.contains(where: { $0.name == target.name }) else {
        throw error("target '\(target.name)' is there twice", at: entry.position)
      }
      targets.append(target)
    }
    return targets
  }

  private func target(_ entry: RelaxedJSON, _ key: String) throws(CommandError) -> Target {
    if case .string(let name) = entry.value {
      if let target = Target.named(name) { return target }
      throw unknown("target", name, among: Target.all.map(\.name), at: entry.position)
    }
    guard case .object = entry.value else {
      throw error(
        "'\(key)' must hold names such as \"xero\" or objects such as { name: \"mine\", columns: {…} }",
        at: entry.position)
    }
    return try ownTarget(try members(of: entry, key, among: TargetDescription.keys), entry.position)
  }

  private func ownTarget(
    _ members: [RelaxedJSON.Member], _ position: TextPosition
  ) throws(CommandError) -> Target {
    var target = TargetDescription()
    for member in members {
      switch member.key {
      case "name": target.name = try name(member)
      case "format": target.format = try choice(member, TargetDescription.formats)
      case "columns": target.columns = try columns(member)
      case "dates": target.dates = try choice(member, TargetDescription.dates)
      case "charset":
        target.table.charset = try choice(
          member, Charset.allCases.map { ($0.rawValue, $0) })
      case "quoting":
        target.table.quoting = try choice(
          member, TableForm.Quoting.allCases.map { ($0.rawValue, $0) })
      case "delimiter":
        target.table.delimiter = try choice(member, [(",", 0x2C), (";", 0x3B), ("\t", 0x09)])
      case "decimal": target.table.decimalMark = try choice(member, [(".", 0x2E), (",", 0x2C)])
      case "header": target.table.hasHeader = try boolean(member)
      case "rows": target.table.rowsMax = try count(member, 1...1_000_000_000)
      case "bytes": target.table.bytesMax = try count(member, 1000...1_000_000_000)
      default: target.table.textMax = try count(member, 1...100_000)
      }
    }
    for member in members where !target.keysOfFormat.contains(member.key) {
      throw error(
        "'\(member.key)' does nothing for a target of this 'format'", at: member.position)
    }
    guard target.table.quoting != .never || target.table.delimiter != target.table.decimalMark
    else {
      throw error(
        "a target whose 'decimal' is its 'delimiter' needs quotes: 'quoting' cannot be 'never'",
        at: position)
    }
    guard !target.name.isEmpty else { throw error("a target needs a 'name'", at: position) }
    guard let made = target.target else {
      throw error("target '\(target.name)' needs 'columns'", at: position)
    }
    return made
  }

  private func name(_ member: RelaxedJSON.Member) throws(CommandError) -> String {
    let name = try text(member)
    guard Target.isName(name) else {
      throw wrong(member, "small letters, digits and hyphens")
    }
    guard Target.named(name) == nil else {
      throw error("target '\(name)' is built in: choose another name", at: member.value.position)
    }
    return name
  }

  /// `{ Date: "date", Amount: "amount" }`: headers in order, and what is under each.
  private func columns(
    _ member: RelaxedJSON.Member
  ) throws(CommandError) -> [TableForm.Column] {
    guard case .object(let headers) = member.value.value, !headers.isEmpty else {
      throw wrong(member, "an object such as { Date: \"date\", Amount: \"amount\" }")
    }
    var columns: [TableForm.Column] = []
    for header in headers {
      let fields = TargetField.allCases.map { ($0.rawValue, $0) }
      columns.append(TableForm.Column(header.key, try choice(header, fields, "column")))
    }
    return columns
  }

  /// One of some words, and what it stands for.
  private func choice<Value>(
    _ member: RelaxedJSON.Member, _ choices: [(String, Value)], _ what: String? = nil
  ) throws(CommandError) -> Value {
    guard case .string(let word) = member.value.value else { throw wrong(member, "a text") }
    if let found = choices.first(where: { $0.0 == word }) { return found.1 }
    throw unknown(
      what ?? member.key, word, among: choices.map(\.0), at: member.value.position)
  }

  private func unknown(
    _ what: String, _ word: String, among words: [String], at position: TextPosition
  ) -> CommandError {
    let expected = words.map { $0 == "\t" ? "a tab" : $0 }.joined(separator: ", ")
    let nearest = Spelling.nearest(to: word, among: words).map { "; did you mean '\($0)'?" }
    return error(
      "unknown \(what) '\(word)', expected one of \(expected)\(nearest ?? "")", at: position)
  }
}

/// What a configuration says of a target.
private struct TargetDescription {
  enum Format { case csv, ofx, qif, excel }

  static let keys = [
    "name", "format", "columns", "dates", "charset", "quoting", "delimiter", "decimal", "header",
    "rows", "bytes", "text",
  ]
  static let formats: [(String, Format)] = [
    ("csv", .csv), ("ofx", .ofx), ("qif", .qif), ("excel", .excel),
  ]
  static let dates: [(String, DateForm)] = [
    ("dmy", .dayMonthYear), ("mdy", .monthDayYear), ("iso", .iso),
  ]

  var name = ""
  var format = Format.csv
  var columns: [TableForm.Column] = []
  var dates = DateForm.dayMonthYear
  var table = TableForm([])

  /// The keys that say something about a target of the format.
  var keysOfFormat: [String] {
    switch format {
    case .csv: TargetDescription.keys
    case .ofx: ["name", "format"]
    case .qif: ["name", "format", "dates", "charset"]
    case .excel: ["name", "format", "columns"]
    }
  }

  /// The target; nil when it has no columns and needs some.
  var target: Target? {
    switch format {
    case .ofx: return Target(name, name, .ofx(.v102))
    case .qif: return Target(name, name, .qif(dates, table.charset))
    case .excel where columns.isEmpty:
      return Target(name, name, Target.named("excel")?.form ?? .statement)
    case .excel: return Target(name, name, .workbook(columns))
    case .csv:
      var table = table
      (table.columns, table.dates) = (columns, dates)
      return columns.isEmpty ? nil : Target(name, name, .table(table))
    }
  }
}
