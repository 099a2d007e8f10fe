// The story of one simulation, drawn from its seed: a bank, and runs one after the other, each with its own
// weather and its own misfortune.

import Model
import TestSupport

/// One run, and the time before it.
struct Chapter {
  /// The time that passes before it, in milliseconds.
  var pause: Int64 = 0
  /// Whether the user logs in first.
  var isLogin = false
  /// Whether the user approves the login in the app.
  var isApproved = true
  var concurrency = 4
  var weather = Weather.calm
  /// What the bank's life brings during the run.
  var stories = 0
  var misfortune = Misfortune.none
  /// Whether the run knows of the five minutes that an earlier one had.
  var knowsOpening = false

  /// What happens to a run beside the weather.
  enum Misfortune: Equatable {
    case none
    /// The process is killed at an event.
    case killed(event: Int)
    /// The power goes at an operation of the disk.
    case powerLoss(operation: Int)
    /// The power goes at an event.
    case blackout(event: Int)
    /// So many bytes are left on the disk.
    case fullDisk(bytes: Int)
    /// The person stops the run at an event.
    case interrupted(event: Int)
    /// Somebody logs in elsewhere at an event.
    case evicted(event: Int)
    /// The person extends the access in the app at an event.
    case extended(event: Int)
    /// The token store keeps only so many more logins.
    case brokenStore(saves: Int)
  }
}

/// The chapters of a simulation.
enum Scenario {
  private static let day: Int64 = 86_400_000

  /// The story of a seed, but for its end: the first run is a login.
  static func chapters(_ random: inout SeededRandom) -> [Chapter] {
    let severity = Int.random(in: 0...3, using: &random)
    let count = [1, 1, 2, 2, 3, 4][Int.random(in: 0..<6, using: &random)]
    return (0..<count).map { number in
      chapter(isFirst: number == 0, severity: severity, &random)
    }
  }

  private static func chapter(
    isFirst: Bool, severity: Int, _ random: inout SeededRandom
  ) -> Chapter {
    var chapter = Chapter()
    chapter.pause = isFirst ? 0 : pause(&random)
    chapter.isLogin = isFirst || Int.random(in: 0..<5, using: &random) == 0
    chapter.isApproved = Int.random(in: 0..<15, using: &random) > 0
    chapter.concurrency = [1, 2, 4, 4, 8][Int.random(in: 0..<5, using: &random)]
    let calmer = Int.random(in: 0...severity, using: &random)
    chapter.weather = .drawn(severity: calmer, &random)
    chapter.stories = Bool.random(using: &random) ? Int.random(in: 0...5, using: &random) : 0
    chapter.knowsOpening = Bool.random(using: &random)
    if severity > 0, Int.random(in: 0..<10, using: &random) < 6 {
      chapter.misfortune = misfortune(&random)
    }
    return chapter
  }

  /// From a restart at once to months of silence.
  private static func pause(_ random: inout SeededRandom) -> Int64 {
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: Int64.random(in: 0...100_000, using: &random)
    case 2: Int64.random(in: 0...day / 2, using: &random)
    case 3, 4: Int64.random(in: day...10 * day, using: &random)
    case 5, 6: Int64.random(in: 25 * day...60 * day, using: &random)
    default: Int64.random(in: 85 * day...200 * day, using: &random)
    }
  }

  private static func misfortune(_ random: inout SeededRandom) -> Chapter.Misfortune {
    let event = Int.random(in: 1...(Bool.random(using: &random) ? 12 : 60), using: &random)
    return switch Int.random(in: 0..<12, using: &random) {
    case 0, 1, 2: .killed(event: event)
    case 3, 4, 5: .powerLoss(operation: Int.random(in: 0...250, using: &random))
    case 6: .blackout(event: event)
    case 7: .fullDisk(bytes: Int.random(in: 0...60_000, using: &random))
    case 8: .interrupted(event: event)
    case 9: .evicted(event: event)
    case 10: .extended(event: event)
    default: .brokenStore(saves: Int.random(in: 0...1, using: &random))
    }
  }
}
