// What the fetch stage asks to keep, handed to the archive; and the hint from which an interrupted run goes on.

package import Archive
package import Fetch
internal import Foundation
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
    case .complete(let key, let window): complete(key, window)
    case .gap(let key, let gap): self.gap(key, gap)
    }
  }

  /// Where a run that did not end left its windows.
  ///
  /// It may be missing, old or damaged: coverage is the truth.
  private static var hintPath: String { "\(Layout.cache)/fetch.json" }

  /// The state of a run that did not end; nil when there is none that can be read.
  package func resumeHint() -> FetchState? {
    guard let bytes = try? read(Self.hintPath) else { return nil }
    return try? JSONDecoder().decode(FetchState.self, from: Data(bytes))
  }

  /// Leaves the state of a run for the next one.
  mutating func leaveHint(_ state: FetchState) throws(ArchiveError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(state) else { return }
    try replace(Self.hintPath, [UInt8](data))
  }

  /// Forgets the hint: the run has ended.
  mutating func removeHint() throws(ArchiveError) { try remove(Self.hintPath) }
}
