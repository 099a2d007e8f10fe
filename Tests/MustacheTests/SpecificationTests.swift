// The public Mustache specification (github.com/mustache/spec, version 1.4): core, inheritance and
// dynamic names. Lambdas are left out on purpose, as templates hold no code.

import Foundation
import Mustache
import Testing

struct SpecificationTests {
  @Test(arguments: SpecificationCase.all)
  func `renders as the specification says`(_ example: SpecificationCase) throws {
    let library = try Library(example.sources, mode: .plain)
    let output = try library.render("main", with: example.context)
    #expect(output == Array(example.expected.utf8), "\(String(decoding: output, as: UTF8.self))")
  }

  @Test func `all 184 cases are there`() {
    #expect(SpecificationCase.all.count == 184)
  }
}

/// One test of the specification.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sources: [TemplateSource]
  let context: Value
  let expected: String

  static let all: [SpecificationCase] = files.flatMap { file in
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Specification")
    guard let data = try? Data(contentsOf: folder.appending(path: file + ".json")),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let tests = root["tests"] as? [[String: Any]]
    else { return [SpecificationCase]() }
    return tests.compactMap { SpecificationCase(file, $0) }
  }

  private static let files = [
    "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~inheritance",
    "~dynamic-names",
  ]

  private init?(_ file: String, _ test: [String: Any]) {
    guard let name = test["name"] as? String, let template = test["template"] as? String,
      let expected = test["expected"] as? String, let data = test["data"]
    else { return nil }
    let partials = test["partials"] as? [String: String] ?? [:]
    testDescription = "\(file): \(name)"
    sources =
      partials.map { TemplateSource(name: $0.key, text: $0.value) }
      + [TemplateSource(name: "main", text: template)]
    context = Self.value(data)
    self.expected = expected
  }

  private static func value(_ json: Any) -> Value {
    switch json {
    case let text as String: .text(text)
    case let list as [Any]: .list(list.map(value))
    case let object as [String: Any]: .object(Shape(Array(object.keys)), object.values.map(value))
    case let number as NSNumber:
      number.objCType.pointee == 0x63 ? .bool(number.boolValue) : .text(number.stringValue)
    default: .null
    }
  }
}
