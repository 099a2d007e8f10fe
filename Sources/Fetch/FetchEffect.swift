// What the reducer asks of the driver. Effects are performed in order; each but `wait`, `progress` and `note`
// is answered by one event.

public import Model
public import MonzoAPI

/// One thing to do.
public enum FetchEffect: Equatable, Sendable {
  /// Send a request with the token in use; answered by `answered` or `failed` with the same id.
  case send(RequestID, HTTPRequest)
  /// Keep something; answered by `stored` when it is on the disk.
  ///
  /// The driver may gather what is to be kept and write it at once; it must before `stored`.
  case store(StoreID, StoreItem)
  /// Give `woke` at this time; replaces an earlier request. Events that come sooner are given as they come.
  case wait(until: Instant)
  /// Get a new token with the refresh token, one for all; answered by one of the `token…` events.
  case refreshToken(generation: Int)
  /// Read the kept login again, which another run may have renewed; answered by `tokenRefreshed` or
  /// `tokenUnchanged`.
  case reloadToken(generation: Int)
  /// Show the user how far the run is.
  case progress(FetchProgress)
  /// Show the user something that is good to know.
  case note(FetchNote)
  /// The run is over.
  case finish(FetchReport)
}

/// Something that the archive keeps.
public enum StoreItem: Equatable, Sendable {
  /// The objects of `GET /accounts`, one an account: account id and the bank's own bytes, minified.
  case accounts([RawObject])
  /// The objects of `GET /pots` of an account.
  case pots(accountID: String, [RawObject])
  /// A balance answer that was the same before and after the rows; of a pot, the pot's id and object.
  ///
  /// `at` is the time that the balance belongs to: every row up to it was given to be kept.
  case balance(accountID: String, RawObject, at: Instant)
  /// Rows of one page, in the bank's order, those of the page before left out. The first page of a window
  /// says so, also when it is empty.
  ///
  /// Several windows of one account are read at once. A window is known by its account and its `since`, which
  /// never changes; `before` may come earlier in later pages and in `complete`, when the rest was given to
  /// another request or refused. A first page where one was before begins the window anew. Rows may lie
  /// some seconds outside of the window, since requests overlap.
  case rows(accountID: String, TimeWindow, isFirstPage: Bool, [RawTransaction])
  /// Rows of the last page of a window that have no readable `id` or `created`: they are kept as they are, and
  /// nothing can be said of rows of the archive that seem to be gone from the window.
  case unreadable(accountID: String, TimeWindow, [UnreadableRow])
  /// All rows of a window were given to be kept, from its first page to its last; it is complete when stored.
  ///
  /// Rows of the archive in the window that were in no page of it are gone at the bank. When no first page of
  /// this window was given in this run, an earlier run read it: then it is complete, and nothing is known of
  /// rows that are gone.
  case complete(AccountCoverage.Key, TimeWindow)
  /// A window that the bank does not give; it is not complete, also when it was taken for that before.
  case gap(AccountCoverage.Key, CoverageGap)
  /// The bank refused older history of the account to the login of a time: it need not be asked again.
  case historyClosed(AccountCoverage.Key, login: Instant)
}
