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

  /// Carriage returns of Windows are part of the line end, in templates as in values.
  @Test(arguments: SpecificationCase.all)
  func `renders templates with CRLF as it does with LF`(_ example: SpecificationCase) throws {
    let library = try Library(example.sources.map(\.withCRLF), mode: .plain)
    let output = try library.render("main", with: example.context.withCRLF)
    #expect(output == Array(withCRLF(example.expected).utf8))
  }

  @Test func `all 184 cases are there`() {
    #expect(SpecificationCase.all.count == 184)
  }
}

private func withCRLF(_ text: String) -> String {
  text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\n", with: "\r\n")
}

extension TemplateSource {
  fileprivate var withCRLF: TemplateSource {
    let text = String(decoding: bytes, as: UTF8.self)
    return TemplateSource(name: name, text: MustacheTests.withCRLF(text))
  }
}

extension Value {
  fileprivate var withCRLF: Value {
    switch self {
    case .text(let text): .text(MustacheTests.withCRLF(text))
    case .list(let elements): .list(elements.map(\.withCRLF))
    case .object(let object): .object(object.shape, object.values.map(\.withCRLF))
    case .null, .bool, .markup: self
    }
  }
}

/// One test of the specification.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sources: [TemplateSource]
  let context: Value
  let expected: String

  static let all: [SpecificationCase] = files.flatMap { file in
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    guard let data = try? Data(contentsOf: here.appending(path: "Specification/\(file).json")),
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
