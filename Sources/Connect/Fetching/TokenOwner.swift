// Whose token a run of fetching uses, found out before an archive is touched: the rows of two people in one
// archive could never be separated again.

internal import Bytes
internal import Fetch
internal import Model
internal import MonzoAPI

/// Asks the bank whose token it is; its answer brings the bank's time as well.
final class TokenOwner<World: FetchWorld> {
  /// The outside of the run.
  private(set) var world: World
  private let keeper: TokenKeeper
  private let report: ConnectReport
  private var isStopped = false

  init(_ world: World, _ keeper: TokenKeeper, _ report: @escaping ConnectReport) {
    self.world = world
    self.keeper = keeper
    self.report = report
  }

  /// The bank's user.
  ///
  /// A login that names its user is good enough when the bank does not answer now: the name came with the
  /// token, and the run itself finds out what is wrong. All other tokens may be anybody's.
  ///
  /// - Throws: `ConnectError` when nobody says whose token it is, or when the user stops the run.
  func user() throws -> String {
    guard let known = keeper.login.token?.userID?.nonEmpty else { return try userOfStranger() }
    guard case .answered(let who) = try line.askOnce(AskWhoAmI(), token: keeper.accessToken)
    else { return known }
    return who.userID?.nonEmpty ?? known
  }

  private func userOfStranger() throws -> String {
    do {
      let who = try BankCalls(line: line, keeper: keeper).ask(AskWhoAmI())
      if let user = who.userID?.nonEmpty { return user }
      throw who.isAuthenticated ? ConnectError.ownerUnknown(.unnamed) : .notAuthenticated
    } catch let error as ConnectError where error.isUnreachable {
      throw ConnectError.ownerUnknown(.unreached(error))
    } catch let error as BankError {
      throw ConnectError.ownerUnknown(.refused(error))
    }
  }

  // MARK: The world as a line

  private var line: BankLine {
    BankLine(
      carry: { [self] in try carry($0, $1) }, now: { [self] in world.now },
      sleep: { [self] in try sleep($0) })
  }

  private func carry(_ request: HTTPRequest, _ token: Secret?) throws -> HTTPResponse {
    if isStopped { throw ConnectError.stopped }
    world.send(0, request, token: token)
    while true {
      switch world.next(until: nil) {
      case .answered(_, let response): return response
      case .failed(_, let failure): throw failure
      case .interrupted:
        isStopped = true
        // A new token that nobody waits for is lost, and with it the login.
        if token != nil { throw ConnectError.stopped }
      case .deadline: continue
      }
    }
  }

  private func sleep(_ seconds: Int) throws {
    if isStopped { throw ConnectError.stopped }
    report(.askingOwnerAgain(seconds: seconds))
    let start = world.now
    let end = Instant(seconds: start.seconds + Int64(seconds), nanoseconds: start.nanoseconds)
    if case .interrupted = world.next(until: end) { throw ConnectError.stopped }
  }
}
