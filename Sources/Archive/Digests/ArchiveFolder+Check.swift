// Holding the files of an archive against its list of digests. A file in a state that is known needs no reading;
// any difference of size, times or number has it read.

internal import Bytes
import Disk
internal import Model

extension ArchiveFolder {
  /// Holds every file against the list, and remembers what is damaged.
  ///
  /// Files that are read while another run writes them are no damage: the list is read again as long as it changes.
  ///
  /// - Parameter readsAll: whether files are read that are in a state that is known.
  /// - Throws: `ArchiveError`.
  public mutating func check(readingAll readsAll: Bool = false) throws(ArchiveError) {
    if readsAll { files.states = FileStates() } else { try readStates() }
    damage = try findDamage()
    files.keepStates()
  }

  /// Holds some files against the list, whatever is known of their states.
  public mutating func check(_ paths: [String]) throws(ArchiveError) {
    for path in paths { files.states.forget(path) }
    damage = try findDamage()
  }

  mutating func readStates() throws(ArchiveError) {
    files.states = FileStates((try? files.readAsItIs(FileStates.path)) ?? [])
  }

  private mutating func findDamage() throws(ArchiveError) -> [FileDamage] {
    guard try isListed() else { return [] }
    var found = try mismatches()
    for _ in 0..<DurableFiles<Storage>.rereads where !found.isEmpty && !files.isWriting {
      guard let list = try files.listOnDisk(), list != files.digests else { break }
      files.digests = list
      found = try mismatches()
    }
    // What an earlier run found is in the list as it is.
    files.damaged = Set(found.lazy.filter { !$0.isKnown }.map(\.path))
    return found
  }

  /// Whether files can be held against a list: there is one, or should be.
  private mutating func isListed() throws(ArchiveError) -> Bool {
    if files.digests != nil { return true }
    guard let bytes = try files.readAsItIs(Layout.format) else { return false }
    return bytes.starts(with: ArchiveFormat.line.utf8)
  }

  /// What is not as the list says.
  private mutating func mismatches() throws(ArchiveError) -> [FileDamage] {
    (files.damaged, files.unknown) = ([], [])
    guard let list = files.digests else { return [FileDamage(list: 0)] }
    var found: [FileDamage] = []
    if list.damagedLines > 0 { found.append(FileDamage(list: list.damagedLines)) }
    for path in Set(list.entries.keys).union(list.changes.keys).sorted() {
      if let damage = try mismatch(path, list) { found.append(damage) }
    }
    // With lines of the list gone, nobody knows which files nobody wrote.
    let isWhole = list.damagedLines == 0
    for path in try filesThatAreRead()
    where list.entries[path] == nil && list.changes[path] == nil {
      guard let bytes = try files.readAsItIs(path) else { continue }
      if isWhole {
        found.append(FileDamage(path, held: nil, found: FileFacts(path, bytes)))
      } else {
        files.unknown.insert(path)
      }
    }
    return found
  }

  private mutating func mismatch(
    _ path: String, _ list: DigestList
  ) throws(ArchiveError) -> FileDamage? {
    let entry = list[path]
    let state = files.disk.state(path)
    if let state, let held = entry.held, list.changes[path] == nil,
      files.states.knows(path, state, held.digest)
    {
      return remembered(path, entry)
    }
    let bytes = try files.readAsItIs(path)
    guard list.accepts(path, bytes) else {
      return FileDamage(
        path, held: entry.lost ?? entry.held, found: bytes.map { FileFacts(path, $0) })
    }
    let digest = bytes.map { Digest64.of($0) }
    if let state, let digest { files.states.note(path, state, digest) }
    // What was lost may be there again.
    if let digest, digest == entry.lost?.digest, entry.lost != .nothing { return nil }
    return remembered(path, entry)
  }

  /// What an earlier run found lost, unless the rows were fetched again since.
  private func remembered(_ path: String, _ entry: DigestList.Entry) -> FileDamage? {
    guard let lost = entry.lost else { return nil }
    return FileDamage(
      path, held: lost == .nothing ? nil : lost, found: entry.held, isKnown: true)
  }

  /// The files that commands read.
  func filesThatAreRead() throws(ArchiveError) -> [String] {
    var paths = [Layout.format, Layout.identity, Layout.names, Layout.fetches, Layout.accepted]
    paths += [Layout.importLog, Layout.kept, Layout.withdrawn]
    paths += try files.list(Layout.brought).filter { $0.hasSuffix(".jsonl") }
      .map { "\(Layout.brought)/\($0)" }
    paths += try referenceFiles()
    paths += try partitions().map(\.path) + imports().map(\.path)
    for account in try owners(in: Layout.history) {
      paths += [Layout.history(of: account), Layout.unreadable(of: account)]
    }
    for name in try files.list(Layout.coverage) where name.hasSuffix(".json") {
      paths.append("\(Layout.coverage)/\(name)")
    }
    for folder in try files.list(Layout.exports) {
      for name in try files.list("\(Layout.exports)/\(folder)") where name.hasSuffix(".jsonl") {
        paths.append("\(Layout.exports)/\(folder)/\(name)")
      }
    }
    return paths
  }
}
