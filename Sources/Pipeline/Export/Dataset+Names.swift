// The names of accounts and pots in an archive: once files were named after them, they stay, whatever a pot is
// called later.

import Archive
import Disk
import Model
import Write

extension Dataset {
  /// The names of accounts and pots that are known from the bank.
  package var namesToKeep: [String: String] {
    let known = Set(knowledge.references.accounts.keys).union(knowledge.references.pots.keys)
    return accounts.slugs.all.filter { known.contains($0.key) }
  }

  /// Keeps the names that files have now, unless somebody else is writing to the archive or nobody may.
  ///
  /// Then the next export does.
  ///
  /// - Parameter command: who takes the lock, for the one who finds it taken.
  package func fixNames(command: String) {
    guard let archive else { return }
    let names = namesToKeep
    guard names.contains(where: { archive.names[$0.key] == nil }) else { return }
    guard let lock = try? DiskLock(archive.disk, command: command),
      var folder = try? ArchiveFolder(writing: archive.disk), let kept = try? folder.names()
    else { return }
    try? folder.setNames(names.merging(kept) { $1 })
    withExtendedLifetime(lock) {}
  }
}
