// Thousands of lives of an archive, each from one seed. A seed that fails is printed with the command that
// plays it again, step by step.

import Foundation
import Testing

@Suite struct SimulationTests {
  /// How many seeds are played: `SIMULATION_SEEDS`, or enough to find what people break.
  private static let count = number("SIMULATION_SEEDS") ?? 20
  /// The one seed that is played, with all of its steps: `SIMULATION_SEED`.
  private static let only = number("SIMULATION_SEED")
  /// The one seed that is played with damage, with all of its steps: `DAMAGE_SEED`.
  private static let damaged = number("DAMAGE_SEED")
  /// The one seed that is played with two archives, with all of its steps: `MERGE_SEED`.
  private static let merged = number("MERGE_SEED")
  private static let parts = 20

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: 0..<parts)
  func `whatever happens, the archive holds the truth, and in the end all of it`(part: Int) {
    play(part, "SIMULATION_SEED") { Simulation.diary(seed: $0) }
  }

  @Test(arguments: 0..<parts)
  func `a damaged archive is called damaged, and is the bank's again after a login`(part: Int) {
    play(part, "DAMAGE_SEED") { Simulation.diaryOfDamage(seed: $0) }
  }

  @Test(arguments: 0..<parts)
  func `two archives that were one are one again, with all that either knew`(part: Int) {
    play(part, "MERGE_SEED") { Simulation.diaryOfMerge(seed: $0) }
  }

  /// Plays the seeds of a part up to the first one that breaks a law.
  private func play(_ part: Int, _ variable: String, _ diary: (UInt64) -> Diary) {
    guard SimulationTests.only == nil else { return }
    for seed in stride(from: part + 1, through: SimulationTests.count, by: SimulationTests.parts) {
      let diary = diary(UInt64(seed))
      guard !diary.violations.isEmpty else { continue }
      Issue.record(
        """
        seed \(seed): \(diary.violations.joined(separator: "\n"))
        play it again: \(variable)=\(seed) swift test --filter SimulationTests
        """)
      return
    }
  }

  @Test(.enabled(if: damaged != nil)) func `one damaged seed, step by step`() {
    let diary = Simulation.diaryOfDamage(
      seed: UInt64(SimulationTests.damaged ?? 0), isVerbose: true)
    print(diary.lines.joined(separator: "\n"))
    #expect(diary.violations.isEmpty)
  }

  @Test(.enabled(if: merged != nil)) func `one seed of two archives, step by step`() {
    let diary = Simulation.diaryOfMerge(
      seed: UInt64(SimulationTests.merged ?? 0), isVerbose: true)
    print(diary.lines.joined(separator: "\n"))
    #expect(diary.violations.isEmpty)
  }

  @Test(.enabled(if: only != nil)) func `one seed, step by step`() {
    let diary = Simulation.diary(seed: UInt64(SimulationTests.only ?? 0), isVerbose: true)
    print(diary.lines.joined(separator: "\n"))
    #expect(diary.violations.isEmpty)
  }
}
