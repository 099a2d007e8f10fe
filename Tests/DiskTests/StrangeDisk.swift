// A disk in memory with everything that a folder of a real one may hold: links, pipes, files of other users, closed
// folders, places where another disk begins. It can stop between any two operations, and then bytes that nobody
// waited for are cut short.

import Disk

/// A disk with odd things on it.
final class StrangeDisk: FolderDisk {
  /// Something on the disk.
  struct Node: Equatable {
    var kind: EntryStatus.Kind
    var bytes: [UInt8] = []
    /// Where a link leads.
    var target = ""
    var owner: UInt32 = 1000
    var mode: UInt32
    var device: UInt64 = 1
    /// When it was last written.
    var time = 0
    var isDurable = true
  }

  /// What has a name, with its number: what must be the same for whatever is not the program's.
  struct Found: Equatable {
    let number: Int
    let node: Node
  }

  let place = "/disk"
  let user: UInt32 = 1000
  /// How many operations were done.
  private(set) var operations = 0
  /// After how many operations the disk stops; nil for never.
  var stopsAfter: Int?
  /// What somebody else does before an operation with a number.
  var meanwhile: (operation: Int, body: (StrangeDisk) -> Void)?
  /// Whether a file may have two names.
  var hasLinks = true
  /// What was done that must never be: opening a pipe, following a link.
  private(set) var mistakes: [String] = []

  private var nodes: [Int: Node] = [0: Node(kind: .folder, mode: 0o755)]
  private var names: [String: Int] = ["": 0]
  /// The number of the next file: as on real disks one that is free again is taken at once.
  private var nextNode: Int {
    let taken = Set(names.values)
    return (1...).first { !taken.contains($0) } ?? 0
  }

  /// The same disk as it is now, and as it would be found after a stop: unwritten bytes are lost.
  func afterStop() -> StrangeDisk {
    let copy = StrangeDisk()
    copy.nodes = nodes.mapValues { node in
      var node = node
      if !node.isDurable { node.bytes = Array(node.bytes.prefix(node.bytes.count / 2)) }
      node.isDurable = true
      return node
    }
    (copy.names, copy.hasLinks) = (names, hasLinks)
    return copy
  }

  /// Everything on the disk, by path.
  var contents: [String: Found] {
    names.compactMapValues { number in nodes[number].map { Found(number: number, node: $0) } }
  }

  /// The names below a folder, without the folder's own.
  func paths(in folder: String) -> [String] {
    names.keys.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.count + 1)) }
      .sorted()
  }

  /// Puts something at a name, as somebody else would.
  func put(_ node: Node, at path: String) {
    let parent = StrangeDisk.parent(path)
    if names[parent] == nil { put(Node(kind: .folder, mode: 0o755), at: parent) }
    remove(everythingAt: path)
    let number = nextNode
    nodes[number] = node
    names[path] = number
  }

  private func remove(everythingAt path: String) {
    for name in names.keys where name == path || name.hasPrefix("\(path)/") { names[name] = nil }
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private func error(_ path: String, _ code: Int32) -> StorageError {
    StorageError(action: "write", path: "\(place)/\(path)", code: code)
  }

  private func node(_ path: String) -> Node? { names[path].flatMap { nodes[$0] } }

  /// Notes one operation; one below a link is a mistake, since it leads out of the folder.
  private func run(_ paths: String...) throws(StorageError) {
    for path in paths {
      var above = StrangeDisk.parent(path)
      while !above.isEmpty {
        if node(above)?.kind == .link { mistakes.append("\(path) is below a link") }
        above = StrangeDisk.parent(above)
      }
    }
    if let stopsAfter, operations >= stopsAfter { throw error(paths[0], 5) }
    if let meanwhile, meanwhile.operation == operations { meanwhile.body(self) }
    operations += 1
  }

  private func touchFolder(of path: String) {
    guard let number = names[StrangeDisk.parent(path)] else { return }
    nodes[number]?.time = operations
  }

  // MARK: Reading

  func status(_ path: String) throws(StorageError) -> EntryStatus? {
    guard let number = names[path], let node = nodes[number] else { return nil }
    return EntryStatus(
      node.kind, number: UInt64(number), device: node.device, owner: node.owner, mode: node.mode,
      bytes: Int64(node.bytes.count))
  }

  func read(_ path: String) throws(StorageError) -> [UInt8]? {
    guard let node = node(path) else { return nil }
    if node.kind != .file { mistakes.append("\(path) is read") }
    if node.mode & 0o400 == 0 { throw error(path, 13) }
    return node.bytes
  }

  func size(_ path: String) throws(StorageError) -> Int? { try read(path)?.count }

  func state(_ path: String) -> FileState? { nil }

  func holdSame(_ path: String, _ other: String) throws(StorageError) -> Bool {
    try read(path) == read(other)
  }

  func list(_ folder: String) throws(StorageError) -> [String] {
    guard let node = node(folder) else { return [] }
    if node.kind != .folder { mistakes.append("\(folder) is listed") }
    if node.mode & 0o400 == 0 { throw error(folder, 13) }
    let children = names.keys.filter { $0 != "" && StrangeDisk.parent($0) == folder }
    return children.map { String($0.dropFirst(folder.isEmpty ? 0 : folder.count + 1)) }.sorted()
  }

  // MARK: Writing

  func create(_ path: String, _ bytes: [UInt8]) throws(StorageError) {
    try run(path)
    guard names[path] == nil else { throw error(path, 17) }
    guard node(StrangeDisk.parent(path))?.kind == .folder else { throw error(path, 2) }
    let number = nextNode
    nodes[number] = Node(
      kind: .file, bytes: bytes, mode: 0o600, time: operations, isDurable: false)
    names[path] = number
    touchFolder(of: path)
  }

  func write(_ bytes: [UInt8], to path: String) throws(StorageError) { throw error(path, 1) }

  func append(_ bytes: [UInt8], to path: String) throws(StorageError) { throw error(path, 1) }

  func synchronize(_ path: String) throws(StorageError) {
    try run(path)
    guard let number = names[path] else { throw error(path, 2) }
    nodes[number]?.isDurable = true
  }

  func synchronizeFolder(_ folder: String) throws(StorageError) {
    try run(folder)
    guard node(folder)?.kind == .folder else { throw error(folder, 2) }
  }

  func link(_ path: String, to name: String) throws(StorageError) {
    try run(path, name)
    guard hasLinks else { throw error(name, 1) }
    guard names[name] == nil else { throw error(name, 17) }
    guard let number = names[path], nodes[number]?.kind == .file else { throw error(path, 2) }
    names[name] = number
    touchFolder(of: name)
  }

  func rename(_ path: String, to target: String) throws(StorageError) {
    try run(path, target)
    guard let number = names[path] else { throw error(path, 2) }
    guard let parent = node(StrangeDisk.parent(target)), parent.device == nodes[number]?.device
    else { throw error(target, 18) }
    if let there = node(target) {
      let isFolder = nodes[number]?.kind == .folder
      guard isFolder == (there.kind == .folder) else { throw error(target, 20) }
      guard !isFolder || paths(in: target).isEmpty else { throw error(target, 39) }
    }
    let moved = names.filter { $0.key == path || $0.key.hasPrefix("\(path)/") }
    remove(everythingAt: path)
    remove(everythingAt: target)
    for (name, number) in moved { names[target + name.dropFirst(path.count)] = number }
    touchFolder(of: path)
    touchFolder(of: target)
  }

  func remove(_ path: String) throws(StorageError) {
    try run(path)
    guard let there = node(path) else { return }
    guard there.kind != .folder else { throw error(path, 21) }
    names[path] = nil
    touchFolder(of: path)
  }

  func makeFolder(_ folder: String) throws(StorageError) {
    try run(folder)
    guard names[folder] == nil else { return }
    guard node(StrangeDisk.parent(folder))?.kind == .folder else { throw error(folder, 2) }
    let number = nextNode
    nodes[number] = Node(kind: .folder, mode: 0o700, time: operations)
    names[folder] = number
    touchFolder(of: folder)
  }

  func removeFolder(_ folder: String) throws(StorageError) {
    try run(folder)
    guard let there = node(folder) else { return }
    guard there.kind == .folder, there.device == 1 else { throw error(folder, 16) }
    guard paths(in: folder).isEmpty else { throw error(folder, 39) }
    names[folder] = nil
    touchFolder(of: folder)
  }

  func copyTimes(of path: String, to other: String) throws(StorageError) {
    try run(path, other)
    guard let number = names[other], let time = node(path)?.time else { throw error(path, 2) }
    nodes[number]?.time = time
  }

  func setMode(_ mode: UInt32, of path: String) throws(StorageError) {
    try run(path)
    guard let number = names[path] else { throw error(path, 2) }
    nodes[number]?.mode = mode
  }
}
