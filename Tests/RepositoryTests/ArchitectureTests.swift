// The rules that keep the rooms apart: who imports whom, and what a pure room never touches. A breach is
// reported as `path:line: error: X is banned here, use Y`, so that an editor can jump to it.

import Foundation
import TestSupport
import Testing

/// What each room may import; a room that is not listed does not exist.
private let mayImport: [String: Set<String>] = [
  "Bytes": [],
  "Model": ["Bytes"],
  "MonzoAPI": ["Bytes", "Model"],
  "Fetch": ["Bytes", "Model", "MonzoAPI"],
  "Disk": ["Bytes", "Glibc", "Darwin"],
  "Archive": ["Bytes", "Model", "Disk"],
  "Statements": ["Bytes", "Model"],
  "Normalize": ["Bytes", "Model", "Statements"],
  "Enrich": ["Bytes", "Model"],
  "Aggregate": ["Bytes", "Model"],
  "Accounting": ["Bytes", "Model", "Aggregate"],
  "Write": ["Bytes", "Model", "Aggregate", "Accounting"],
  "Export": ["Bytes", "Model", "Aggregate", "Accounting", "Write"],
  "Calendar": ["Bytes", "Model"],
  "Mustache": ["Bytes"],
  "Site": ["Bytes", "Model", "Aggregate", "Mustache"],
  "Sandbox": ["Bytes", "Model", "MonzoAPI"],
  "LoopbackHTTP": ["Bytes", "Foundation", "Glibc", "Darwin"],
  "Arguments": [],
  "Connect": [
    "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Normalize", "LoopbackHTTP",
    "LibCurl", "Foundation", "Synchronization", "Glibc", "Darwin",
  ],
  "Pipeline": [
    "Bytes", "Model", "Disk", "Archive", "Statements", "Normalize", "Enrich", "Aggregate",
    "Accounting", "Write", "Export", "Mustache", "Site", "Foundation", "Glibc", "Darwin",
  ],
  "Output": [
    "Bytes", "Model", "Disk", "Archive", "Enrich", "Aggregate", "Accounting", "Write", "Export",
    "Mustache", "Site", "Pipeline",
  ],
  "Import": ["Bytes", "Model", "Disk", "Archive", "Normalize", "Pipeline"],
  "SandboxHost": [
    "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Sandbox", "LoopbackHTTP", "Connect",
    "Pipeline", "Foundation",
  ],
  "Wording": [
    "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Normalize", "Enrich", "Aggregate",
    "Accounting", "Write", "Export", "Mustache", "LoopbackHTTP", "Connect", "Pipeline", "Output",
    "Import", "SandboxHost", "Arguments", "Calendar",
  ],
]

/// The rooms that are written in C, and what each may include: nothing that has to be installed to build it.
private let mayInclude: [String: Set<String>] = [
  "LibCurl": [
    "dlfcn.h", "pthread.h", "signal.h", "stdbool.h", "stddef.h", "stdint.h", "stdlib.h",
    "string.h", "LibCurl.h",
  ]
]

/// The room that does everything else.
private let shell = "monzo-export"

/// Rooms that may touch the machine, and the only folders of each that do.
private let waysOut: [String: [String]] = [
  "Disk": ["Files"], "Connect": ["Network", "System"], "LoopbackHTTP": ["Server"],
  "Pipeline": ["Files"], "SandboxHost": ["Server"],
]

/// Modules that reach the machine.
private let machine: Set = [
  "Foundation", "LibCurl", "Synchronization", "Glibc", "Darwin",
]

/// Names that reach for the clock, the machine or its settings, and what to use in place of them.
private let banned: [(pattern: String, instead: String)] = [
  (#"\bDate\(\)"#, "an Instant that comes in as an argument"),
  (#"\b(Continuous|Suspending|System)Clock\b"#, "an Instant that comes in as an argument"),
  (
    #"\b(TimeZone|Locale|Calendar|Formatter|NumberFormatter|DateFormatter)\("#,
    "TimeZoneRules, CivilDate"
  ),
  (#"\bSystemRandomNumberGenerator\b"#, "a seeded generator that comes in as an argument"),
  (#"\bThread\.sleep\b|\busleep\("#, "a closure that lets time pass"),
  (#"\.(random|shuffled|randomElement)\(\)"#, "the same with `using:` a seeded generator"),
  (#"\b(fopen|getenv|ProcessInfo|FileManager|FileHandle|CommandLine\.arguments)\b"#, "an argument"),
  (#"(?<![.\w])(print|debugPrint|readLine)\("#, "a value that the caller can print"),
  (#"\b(Double|Float|CGFloat)\("#, "integers of minor units"),
  (#"\.hashValue\b|\bHasher\(\)"#, "StableHash, which is the same in every run"),
]

@Suite struct ArchitectureTests {
  @Test(arguments: mayImport.keys.sorted())
  func `a room imports only the rooms that it may see`(room: String) throws {
    let allowed = mayImport[room, default: []]
    for (path, number, line) in try lines(of: room) {
      guard let module = importedModule(line) else { continue }
      #expect(allowed.contains(module), "\(path):\(number): error: import \(module) is banned here")
      #expect(
        isWayOut(path, of: room) || !machine.contains(module),
        "\(path):\(number): error: import \(module) is banned outside of the room's way out")
    }
  }

  @Test(arguments: mayImport.keys.sorted())
  func `a pure room touches neither clock nor locale nor the machine`(room: String) throws {
    for (path, number, line) in try lines(of: room) {
      if isWayOut(path, of: room) { continue }
      let code = line.components(separatedBy: "//").first ?? ""
      for (pattern, instead) in banned {
        let found = code.range(of: pattern, options: .regularExpression).map { code[$0] }
        #expect(
          found == nil, "\(path):\(number): error: \(found ?? "") is banned here, use \(instead)")
      }
    }
  }

  @Test func `every folder of Sources is a room with stated rules`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Checkout.url("Sources").path())
    #expect(Set(folders) == Set(mayImport.keys).union(mayInclude.keys).union([shell]))
  }

  @Test func `the package depends on nothing but the toolchain`() throws {
    let manifest = String(decoding: try Checkout.bytes("Package.swift"), as: UTF8.self)
    for dependency in [".package(", ".systemLibrary(", ".linkedLibrary(", "unsafeFlags"] {
      #expect(!manifest.contains(dependency))
    }
  }

  @Test(arguments: mayInclude.keys.sorted())
  func `a room in C is small, says what it is for, and includes only what every system has`(
    room: String
  ) throws {
    let paths = Checkout.files(in: "Sources/\(room)", endingWith: [".c", ".h"])
    #expect(!paths.isEmpty, "Sources/\(room) holds no C file")
    for path in paths {
      let lines = String(decoding: try Checkout.bytes(path), as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(
        lines.count <= 400, "\(path): error: a file of \(lines.count) lines, split it by topic")
      #expect(
        lines[0].hasPrefix("// "), "\(path):1: error: it does not say what the file is for")
      for (index, line) in lines.enumerated() where line.hasPrefix("#include ") {
        let file = line.dropFirst(9).trimmingCharacters(in: CharacterSet(charactersIn: "<>\""))
        #expect(
          mayInclude[room, default: []].contains(file),
          "\(path):\(index + 1): error: including \(file) is banned here")
      }
    }
  }

  @Test func `the top level holds only what every reader expects there`() throws {
    let known: Set = [
      "Package.swift", "Sources", "Tests", "templates", "samples", "Makefile", "README.md",
      "LICENSE",
      "CHANGELOG.md", "ARCHITECTURE.md", ".gitignore", ".gitattributes", ".editorconfig",
      ".swift-format", ".ci", ".git", ".build", ".swiftpm", "exports", "Package.resolved",
    ]
    let found = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path())
    #expect(Set(found).subtracting(known) == [])
  }

  @Test func `a source file is at most 400 lines and says what it is for`() throws {
    for path in Checkout.swiftFiles(in: "Sources") {
      let text = String(decoding: try Checkout.bytes(path), as: UTF8.self)
      let count = text.utf8.count { $0 == 0x0A }
      #expect(count <= 400, "\(path):\(count): error: a file of \(count) lines, split it by topic")
      #expect(
        text.hasPrefix("// "), "\(path):1: error: the first line does not say what the file is for")
    }
  }

  @Test func `the test command of the README is the one that continuous integration runs`() throws {
    let readme = String(decoding: try Checkout.bytes("README.md"), as: UTF8.self)
    let ci = String(decoding: try Checkout.bytes(".ci/run"), as: UTF8.self)
    #expect(readme.contains("make test") && readme.contains("make demo"))
    #expect(ci.contains("make test"))
  }

  private func isWayOut(_ path: String, of room: String) -> Bool {
    waysOut[room, default: []].contains { path.contains("/\($0)/") }
  }

  private func lines(of room: String) throws -> [(path: String, number: Int, line: String)] {
    let paths = Checkout.swiftFiles(in: "Sources/\(room)")
    #expect(!paths.isEmpty, "Sources/\(room) holds no Swift file")
    return try paths.flatMap { path in
      String(decoding: try Checkout.bytes(path), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { (path, $0.offset + 1, String($0.element)) }
    }
  }

  private func importedModule(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { return nil }
    let modifiers: Set<Substring> = ["public", "package", "internal", "private", "@testable"]
    guard at == 0 || modifiers.contains(words[0]) else { return nil }
    return String(words[at + 1].prefix { $0 != "." })
  }
}
