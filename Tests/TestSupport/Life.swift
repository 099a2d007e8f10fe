// What happens to rows while people look: payments settle, change their amount, are never collected, come in
// late. A list of changes, made from a seed, so that the truth of every moment is known beforehand.

package import Model
package import Sandbox

/// What happens at a bank as time goes on.
package struct Life: Sendable {
  /// One thing that happens to rows.
  package struct Event: Sendable {
    package let time: Milliseconds
    package let change: Change
  }

  /// What can happen.
  package enum Change: Sendable {
    /// A row is written down.
    case appear(Entry)
    /// A pending row settles, perhaps with another amount.
    case settle(Identifier, amount: Int64)
    /// A pending row goes: the money was never collected, or another row is in its place.
    case vanish(Identifier)
    /// The user writes a note.
    case note(Identifier, String)
  }

  /// Everything, the first thing first.
  package let events: [Event]

  /// Things happen to the current and the joint account of a bank.
  ///
  /// Rows of the history that are pending settle. Others come and go: fuel that is first one pound, trams that
  /// are first ten pence and then another row, payments that are never collected, rows that are written down
  /// hours or days after they were made, notes on rows of the last weeks.
  ///
  /// - Parameters:
  ///   - history: The rows that the bank begins with.
  ///   - seed: What everything is made from.
  ///   - start: When it begins.
  ///   - end: When it is over: no row changes afterwards.
  ///   - count: How many stories there are; one story is up to three changes.
  package init(
    of history: BankHistory, seed: UInt64, from start: Instant, through end: Instant, count: Int
  ) {
    var author = LifeAuthor(
      history, seed: seed, from: start.milliseconds + 1, through: end.milliseconds)
    author.settlePending()
    for story in 0..<count { author.write(story) }
    events = author.events.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }
}

extension BankServer {
  /// Lets things happen, beside what is to happen already.
  package mutating func live(_ life: Life) {
    let new = life.events.map { event in
      BankEvent(time: event.time) { $0.live(event) }
    }
    // What happens at one time happens in the order in which it was planned.
    events = (events.reversed() + new).enumerated()
      .sorted { ($0.element.time, $0.offset) > ($1.element.time, $1.offset) }
      .map(\.element)
  }
}

extension BankState {
  fileprivate mutating func live(_ event: Life.Event) {
    switch event.change {
    case .appear(let entry):
      add(entry)
    case .settle(let id, let amount):
      change(id) { entry in
        let before = entry.updated
        entry.amount = amount
        entry.split = []
        entry.isPending = false
        entry.settled = event.time
        // A payment that settles at once is not older than it was while pending.
        if entry.updated < before { entry.touched = before }
      }
    case .vanish(let id):
      remove(id)
    case .note(let id, let text):
      change(id) { entry in
        entry.notes = text
        entry.touched = max(event.time, entry.updated)
      }
    }
  }
}
