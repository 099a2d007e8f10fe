// What the fetch stage asks to keep, handed to the archive; and the hint from which an interrupted run goes on.

package import Archive
package import Fetch
package import Model

extension ArchiveFolder {
  /// Hands over one thing to keep; it is kept when `flush` returns.
  package mutating func keep(_ item: StoreItem, at now: Instant) throws(ArchiveError) {
    switch item {
    case .accounts(let accounts): try add(accounts: accounts, seen: now)
    case .pots(let account, let pots): try add(pots: pots, of: account, seen: now)
    case .balance(let account, let balance, let time):
      add(balance: balance, of: account, seen: time)
    case .rows(let account, let window, let isFirstPage, let rows):
      try add(rows: rows, of: account, window: window, isFirstPage: isFirstPage, at: now)
    case .unreadable(let account, let window, let rows):
      try add(unreadable: rows, of: account, window: window)
    case .complete(let key, let window): complete(key, window)
    case .gap(let key, let gap): self.gap(key, gap)
    case .historyClosed(let key, let login): historyClosed(key, login: login)
    }
  }

  /// Where a run that did not end left its hint.
  ///
  /// It may be missing, old or damaged: coverage is the truth.
  private static var hintPath: String { Layout.hint }

  /// What a run that did not end left for this one; nil when there is nothing that can be read.
  package func resumeHint() -> ResumeHint? {
    (try? read(Self.hintPath)).flatMap { $0 }.flatMap { ResumeHint(json: $0) }
  }

  /// Leaves a hint for the next run.
  mutating func leaveHint(_ hint: ResumeHint) throws(ArchiveError) {
    try replace(Self.hintPath, hint.json)
  }

  /// Forgets the hint: the run has ended.
  mutating func removeHint() throws(ArchiveError) { try remove(Self.hintPath) }
}
