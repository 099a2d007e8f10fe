// Reads a rules file: relaxed JSON in, rules out, or the first thing that is wrong with it and its place. A
// key that nobody knows is an error, because a rule with a misspelt condition would match too much.

import Bytes
import Model

extension Rules {
  /// Reads a rules file.
  ///
  /// - Parameter bytes: the whole file; an empty one has no rules.
  /// - Throws: the first error and its place.
  public init(parsing bytes: [UInt8]) throws(RulesError) {
    self = .none
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let file: RelaxedJSON
    do {
      file = try RelaxedJSON(parsing: bytes)
    } catch {
      throw RulesError(.syntax(error.kind), at: error.position)
    }
    for member in try members(file, "the file", of: ["categories", "rules"]) {
      switch member.key {
      case "categories": categories = try RulesReader.names(member)
      default:
        for rule in try elements(member) { rules.append(try RulesReader.rule(rule)) }
      }
    }
  }
}

private enum RulesReader {
  static func names(_ member: RelaxedJSON.Member) throws(RulesError) -> [String: String] {
    guard case .object(let members) = member.value.value else {
      throw RulesError(
        .wrongType(member.key, expected: "an object of category ids and their names"),
        at: member.value.position)
    }
    var names: [String: String] = [:]
    for name in members { names[name.key] = try text(name) }
    return names
  }

  static func rule(_ json: RelaxedJSON) throws(RulesError) -> Rule {
    var match: Rule.Match?
    var changes: Rule.Changes?
    for member in try members(json, "rules", of: ["match", "set"]) {
      if member.key == "match" {
        match = try self.match(member)
      } else {
        changes = try self.changes(member)
      }
    }
    guard let match else { throw RulesError(.missing("match"), at: json.position) }
    guard let changes else { throw RulesError(.missing("set"), at: json.position) }
    return Rule(position: json.position, match: match, changes: changes)
  }

  private static func match(_ json: RelaxedJSON.Member) throws(RulesError) -> Rule.Match {
    var match = Rule.Match()
    let keys = [
      "merchant", "group", "description", "counterparty", "account", "kind", "amount", "tags",
      "category",
    ]
    for member in try members(json.value, "match", of: keys) {
      switch member.key {
      case "merchant": match.merchant = try pattern(member)
      case "group": match.group = try pattern(member)
      case "description": match.description = try pattern(member)
      case "counterparty": match.counterparty = try pattern(member)
      case "account": match.account = try text(member)
      case "kind": match.kind = try kind(member)
      case "amount": match.amount = try amount(member)
      case "tags": match.tags = try tags(member)
      default: match.category = try text(member)
      }
    }
    guard match != Rule.Match() else { throw RulesError(.emptyMatch, at: json.position) }
    return match
  }

  private static func changes(_ json: RelaxedJSON.Member) throws(RulesError) -> Rule.Changes {
    var changes = Rule.Changes()
    let keys = [
      "payee", "category", "tags", "notes", "accounting_code", "accounting_account", "vat_code",
      "include_in_spending", "kind", "transfer",
    ]
    for member in try members(json.value, "set", of: keys) {
      switch member.key {
      case "payee": changes.payee = try text(member)
      case "category": changes.category = try text(member)
      case "tags": changes.tags = try tags(member)
      case "notes": changes.notes = try text(member)
      case "accounting_account": changes.accountingAccount = try text(member)
      case "vat_code": changes.vatCode = try text(member)
      case "include_in_spending": changes.includeInSpending = try flag(member)
      case "kind": changes.kind = try settableKind(member)
      case "transfer": changes.kind = try ownTransfer(member)
      default: changes.accountingCode = try text(member)
      }
    }
    guard changes != Rule.Changes() else { throw RulesError(.emptySet, at: json.position) }
    return changes
  }

  // MARK: Conditions

  private static func pattern(_ member: RelaxedJSON.Member) throws(RulesError) -> TextPattern {
    if case .string = member.value.value { return .exact(try text(member)) }
    let wrong = RulesError(
      .wrongType(
        member.key, expected: "a text, { contains: \"text\" } or { regex: \"expression\" }"),
      at: member.value.position)
    guard case .object(let choices) = member.value.value else { throw wrong }
    _ = try members(member.value, member.key, of: ["contains", "regex"])
    guard choices.count == 1 else { throw wrong }
    let choice = choices[0]
    let needle = try text(choice)
    if choice.key == "contains" { return .contains(needle) }
    do {
      _ = try PatternMatcher(needle)
    } catch {
      throw RulesError(RulesError.Kind(error), at: choice.value.position)
    }
    return .regex(needle)
  }

  private static func kind(_ member: RelaxedJSON.Member) throws(RulesError) -> Kind {
    let word = try text(member)
    guard let kind = Kind(word) else {
      throw RulesError(
        .unknownKind(word, expected: Kind.allCases.map { "\($0.name)" }),
        at: member.value.position)
    }
    return kind
  }

  // MARK: What is set

  /// A kind that a rule can set: which rows are moves to and from pots, the books must know for sure.
  private static func settableKind(_ member: RelaxedJSON.Member) throws(RulesError) -> Kind {
    let kind = try kind(member)
    guard kind != .potTransfer else {
      throw RulesError(
        .unknownKind(
          "\(kind.name)",
          expected: Kind.allCases.filter { $0 != .potTransfer }.map { "\($0.name)" }),
        at: member.value.position)
    }
    return kind
  }

  /// `transfer: "own"`: a move to or from another account of the user.
  private static func ownTransfer(_ member: RelaxedJSON.Member) throws(RulesError) -> Kind {
    guard case .string("own") = member.value.value else {
      throw RulesError(
        .wrongType("transfer", expected: "\"own\", for a move between your own accounts"),
        at: member.value.position)
    }
    return .ownTransfer
  }

  private static func flag(_ member: RelaxedJSON.Member) throws(RulesError) -> Bool {
    guard case .boolean(let flag) = member.value.value else {
      throw RulesError(
        .wrongType(member.key, expected: "true or false"), at: member.value.position)
    }
    return flag
  }

  private static func amount(_ member: RelaxedJSON.Member) throws(RulesError) -> AmountRange {
    guard case .object(let bounds) = member.value.value, !bounds.isEmpty else {
      throw RulesError(
        .wrongType("amount", expected: "an object such as { min: -50.00, max: -10.00 }"),
        at: member.value.position)
    }
    var range = AmountRange()
    for bound in try members(member.value, "amount", of: ["min", "max"]) {
      let value = try decimal(bound)
      if bound.key == "min" { range.least = value } else { range.greatest = value }
    }
    if let least = range.least, let greatest = range.greatest, least > greatest {
      throw RulesError(.emptyRange, at: member.value.position)
    }
    return range
  }

  /// A decimal in major units, with or without quotes.
  private static func decimal(_ member: RelaxedJSON.Member) throws(RulesError) -> Int64 {
    let digits: String
    switch member.value.value {
    case .integer(let value): digits = "\(value)"
    case .decimal(let text), .string(let text): digits = text
    default:
      throw RulesError(
        .wrongType(member.key, expected: "an amount in major units, such as -12.50"),
        at: member.value.position)
    }
    let bytes = Array(digits.utf8)
    do {
      return try FixedPoint.minorUnits(
        of: bytes, ByteRange(start: 0, count: bytes.count), exponent: AmountRange.places)
    } catch {
      throw RulesError(.badAmount(digits, error), at: member.value.position)
    }
  }
}

// MARK: Values of any key

/// The members of an object whose keys must be among some.
private func members(
  _ json: RelaxedJSON, _ name: String, of keys: [String]
) throws(RulesError) -> [RelaxedJSON.Member] {
  guard case .object(let members) = json.value else {
    throw RulesError(
      .wrongType(name, expected: "an object in braces with \(keys.joined(separator: ", "))"),
      at: json.position)
  }
  for member in members where !keys.contains(member.key) {
    throw RulesError(.unknownKey(member.key, expected: keys), at: member.position)
  }
  return members
}

private func elements(_ member: RelaxedJSON.Member) throws(RulesError) -> [RelaxedJSON] {
  guard case .array(let elements) = member.value.value else {
    throw RulesError(
      .wrongType(member.key, expected: "a list in square brackets"), at: member.value.position)
  }
  return elements
}

private func text(_ member: RelaxedJSON.Member) throws(RulesError) -> String {
  guard case .string(let text) = member.value.value else {
    throw RulesError(.wrongType(member.key, expected: "a text"), at: member.value.position)
  }
  guard text.utf8.contains(where: { $0 > 0x20 }) else {
    throw RulesError(.emptyText(member.key), at: member.value.position)
  }
  return text
}

/// A list of tags, with or without `#` in front.
private func tags(_ member: RelaxedJSON.Member) throws(RulesError) -> [String] {
  var tags: [String] = []
  for element in try elements(member) {
    guard case .string(var tag) = element.value else {
      throw RulesError(.wrongType(member.key, expected: "a list of texts"), at: element.position)
    }
    if tag.hasPrefix("#") { tag.removeFirst() }
    guard !tag.isEmpty else { throw RulesError(.emptyText(member.key), at: element.position) }
    tags.append(tag)
  }
  guard !tags.isEmpty else {
    throw RulesError(.emptyText(member.key), at: member.value.position)
  }
  return tags
}
