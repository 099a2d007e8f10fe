// Files that are either as they were or as they should be, whenever the power goes: a new file is written
// beside the old one, waited for, put in its place, and its name waited for. Folders are waited for too. Every change
// goes through here, so here the list of digests is kept: what a file becomes is in it before the file changes.

internal import Bytes
import Disk

/// A disk with durable changes.
struct DurableFiles<Storage: Disk> {
  private(set) var disk: Storage
  /// What files hold; nil while nothing says so.
  var digests: DigestList?
  /// Files that are known to be damaged, and are read as they are.
  var damaged: Set<String> = []
  /// Files of which a damaged list says nothing.
  var unknown: Set<String> = []
  /// Whether the list is written by this run, which no other one does meanwhile.
  private(set) var isWriting = false
  /// In which states files are known.
  var states = FileStates()
  /// Folders that are known to be durable.
  private var folders: Set<String> = []
  /// Files for appending that are known to be whole and to have a durable name, with the digest of all of it.
  private var growing: [String: (digest: Digest64, rows: Int)] = [:]
  /// Whether the file of the list says nothing but what is.
  private var isSealed = true
  /// Whether a line can be added to the file of the list.
  private var isListWhole = false
  /// Files that were written since the list was.
  private var written: Set<String> = []

  init(_ disk: Storage) { self.disk = disk }

  func list(_ folder: String) throws(ArchiveError) -> [String] {
    do { return try disk.list(folder) } catch { throw .disk(error) }
  }

  func size(_ path: String) throws(ArchiveError) -> Int? {
    do { return try disk.size(path) } catch { throw .disk(error) }
  }

  // MARK: Reading

  /// The bytes of a file, held against the list; nil when there is none.
  ///
  /// - Throws: `ArchiveError.changed` when they are not those that were written.
  func read(_ path: String) throws(ArchiveError) -> [UInt8]? {
    let bytes = try readAsItIs(path)
    guard var known = digests, Layout.isListed(path), !damaged.contains(path),
      !unknown.contains(path), !known.accepts(path, bytes)
    else { return bytes }
    // Another run may have written it since the list was read.
    for _ in 0..<DurableFiles.rereads where !isWriting {
      let list = try listOnDisk() ?? DigestList()
      let bytes = try readAsItIs(path)
      if list.accepts(path, bytes) { return bytes }
      if list == known { break }
      known = list
    }
    // The next run is to find it as it opens the archive.
    var disk = disk
    try? disk.remove(FileStates.path)
    let damage = FileDamage(
      path, held: known[path].held, found: try readAsItIs(path).map { FileFacts(path, $0) })
    throw .changed(place: disk.place, damage)
  }

  static var rereads: Int { 5 }

  /// The bytes of a file, whatever the list says; nil when there is none.
  func readAsItIs(_ path: String) throws(ArchiveError) -> [UInt8]? {
    do { return try disk.read(path) } catch { throw .disk(error) }
  }

  /// The list as it is on the disk; nil when there is none.
  func listOnDisk() throws(ArchiveError) -> DigestList? {
    try readAsItIs(Layout.digests).map { DigestList($0) }
  }

  // MARK: Writing

  /// Makes a file hold some bytes; leaves one alone that does.
  ///
  /// - Returns: whether it was written.
  @discardableResult
  mutating func replace(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) -> Bool {
    if try read(path) == bytes { return false }
    try replace(path, with: bytes)
    return true
  }

  /// Makes a file hold some bytes that it does not hold.
  mutating func replace(_ path: String, with bytes: [UInt8]) throws(ArchiveError) {
    try write([FileWrite(path, bytes)])
  }

  /// Makes files hold what they do not hold, in the order given; no other order is kept when the power goes.
  mutating func write(_ writes: [FileWrite]) throws(ArchiveError) {
    guard !writes.isEmpty else { return }
    let changes = writes.filter { Layout.isListed($0.path) }.map(\.change)
    try begin(changes)
    do {
      var parents: [String] = []
      for write in writes {
        growing[write.path] = nil
        let parent = Layout.parent(of: write.path)
        if let bytes = write.bytes {
          try putInPlace(bytes, write.path, parent)
        } else {
          try disk.remove(write.path)
        }
        if !parents.contains(parent) { parents.append(parent) }
      }
      for parent in parents { try disk.synchronizeFolder(parent) }
    } catch {
      throw .disk(error)
    }
    for change in changes { end(change) }
  }

  private mutating func putInPlace(
    _ bytes: [UInt8], _ path: String, _ folder: String
  ) throws(StorageError) {
    let draft = path + Layout.unfinished
    try makeFolder(folder)
    do throws(StorageError) {
      try disk.write(bytes, to: draft)
      try disk.synchronize(draft)
      try disk.rename(draft, to: path)
    } catch {
      // The room that a draft takes may be what is missing.
      try? disk.remove(draft)
      throw error
    }
  }

  /// Adds whole lines to a file that only grows.
  mutating func append(_ lines: [UInt8], to path: String) throws(ArchiveError) {
    let folder = Layout.parent(of: path)
    let isKnown = growing[path] != nil
    if !isKnown { try mend(path) }
    var state = growing.removeValue(forKey: path) ?? (Digest64(), 0)
    state.digest.add(lines)
    state.rows += lines.count { $0 == 0x0A }
    let facts = FileFacts(
      bytes: state.digest.count, digest: state.digest.value, rows: state.rows)
    let change = DigestList.Change(path: path, kind: .grown, facts: facts)
    try begin(Layout.isListed(path) ? [change] : [])
    do {
      try makeFolder(folder)
      try disk.append(lines, to: path)
      try disk.synchronize(path)
      if !isKnown { try disk.synchronizeFolder(folder) }
    } catch {
      throw .disk(error)
    }
    if Layout.isListed(path) { end(change) }
    growing[path] = state
  }

  /// Takes out of a file what an append that was cut short left in it.
  private mutating func mend(_ path: String) throws(ArchiveError) {
    // What an append of this run left half done is no damage.
    let found = try readAsItIs(path)
    let isGrowing = found.map { digests?.isGrowing(path, $0) ?? true } ?? false
    guard let bytes = isGrowing ? found : try read(path) else { return }
    let whole = JSONLines.whole(bytes)
    if whole != bytes { try replace(path, with: whole) }
    var digest = Digest64()
    digest.add(whole)
    growing[path] = (digest, whole.count { $0 == 0x0A })
  }

  mutating func remove(_ path: String) throws(ArchiveError) { try write([FileWrite(path, nil)]) }

  /// Waits for a file and for its name, whoever wrote it.
  mutating func makeDurable(_ path: String) throws(ArchiveError) {
    do {
      try disk.synchronize(path)
      try disk.synchronizeFolder(Layout.parent(of: path))
    } catch {
      throw .disk(error)
    }
  }

  /// Removes the drafts in a folder that earlier runs left behind.
  mutating func removeDrafts(in folder: String) throws(ArchiveError) {
    for name in try list(folder) where name.hasSuffix(Layout.unfinished) {
      do { try disk.remove(folder.isEmpty ? name : "\(folder)/\(name)") } catch {
        throw .disk(error)
      }
    }
  }

  /// Makes a folder whose name will be there after a loss of power.
  mutating func makeFolder(_ folder: String) throws(StorageError) {
    guard !folders.contains(folder) else { return }
    if folder.isEmpty {
      try disk.makeFolder("")
    } else {
      let parent = Layout.parent(of: folder)
      try makeFolder(parent)
      try disk.makeFolder(folder)
      // A folder that is there may be the work of a run that was cut short here.
      try disk.synchronizeFolder(parent)
    }
    folders.insert(folder)
  }

  // MARK: The list of digests

  /// Has the list say what files become, durably, before they change.
  private mutating func begin(_ changes: [DigestList.Change]) throws(ArchiveError) {
    guard digests != nil, !changes.isEmpty else { return }
    isWriting = true
    digests?.begin(changes)
    isSealed = false
    guard isListWhole else { return try writeList() }
    isListWhole = false
    do {
      try disk.append(DigestList.line(changes), to: Layout.digests)
      try disk.synchronize(Layout.digests)
    } catch {
      throw .disk(error)
    }
    isListWhole = true
  }

  /// Notes that a file has changed.
  private mutating func end(_ change: DigestList.Change) {
    guard var entry = digests?[change.path] else { return }
    entry.held = change.kind == .removed ? nil : change.facts
    if entry.lost?.digest == change.facts.digest { entry.lost = nil }
    note(change.path, entry)
  }

  /// Has the list say what a file holds and lost, with the next sealing.
  mutating func note(_ path: String, _ entry: DigestList.Entry) {
    digests?.set(path, entry)
    written.insert(path)
    isSealed = false
  }

  /// Forgets what a file lost.
  mutating func forgetLoss(_ path: String) {
    guard var entry = digests?[path], entry.lost != nil else { return }
    entry.lost = nil
    note(path, entry)
  }

  /// Notes that the file of the list is as it was read, so that lines can be added to it.
  mutating func noteListWhole(_ isWhole: Bool) {
    isWriting = true
    isListWhole = isWhole
    isSealed = isWhole
  }

  /// Has the list say what is, and no more what was to be.
  mutating func seal() throws(ArchiveError) {
    guard digests != nil, !isSealed else { return }
    try writeList()
    isSealed = digests?.changes.isEmpty ?? true
    for path in written {
      guard let held = digests?[path].held, let state = disk.state(path) else { continue }
      states.note(path, state, held.digest)
    }
    written = []
    keepStates()
  }

  private mutating func writeList() throws(ArchiveError) {
    guard let bytes = digests?.file() else { return }
    do {
      try putInPlace(bytes, Layout.digests, "")
      try disk.synchronizeFolder("")
    } catch {
      throw .disk(error)
    }
    isListWhole = true
  }

  /// Keeps the states of files for the next run, if the disk lets it.
  mutating func keepStates() {
    guard states.isNew else { return }
    let draft = FileStates.path + Layout.unfinished
    if disk.keep(FileStates.path, states.file, draft: draft) { states.noteKept() }
  }
}
