// How many seeds a test plays. `make test` plays a few of each, so that a change is tried in a minute;
// `ALL_SEEDS=1`, as `make check` sets it, plays all.

private import Foundation

package enum Seeds {
  /// Whether all seeds are played: `ALL_SEEDS`.
  private static let areAll = ProcessInfo.processInfo.environment["ALL_SEEDS"] != nil

  /// The first few of some seeds, or all of them.
  package static func few(_ count: UInt64, of all: Range<UInt64>) -> Range<UInt64> {
    areAll ? all : all.lowerBound..<min(all.lowerBound + count, all.upperBound)
  }

  /// Some cases at equal distances, or all of them.
  package static func few<Case>(_ count: Int, of all: [Case]) -> [Case] {
    guard !areAll, count < all.count else { return all }
    return (0..<count).map { all[$0 * all.count / count] }
  }
}
