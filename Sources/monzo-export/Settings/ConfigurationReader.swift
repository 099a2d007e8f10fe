// How values of the configuration file are read, and the errors of those that cannot be. A value is never quoted: it
// may be a secret.

import Arguments
import Bytes
import Calendar
import Wording

struct ConfigurationReader {
  let path: String
  let home: String?

  /// The members of the file's object, whose keys must be among some.
  func members(of bytes: [UInt8], among keys: [String]) throws(CommandError) -> [RelaxedJSON.Member]
  {
    guard bytes.contains(where: { $0 > 0x20 }) else { return [] }
    let file: RelaxedJSON
    do {
      file = try RelaxedJSON(parsing: bytes)
    } catch {
      throw self.error(error.wording, at: error.position)
    }
    return try members(of: file, "", among: keys)
  }

  /// The members of an object, whose keys must be among some.
  func members(
    of json: RelaxedJSON, _ name: String, among keys: [String]
  ) throws(CommandError) -> [RelaxedJSON.Member] {
    guard case .object(let members) = json.value else {
      throw error(
        name.isEmpty
          ? "expected an object in braces"
          : "'\(name)' must be an object in braces with \(keys.joined(separator: ", "))",
        at: json.position)
    }
    for member in members where !keys.contains(member.key) {
      let guess = Spelling.nearest(to: member.key, among: keys).map { "; did you mean '\($0)'?" }
      throw error(
        "unknown key '\(member.key)', expected one of \(keys.joined(separator: ", "))"
          + (guess ?? ""),
        at: member.position)
    }
    return members
  }

  func text(_ member: RelaxedJSON.Member) throws(CommandError) -> String {
    guard case .string(let text) = member.value.value, text.utf8.contains(where: { $0 > 0x20 })
    else { throw wrong(member, "a text") }
    return text
  }

  /// A text that is good for something; the check throws what is wrong with it.
  func text(
    _ member: RelaxedJSON.Member, _ check: (String) throws -> Void
  ) throws(CommandError) -> String {
    let text = try text(member)
    do {
      try check(text)
    } catch {
      throw self.error(
        "'\(member.key)': \(ConnectWording.text(of: error))", at: member.value.position)
    }
    return text
  }

  /// A path: `~/` is the home folder, other relative paths begin where the configuration file lies.
  func path(_ member: RelaxedJSON.Member) throws(CommandError) -> String {
    absolute(try text(member))
  }

  private func absolute(_ text: String) -> String {
    if text.hasPrefix("~/"), let home { return home + text.dropFirst() }
    if text.hasPrefix("/") { return text }
    guard let slash = path.lastIndex(of: "/") else { return text }
    return "\(path[..<slash])/\(text)"
  }

  func boolean(_ member: RelaxedJSON.Member) throws(CommandError) -> Bool {
    guard case .boolean(let value) = member.value.value else {
      throw wrong(member, "true or false")
    }
    return value
  }

  func count(_ member: RelaxedJSON.Member, _ range: ClosedRange<Int>) throws(CommandError) -> Int {
    guard case .integer(let value) = member.value.value, let value = Int(exactly: value),
      range.contains(value)
    else {
      throw wrong(member, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func nation(_ member: RelaxedJSON.Member) throws(CommandError) -> Nation {
    guard case .string(let text) = member.value.value, let nation = Nation(rawValue: text) else {
      throw wrong(member, Nation.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or "))
    }
    return nation
  }

  func tokenStore(
    _ member: RelaxedJSON.Member
  ) throws(CommandError) -> Configuration.TokenStoreChoice {
    switch member.value.value {
    case .string("file"): return .file(nil)
    case .string("echo"): return .echo
    case .object(let choices) where choices.count == 1 && choices[0].key == "file":
      return .file(try path(choices[0]))
    case .object(let choices) where choices.count == 1 && choices[0].key == "helper":
      guard case .array(let words) = choices[0].value.value, !words.isEmpty else {
        throw wrong(choices[0], "a list of a program and its arguments")
      }
      var command: [String] = []
      for word in words {
        guard case .string(let text) = word.value else {
          throw error("'helper' must be a list of texts", at: word.position)
        }
        command.append(text)
      }
      // A program without a slash is looked for in PATH.
      if command[0].contains("/") { command[0] = absolute(command[0]) }
      return .helper(command)
    default:
      throw wrong(
        member, "'file', 'echo', { file: \"path\" } or { helper: [\"program\", \"argument\"] }")
    }
  }

  func wrong(_ member: RelaxedJSON.Member, _ expected: String) -> CommandError {
    error("'\(member.key)' must be \(expected)", at: member.value.position)
  }

  func error(_ text: String, at position: TextPosition) -> CommandError {
    CommandError(message: "\(path):\(position): \(text)", status: .usage)
  }
}
