// The imports of two archives. Those of the other are taken with new numbers, and can be undone here; one that was
// undone in either is undone. What either has without an import stays without one.

internal import Bytes
import Disk
internal import Model

extension ArchiveFolder {
  /// Takes in the imports of another archive, before their rows are.
  mutating func mergeImportLog<Other: Disk>(
    of other: ArchiveFolder<Other>, _ now: Instant
  ) throws(ArchiveError) -> MergeSides {
    let own = try loadedBook()
    let theirs = try other.isTrusted(Layout.importLog) ? other.importBook() : ImportBook([], [:])
    guard !own.entries.isEmpty || !theirs.entries.isEmpty else { return MergeSides() }
    var kept = theirs.kept
    kept.hold(try other.unexplained(own.all, theirs))
    kept.hold(try other.unexplained(theirs.all, theirs))
    kept.hold(try unexplained(theirs.all, own))
    kept.hold(try unexplained(own.all, own))
    try keep(own.missing(kept))
    try take(theirs, try loadedBook())
    book = nil
    try files.seal()
    return MergeSides(Set(own.entries.map(\.key)), Set(theirs.entries.map(\.key)))

    func take(_ theirs: ImportBook, _ own: ImportBook) throws(ArchiveError) {
      var number = own.nextNumber
      for entry in theirs.entries {
        let known = own.entries.first { $0.key == entry.key }
        if known == nil {
          // What it brought is not known any more, so its rows stay without an import.
          guard let contents = theirs.contents(of: entry.number) else { continue }
          var taken = entry
          (taken.number, taken.merged) = (number, now)
          try note(taken, contents.bytes)
          number += 1
          if let time = entry.undone {
            try files.append(ImportLog.undo(taken.number, time), to: Layout.importLog)
          }
        } else if let known, known.isLive, let time = entry.undone {
          try files.append(ImportLog.undo(known.number, time), to: Layout.importLog)
        }
      }
    }
  }
}
