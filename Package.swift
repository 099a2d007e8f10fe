// swift-tools-version: 6.2
// The targets stand in the order in which data flows through them. What each one may import is the
// architecture; Tests/RepositoryTests holds the sources to it.

import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the pipeline and the rooms it may see.
func room(_ name: String, sees: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: sees, resources: resources, swiftSettings: settings)
}

/// The tests of one room, named after it.
func tests(_ name: String, see: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: see, exclude: exclude, swiftSettings: settings)
}

let stages: [Target.Dependency] = [
  "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Statements", "Normalize", "Enrich",
  "Aggregate", "Accounting",
  "Write", "Export", "Mustache", "Site", "Sandbox", "LoopbackHTTP", "Connect", "Pipeline", "Output",
  "Calendar",
  "Import", "SandboxHost", "Wording",
]

/// The site's templates; they are built into the program one by one, since embedding takes no folder from
/// outside its target.
let templates = [
  "layout.mustache", "overview.mustache", "month.mustache", "transactions.mustache",
  "about.mustache", "_steps.mustache", "_figures.mustache", "_figure.mustache", "_lines.mustache",
  "_columns.mustache", "_categories.mustache", "_left_out.mustache", "_transactions.mustache",
  "_transaction.mustache", "_pager.mustache", "_accounts.mustache", "_year.mustache", "site.css",
]

let package = Package(
  name: "monzo-export",
  products: [
    .executable(name: "monzo-export", targets: ["monzo-export"]),
    .library(name: "MonzoExport", targets: ["Model", "Pipeline", "Output"]),
  ],
  targets: [
    room("Bytes"),
    room("Model", sees: ["Bytes"]),
    room("MonzoAPI", sees: ["Bytes", "Model"]),
    room("Fetch", sees: ["Bytes", "Model", "MonzoAPI"]),
    room("Disk", sees: ["Bytes"]),
    room("Archive", sees: ["Bytes", "Model", "Disk"]),
    room("Statements", sees: ["Bytes", "Model"]),
    room("Normalize", sees: ["Bytes", "Model", "Statements"]),
    room("Enrich", sees: ["Bytes", "Model"]),
    room("Aggregate", sees: ["Bytes", "Model"]),
    room("Accounting", sees: ["Bytes", "Model", "Aggregate"]),
    room("Write", sees: ["Bytes", "Model", "Aggregate", "Accounting"]),
    room("Export", sees: ["Bytes", "Model", "Aggregate", "Accounting", "Write"]),
    room("Calendar", sees: ["Bytes", "Model"]),
    room("Mustache", sees: ["Bytes"]),
    room(
      "Site", sees: ["Bytes", "Model", "Aggregate", "Mustache"],
      resources: templates.map { .embedInCode("../../templates/\($0)") }),
    room("Sandbox", sees: ["Bytes", "Model", "MonzoAPI"]),
    room("LoopbackHTTP", sees: ["Bytes"]),
    room("Arguments"),
    // libcurl is loaded at run time, so it is neither linked nor a system library of the package.
    .target(
      name: "LibCurl",
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra")]),
    room(
      "Connect",
      sees: [
        "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Normalize", "LoopbackHTTP",
        "LibCurl",
      ]),
    room(
      "Pipeline",
      sees: [
        "Bytes", "Model", "Disk", "Archive", "Statements", "Normalize", "Enrich", "Aggregate",
        "Accounting", "Write", "Export",
        "Mustache", "Site",
      ]),
    room(
      "Output",
      sees: [
        "Bytes", "Model", "Disk", "Archive", "Enrich", "Aggregate", "Accounting", "Write", "Export",
        "Mustache", "Site", "Pipeline",
      ]),
    room(
      "Import", sees: ["Bytes", "Model", "Disk", "Archive", "Normalize", "Pipeline"]),
    room(
      "SandboxHost",
      sees: [
        "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Sandbox", "LoopbackHTTP",
        "Connect", "Pipeline",
      ]),
    room(
      "Wording",
      sees: [
        "Bytes", "Model", "MonzoAPI", "Fetch", "Disk", "Archive", "Normalize", "Enrich",
        "Aggregate", "Accounting", "Write", "Export", "Mustache", "LoopbackHTTP", "Connect",
        "Pipeline", "Output", "Import", "SandboxHost", "Arguments", "Calendar",
      ]),
    .executableTarget(
      name: "monzo-export", dependencies: stages + ["Arguments"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: stages, path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("BytesTests", see: ["Bytes", "TestSupport"], exclude: ["JSONTestSuite", "Packed"]),
    tests("ModelTests", see: ["Bytes", "Model", "TestSupport"]),
    tests("MonzoAPITests", see: ["Bytes", "Model", "MonzoAPI", "TestSupport"]),
    tests("FetchTests", see: ["Bytes", "Model", "MonzoAPI", "Fetch", "TestSupport"]),
    tests("DiskTests", see: ["Bytes", "Disk", "TestSupport"]),
    tests("ArchiveTests", see: ["Archive", "Bytes", "Disk", "Model", "TestSupport"]),
    tests(
      "NormalizeTests", see: ["Bytes", "Model", "Normalize", "Statements", "Write", "TestSupport"]),
    tests("EnrichTests", see: ["Bytes", "Model", "Enrich", "TestSupport"]),
    tests("AggregateTests", see: ["Aggregate", "Bytes", "Enrich", "Model", "TestSupport"]),
    tests(
      "AccountingTests",
      see: ["Accounting", "Aggregate", "Bytes", "Model", "TestSupport"]),
    tests(
      "WriteTests",
      see: ["Accounting", "Aggregate", "Bytes", "Enrich", "Model", "Write", "TestSupport"]),
    tests(
      "ExportTests",
      see: ["Aggregate", "Bytes", "Enrich", "Export", "Model", "Write", "TestSupport"]),
    tests("CalendarTests", see: ["Calendar", "Model", "TestSupport"], exclude: ["Expected"]),
    tests("MustacheTests", see: ["Bytes", "Mustache", "TestSupport"], exclude: ["Specification"]),
    tests("SiteTests", see: ["Aggregate", "Bytes", "Model", "Mustache", "Site", "TestSupport"]),
    tests("SandboxTests", see: ["Bytes", "Model", "MonzoAPI", "Sandbox", "TestSupport"]),
    tests("LoopbackHTTPTests", see: ["Bytes", "LoopbackHTTP", "TestSupport"]),
    tests("ArgumentsTests", see: ["Arguments"]),
    tests(
      "ConnectTests",
      see: [
        "Archive", "Connect", "Disk", "Fetch", "LibCurl", "LoopbackHTTP", "Model", "MonzoAPI",
        "TestSupport",
      ]),
    tests(
      "WordingTests",
      see: [
        "Archive", "Connect", "Disk", "Fetch", "LoopbackHTTP", "Model", "MonzoAPI", "Wording",
        "TestSupport",
      ]),
    tests("SimulationTests", see: stages + ["monzo-export", "TestSupport"]),
    tests("LawTests", see: stages + ["monzo-export", "TestSupport"]),
    tests("GoldenTests", see: ["Disk", "monzo-export", "TestSupport"], exclude: ["Cases"]),
    tests(
      "CommandTests",
      see: [
        "Archive", "Bytes", "Disk", "Wording", "Write", "monzo-export", "Arguments", "TestSupport",
      ],
      exclude: [
        "Diff/Expected", "Errors", "Explain", "Fixtures", "Help", "Status/Expected",
        "Targets/Expected", "Targets/rows.jsonl",
      ]),
    tests(
      "PipelineTests",
      see: [
        "Aggregate", "Archive", "Bytes", "Disk", "Export", "Model", "Output", "Pipeline",
        "TestSupport",
        "Write",
      ]),
    tests(
      "ImportTests",
      see: ["Archive", "Bytes", "Disk", "Import", "Model", "Pipeline", "TestSupport"]),
    tests(
      "ExampleTests",
      see: ["Archive", "Disk", "Import", "Model", "Output", "Pipeline", "TestSupport"]),
    tests("RepositoryTests", see: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
