// What can go wrong between this program, the bank and the place where a login is kept: facts only. Words for users
// and exit codes are up to whoever shows them.

public import Disk
public import Fetch
public import MonzoAPI

/// Why a connection to the bank, or the keeping of a login, cannot go on.
public indirect enum ConnectError: Error, Equatable, Sendable {
  // MARK: Addresses

  /// The address of the API is none to send a token to.
  case apiAddress(AddressError)
  /// The address of the bank's page for logging in is none.
  case loginAddress(AddressError)
  /// No browser can be sent to the redirect address.
  case redirect(String)

  // MARK: Where a login is kept

  /// Nothing leads to a folder for what is known between runs.
  case noStateFolder
  /// The system did not do something with a file of the store.
  case storage(StorageError)
  /// A store of the caller's own failed, in its words.
  case otherStore(String)
  /// The store keeps nothing, so that there is no login in it.
  case storeKeepsNothing
  /// The store shows tokens on a terminal, and there is none.
  case storeNeedsTerminal
  /// Nobody is logged in to an API.
  case notLoggedIn(api: String)
  /// A store holds a login of another API, which must not be sent to this one.
  case otherLogin(store: String, api: String, wanted: String)
  /// The file of the store holds something that is no login.
  case noTokenFile(path: String)
  /// The credential helper gave so many bytes that are no login.
  case noLoginFromHelper(name: String, bytes: Int)
  /// The credential helper failed to do something.
  case helperFailed(name: String, verb: String, exitCode: Int32)
  /// The credential helper took longer than so many seconds and was ended.
  case helperTooSlow(name: String, verb: String, seconds: Int)
  /// The credential helper printed more than so many bytes and was ended.
  case helperTooLong(name: String, bytes: Int)
  /// The credential helper could not be started.
  case helperNotStarted(StorageError)
  /// The file for secrets is a link that belongs to another user.
  case linkOfOtherUser(path: String)
  /// A file or folder for secrets belongs to another user.
  case ownedByOtherUser(path: String, PrivateKind)
  /// Other users may read a file or folder for secrets.
  case readableByOthers(path: String, PrivateKind)
  /// Another run has been renewing the token for too long.
  case lockedByOtherRun(path: String, minutes: Int)
  /// The bank has given a new token and the store still holds the old one.
  case newTokenNotKept(ConnectError, store: String)
  /// The bank has given the token of a new login, which could not be kept.
  case newLoginNotKept(ConnectError)

  // MARK: The bank

  /// This machine has no libcurl to send requests with.
  case noLibCurl(name: String, LibCurlProblem)

  /// The bank was not reached, failed, or asked to wait.
  case unreached(String)
  /// The bank is not reached, and waiting does not change that: a certificate, the clock, an address.
  case blocked(String)
  /// The answer to a request is none that this program understands.
  case misunderstood(request: String, UnreadableAnswer)
  /// The bank refuses the token.
  case tokenRefused(BankError)
  /// The account holder has not approved the login, or has to extend the permission.
  case notApproved(BankError)
  /// The bank says that nobody is logged in.
  case notAuthenticated
  /// There is no new token; why was reported by a notice.
  case noNewToken
  /// Why there is no new token.
  case notRenewed(TokenRefresh.Reason)

  // MARK: Logging in

  /// What was given is no token.
  case noToken(source: String, TokenForm)
  /// The bank refuses a token from elsewhere.
  case importedTokenRefused(source: String, BankError)
  /// A password must not go to this server.
  case passwordNotTaken(api: String)
  /// Neither a server nor pasted text can bring the browser's answer.
  case noWayBack(redirect: String)
  /// The bank's page ended the login, with OAuth's word for why.
  case denied(String)
  /// The browser has not come back in time.
  case browserLate(minutes: Int)
  /// The bank gives no token for the login.
  case noTokenGiven(BankError)
  /// The bank refuses a login that waits for its approval.
  case newLoginRefused(BankError)
  /// The login was not approved in time.
  case approvalLate(minutes: Int)
  /// The bank did not answer while the approval was waited for; the login is kept.
  case approvalUnknown(ConnectError)

  // MARK: Fetching

  /// Nobody says whose token it is.
  case ownerUnknown(OwnerProblem)
  /// The user stopped the run before anything was fetched.
  case stopped

  /// Why a libcurl cannot be used.
  public enum LibCurlProblem: Equatable, Sendable {
    /// There is none of that name.
    case missing
    /// What has the name lacks functions of libcurl.
    case foreign
    /// It is a version from before the one that is needed.
    case old(String, wanted: String)
    /// It does not start.
    case doesNotStart
  }

  /// What secrets are kept in.
  public enum PrivateKind: Sendable {
    /// A file, which only its owner may read.
    case file
    /// A folder, which only its owner may enter.
    case folder
  }

  /// What was expected of a token from elsewhere.
  public enum TokenForm: Sendable {
    /// The bank's answer.
    case answer
    /// The bank's answer, or an access token alone.
    case answerOrToken
    /// An access token alone.
    case token
  }

  /// Why nobody says whose token it is.
  public enum OwnerProblem: Equatable, Sendable {
    /// The bank's answer names no user.
    case unnamed
    /// The bank was not reached.
    case unreached(ConnectError)
    /// The bank refused to say it.
    case refused(BankError)
  }

  /// Whether the bank was not reached.
  public var isUnreachable: Bool {
    switch self {
    case .unreached, .blocked, .lockedByOtherRun, .ownerUnknown(.unreached): true
    case .notRenewed(.unreachable), .notRenewed(.blocked): true
    case .misunderstood(_, let answer): answer.isNoJSON
    case .approvalUnknown(let error): error.isUnreachable
    default: false
    }
  }

  /// What a store threw, which may be a store of the caller's own.
  init(storing error: any Error) {
    self =
      switch error {
      case let error as ConnectError: error
      case let error as StorageError: .storage(error)
      default: .otherStore("\(error)")
      }
  }
}
