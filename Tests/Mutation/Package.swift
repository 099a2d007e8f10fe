// swift-tools-version: 6.2
// The rooms that proofs are made of and their tests, and no others: what `Tests/Mutation/proofs` builds in its scratch
// copy of the tree, once for every break.

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "proofs",
  targets: [
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "Model", dependencies: ["Bytes"], swiftSettings: settings),
    .target(name: "Enrich", dependencies: ["Bytes", "Model"], swiftSettings: settings),
    .target(name: "Aggregate", dependencies: ["Bytes", "Model"], swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Bytes", "Enrich", "Model"], path: "Tests/TestSupport",
      sources: ["MadeMovements.swift", "MadeRows.swift", "RandomRows.swift", "SeededRandom.swift"],
      swiftSettings: settings),
    .testTarget(
      name: "AggregateTests",
      dependencies: ["Aggregate", "Bytes", "Enrich", "Model", "TestSupport"],
      sources: [
        "BalancesLaws.swift", "BalancesTests.swift", "PastAmountsTests.swift", "ProofLaws.swift",
        "ProofLife.swift", "ProofTextTests.swift", "RowTimelineTests.swift",
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
