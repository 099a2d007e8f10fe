// Reads an archive as it is at one moment, whoever writes it meanwhile: again and again what has changed, until
// nothing has. No lock is taken, so that no run has to wait for a copy.

public import Disk
internal import Model

extension ArchiveFolder {
  /// How often what has changed is read again before it is given up.
  static var copyRounds: Int { 1000 }

  /// Whether the list says what every file holds, so that a copy can be right without a lock.
  public var isListWhole: Bool { files.digests.map { $0.damagedLines == 0 } ?? false }

  /// How many transactions the list knows.
  public var listedRowCount: Int {
    (files.digests?.entries ?? [:]).reduce(0) { sum, entry in
      guard case .partition = ArchivePath(entry.key) else { return sum }
      return sum + (entry.value.held?.rows ?? 0)
    }
  }

  /// Gives every file of the archive as it is at one moment.
  ///
  /// - Parameters:
  ///   - pause: lets some time pass, while another run writes.
  ///   - take: takes what is to be done to the copy; of a file that changes meanwhile more than once.
  /// - Throws: `ArchiveError`, `.restless` when another run never stops writing.
  public func copy(
    pause: () -> Void, _ take: (CopyStep) throws(StorageError) -> Void
  ) throws(ArchiveError) {
    var plan = CopyPlan()
    for _ in 0..<Self.copyRounds {
      let bytes = try files.readAsItIs(Layout.digests)
      let list = bytes.map { DigestList($0) }
      let paths = try filesToCopy(list)
      for path in plan.stale(paths, by: list) {
        let step = plan.take(path, try files.readAsItIs(path), by: list)
        if let step { try perform(step, take) }
      }
      for step in plan.takeLeftovers(paths) { try perform(step, take) }
      if try files.readAsItIs(Layout.digests) == bytes {
        guard let list, let bytes else { return }
        return try perform(.file(Layout.digests, plan.list(list, bytes)), take)
      }
      pause()
    }
    throw .restless(place: disk.place)
  }

  private func perform(
    _ step: CopyStep, _ take: (CopyStep) throws(StorageError) -> Void
  ) throws(ArchiveError) {
    do { try take(step) } catch { throw .disk(error) }
  }

  /// The files that a copy has: those of the list, those that commands read, and what stays of damaged ones.
  private func filesToCopy(_ list: DigestList?) throws(ArchiveError) -> [String] {
    var paths = Set(try filesThatAreRead())
    if let list {
      paths.formUnion(list.entries.keys)
      paths.formUnion(list.changes.keys)
    }
    paths.insert(Layout.rules)
    paths.formUnion(try files(below: Layout.damaged))
    return paths.filter(Layout.isCopied).sorted()
  }

  /// The files in a folder and in the folders in it, drafts left out.
  private func files(below folder: String) throws(ArchiveError) -> [String] {
    var found: [String] = []
    var waiting = [folder]
    while let parent = waiting.popLast() {
      for name in try files.list(parent) where !name.hasSuffix(Layout.unfinished) {
        let path = "\(parent)/\(name)"
        if files.disk.state(path) == nil { waiting.append(path) } else { found.append(path) }
      }
    }
    return found
  }
}

extension Layout {
  /// Whether a copy has a file: not what is made again, not the lock, and nothing outside of the archive, whatever a
  /// damaged list may say.
  static func isCopied(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return !names.contains { ["", ".", ".."].contains($0) }
      && ![cache[...], digests[...], DiskLock.name[...]].contains(names[0])
  }
}
