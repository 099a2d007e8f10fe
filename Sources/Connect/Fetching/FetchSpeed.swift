// How far a run of fetching is and how fast it goes on: figures for a line of progress.

public import Fetch
public import Model

/// Measures the progress of a run.
public struct FetchSpeed {
  private var began: Instant?

  /// How much is done, in tenths; it never goes back.
  public private(set) var tenthsDone = 0
  /// Rows a second; nil in the first second.
  public private(set) var rowsPerSecond: Int64?
  /// The seconds that the windows still to come will take; nil while nobody knows.
  public private(set) var secondsLeft: Int64?

  /// Begins with a run that has done nothing.
  public init() {}

  /// Takes in how far the run is.
  public mutating func measure(_ progress: FetchProgress, at now: Instant) {
    let began = began ?? now
    self.began = began
    tenthsDone = max(tenthsDone, min(progress.windowsDone * 10 / max(progress.windowsTotal, 1), 10))
    let seconds = now.seconds - began.seconds
    guard seconds > 0 else { return }
    rowsPerSecond = Int64(progress.rows) / seconds
    guard progress.windowsDone > 0 else { return }
    let left = Int64(progress.windowsTotal - progress.windowsDone)
    secondsLeft = seconds * left / Int64(progress.windowsDone)
  }
}
