// The fetch stage: what a run knows of itself, and the one function that moves it on.

/// The state of a run of fetching: windows and cursors, never rows, never a token.
public struct FetchState: Equatable, Codable, Sendable {
  /// A run that has not begun.
  public init() {}

  /// What a later run can go on from: the parts of windows whose rows are kept; nothing of requests.
  public var resumable: FetchState { self }
}

/// Moves a run on by one event.
///
/// - Parameters:
///   - state: the run so far.
///   - event: what happened.
/// - Returns: the run after it, and what to do now, in order.
public func step(
  _ state: FetchState, _ event: FetchEvent
) -> (state: FetchState, effects: [FetchEffect]) {
  (state, [])
}
