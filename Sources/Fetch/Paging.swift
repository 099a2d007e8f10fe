// From page to page through a window.
//
// The bank lists oldest first, but its order follows ids, which differ from times by up to two seconds. So the
// next page goes on from a row that is at least that much older than the page's newest: all that stands before
// it has been listed, and what the next page repeats is left out by comparing with the last page. Where a
// whole page lies within that time, which a person's payments never do, it goes on from the last row.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// The request of a window's next page: by time first, then by the row to go on from; both ends always.
  mutating func pageRequest(_ at: Int) -> HTTPRequest {
    let account = state.windows[at].account
    if !state.windows[at].isAsked {
      state.windows[at].isAsked = true
      state.accounts[account].record.windows.append(state.windows[at].window)
    }
    state.windows[at].askedBefore = state.windows[at].rangeEnd
    state.accounts[account].record.pages += 1
    let window = state.windows[at]
    return ListTransactions(
      accountID: state.accounts[account].key.accountID,
      since: window.cursor.map { .id($0.id) } ?? .time(window.askedSince),
      before: window.askedBefore, limit: Limits.pageRows
    ).request
  }

  /// Takes a page: keeps its new rows, then ends the window or goes on.
  mutating func pageRead(_ number: Int, _ page: TransactionPage) {
    let rows = page.rows
    guard let at = state.windows.firstIndex(where: { $0.id == number }) else { return }
    if let fault = fault(of: rows, in: state.windows[at]) {
      return end(.misunderstood("\(describe(.page(window: number))): \(fault)"))
    }
    noteHistoryOpen(state.windows[at])
    let new = newRows(of: rows, after: state.windows[at].lastPage)
    count(new, at)
    findPots(new, in: state.windows[at].account)
    let isFull = isFull(rows.count + page.unreadable.count)
    let isMoving = !isFull || goOn(at, rows, hasNew: !new.isEmpty)
    keepPage(at, new, isEnd: !isFull)
    keepUnreadable(at, page.unreadable)
    let window = state.windows[at]
    showProgress(.rows(accountID: state.accounts[window.account].key.accountID, window.window))
    guard isMoving else {
      let place = "\(state.accounts[window.account].key.accountID) since \(window.cursor?.id ?? "")"
      return end(.misunderstood("the cursor stands still: rows of \(place) bring nothing new"))
    }
    if !isFull || window.listedUntil.map({ $0 >= window.window.before }) ?? false {
      state.windows.remove(at: at)
      complete(window.account, window.window)
    } else if window.pages >= Limits.windowPages {
      end(.misunderstood("\(describe(.page(window: number))): the list does not end"))
    } else {
      ask(.page(window: number))
    }
  }

  /// Whether a page of so many rows may have another one after it.
  ///
  /// As long as no page came that was as large as it may be, nobody knows that the bank keeps to what it was
  /// asked for: a page as large as those that it gives unasked may be all that it gives at once.
  private mutating func isFull(_ rows: Int) -> Bool {
    state.largestPage = max(state.largestPage, rows)
    if rows >= Limits.pageRows { return true }
    return rows >= Limits.usualPageRows && state.largestPage < Limits.pageRows
  }

  /// What is wrong with the rows of a page: any that the bank was not asked for.
  private func fault(of rows: [RawTransaction], in window: WindowWork) -> String? {
    let first = window.askedSince.adding(seconds: -Limits.strayingSeconds)
    let last = window.askedBefore.adding(seconds: Limits.strayingSeconds)
    guard let row = rows.first(where: { $0.created < first || $0.created > last }) else {
      return nil
    }
    return "row \(row.id) of \(row.created) lies outside of"
      + " \(window.askedSince) to \(window.askedBefore)"
  }

  /// The rows of a page that were not in the last one, each once.
  private func newRows(of rows: [RawTransaction], after lastPage: [String]) -> [RawTransaction] {
    var seen = Set(lastPage)
    return rows.filter { seen.insert($0.id).inserted }
  }

  /// Counts rows: those of another window are counted there.
  private mutating func count(_ rows: [RawTransaction], _ at: Int) {
    let window = state.windows[at]
    let own = rows.count { row in
      row.created >= window.window.since && (window.isNewest || row.created < window.window.before)
    }
    state.windows[at].pages += 1
    state.windows[at].rows += own
    if window.isTrailing {
      state.accounts[window.account].trailingRows += own
      let times = rows.map(\.created) + [state.accounts[window.account].newest].compactMap(\.self)
      state.accounts[window.account].newest = times.max()
    } else {
      state.accounts[window.account].olderRows += own
    }
  }

  /// Adds the hidden accounts of pots that rows report.
  private mutating func findPots(_ rows: [RawTransaction], in account: Int) {
    for row in rows {
      guard let pot = row.pot, addPot(pot.potID, account: pot.accountID, seenIn: account) else {
        continue
      }
      plan(state.accounts.count - 1)
    }
  }

  /// Chooses the row to go on from after a full page.
  ///
  /// - Returns: false when the page and the one before it brought nothing new.
  private mutating func goOn(_ at: Int, _ rows: [RawTransaction], hasNew: Bool) -> Bool {
    let window = state.windows[at]
    guard let last = rows.last, let newest = rows.lazy.map(\.created).max() else { return false }
    state.windows[at].lastPage = rows.map(\.id)
    state.windows[at].pageSeconds =
      newest.seconds - (window.cursor?.created ?? window.window.since).seconds
    let isStuck = !hasNew
    state.windows[at].isStuck = isStuck
    if isStuck {
      state.windows[at].cursor = WindowWork.Cursor(id: last.id, created: last.created)
      return !window.isStuck
    }
    let certain = newest.adding(seconds: -Limits.orderSeconds)
    let older = rows.lazy.filter { $0.created <= certain }.max { isBefore($0.id, $1.id) }
    if let older, window.cursor.map({ isBefore($0.id, older.id) }) ?? true {
      state.windows[at].cursor = WindowWork.Cursor(id: older.id, created: older.created)
      let listed = max(older.created, window.listedUntil ?? older.created)
      state.windows[at].listedUntil = listed
    } else {
      state.windows[at].cursor = WindowWork.Cursor(id: last.id, created: last.created)
    }
    return true
  }

  /// The order of ids, which is the order of time: by bytes.
  private func isBefore(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Gives the new rows of a page to be kept; the first page also when it is empty.
  private mutating func keepPage(_ at: Int, _ rows: [RawTransaction], isEnd: Bool) {
    let window = state.windows[at]
    guard window.pages == 1 || !rows.isEmpty else { return }
    let account = state.accounts[window.account].key.accountID
    let store = keep(
      .rows(accountID: account, window.window, isFirstPage: window.pages == 1, rows),
      for: .page(window: window.id))
    state.windows[at].keeping.append(
      WindowWork.Keeping(store: store, until: isEnd ? window.window.before : window.listedUntil))
  }

  /// Gives the rows of a page that cannot be read to be kept, and counts each once.
  private mutating func keepUnreadable(_ at: Int, _ rows: [UnreadableRow]) {
    guard !rows.isEmpty else { return }
    let window = state.windows[at]
    let account = state.accounts[window.account].key.accountID
    keep(.unreadable(accountID: account, window.window, rows))
    for row in rows where !state.accounts[window.account].record.unreadable.contains(row) {
      state.accounts[window.account].record.unreadable.append(row)
    }
  }

  /// Notes that a page of a window is on the disk: with all before it, it can be gone on from.
  mutating func pageStored(_ id: StoreID, window number: Int) {
    guard let at = state.windows.firstIndex(where: { $0.id == number }),
      let page = state.windows[at].keeping.firstIndex(where: { $0.store == id })
    else { return }
    state.windows[at].keeping[page].isStored = true
    while let first = state.windows[at].keeping.first, first.isStored {
      state.windows[at].keeping.removeFirst()
      if let until = first.until { state.windows[at].keptUntil = until }
    }
  }
}
