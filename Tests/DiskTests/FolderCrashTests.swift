// A folder is written among other people's files and the run stops between any two operations: whatever it did not
// write is as it was, each of its own files is the earlier or the later one, and the next run ends as if nothing had
// happened.

import TestSupport
import Testing

@testable import Disk

@Suite struct `A run that stops while it writes a folder` {
  private typealias Node = StrangeDisk.Node
  private typealias Found = StrangeDisk.Found

  private static let folder = "out"
  private static let names = [
    "index.html", "about.html", "months/1.html", "months/2.html", "months/deep/3.html",
    "years/4.html",
  ]
  private static let strangers = [
    "CNAME", "notes", "a", "months/mine", "months/deep/mine", "years/mine", "photos/one",
    "photos/two", ".monzo-export-mine", "draft-1", "months/draft-1",
  ]

  /// The program's own folders and its list.
  private static let places = [
    "out/months", "out/months/deep", "out/years", "out/\(FolderMarker.name)",
  ]
  /// Where broken runs leave what they had.
  private static let leftovers = [
    ".out.monzo-export-new", ".out.monzo-export-old", "out/.monzo-export-new",
  ]

  /// Some files, each with one of two texts.
  private func files(_ random: inout SeededRandom) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in Self.names where Int.random(in: 0..<3, using: &random) > 0 {
      files[name] = Array("\(name) \(Int.random(in: 0..<2, using: &random))".utf8)
    }
    return files.isEmpty ? ["index.html": [1]] : files
  }

  /// Something that somebody else may have.
  private func stranger(_ random: inout SeededRandom) -> Node {
    var node: Node
    switch Int.random(in: 0..<6, using: &random) {
    case 0: node = Node(kind: .link, target: "/elsewhere", mode: 0o777)
    case 1: node = Node(kind: .other, mode: 0o640)
    case 2: node = Node(kind: .folder, mode: 0o750)
    case 3: node = Node(kind: .folder, mode: 0o755, device: 2)
    default: node = Node(kind: .file, bytes: [7, 7], mode: 0o644)
    }
    if Int.random(in: 0..<4, using: &random) == 0 { node.mode = 0 }
    if Int.random(in: 0..<4, using: &random) == 0 { node.owner = 0 }
    node.time = -5
    return node
  }

  /// Writes the files as a run does; some that are there already are kept without being written again.
  private func run(_ files: [String: [UInt8]], on disk: StrangeDisk) throws(StorageError) {
    var update = try FolderUpdate(of: Self.folder, on: disk)
    do throws(StorageError) {
      let survey = try FolderSurvey(of: Self.folder, on: disk)
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        if name.hasPrefix("months/"), survey?.isOwn(name) == true,
          try disk.read("\(Self.folder)/\(name)") == bytes, try update.keep(name)
        {
          continue
        }
        try disk.create(update.draft(name), bytes)
      }
      try update.check()
      try update.commit()
    } catch {
      update.abandon()
      throw error
    }
  }

  /// What is not the program's, with all that is known of it, except the times of folders of the program.
  private func foreign(_ paths: Set<String>, _ disk: StrangeDisk) -> [String: Found] {
    disk.contents.filter { paths.contains($0.key) }
  }

  /// The program's files in the folder.
  private func own(_ disk: StrangeDisk, without foreign: Set<String>) -> [String: [UInt8]] {
    var own: [String: [UInt8]] = [:]
    for (path, found) in disk.contents
    where path.hasPrefix("\(Self.folder)/") && !foreign.contains(path) && found.node.kind == .file {
      own[String(path.dropFirst(Self.folder.count + 1))] = found.node.bytes
    }
    own[FolderMarker.name] = nil
    return own
  }

  /// A disk as an earlier run and somebody else left it.
  private func world(_ random: inout SeededRandom) throws
    -> (disk: StrangeDisk, foreign: Set<String>, earlier: [String: [UInt8]])
  {
    let disk = StrangeDisk()
    disk.hasLinks = Int.random(in: 0..<4, using: &random) > 0
    let earlier = Int.random(in: 0..<4, using: &random) > 0 ? files(&random) : [:]
    if !earlier.isEmpty { try run(earlier, on: disk) }
    if earlier.isEmpty, Bool.random(using: &random) {
      disk.put(Node(kind: .folder, mode: 0o755), at: Self.folder)
    }
    disk.put(Node(kind: .file, bytes: [1], mode: 0o600), at: "beside/file")
    var foreign: Set = ["beside", "beside/file"]
    guard Int.random(in: 0..<4, using: &random) > 0 else { return (disk, foreign, earlier) }
    let before = Set(disk.contents.keys)
    for name in Self.strangers where Int.random(in: 0..<3, using: &random) == 0 {
      let path = "\(Self.folder)/\(name)"
      let parent = disk.contents[String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])]
      if let parent, parent.node.kind != .folder { continue }
      disk.put(stranger(&random), at: path)
    }
    // Somebody takes the place of something of the program, or has a name before it.
    if Int.random(in: 0..<3, using: &random) == 0,
      let path = (Self.names.map { "\(Self.folder)/\($0)" } + Self.places).randomElement(
        using: &random)
    {
      var node = stranger(&random)
      if node.kind == .file { node.owner = 7 }
      disk.put(node, at: path)
      foreign.insert(path)
    }
    if Int.random(in: 0..<8, using: &random) == 0,
      let path = Self.leftovers.randomElement(using: &random),
      disk.contents[Self.folder]?.node.kind == .folder
    {
      disk.put(Node(kind: .file, bytes: [3], mode: 0o600), at: "\(path)/mine")
    }
    foreign.formUnion(Set(disk.contents.keys).subtracting(before))
    return (disk, foreign.subtracting([Self.folder]), earlier)
  }

  @Test(arguments: Seeds.few(30, of: 0..<100))
  func `leaves what it did not write, and what it wrote whole`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (start, paths, _) = try world(&random)
    let before = foreign(paths, start)
    let earlier = own(start, without: paths)
    let later = files(&random)
    let whole = start.afterStop()
    let clash: StorageError?
    do throws(StorageError) {
      try run(later, on: whole)
      clash = nil
    } catch {
      clash = error
    }
    expectSame(whole, paths, before, "seed \(seed)")
    if clash == nil {
      #expect(own(whole, without: paths) == later, "seed \(seed)")
      expectMarker(whole, later, "seed \(seed)")
    } else {
      #expect(own(whole, without: paths) == earlier, "seed \(seed)")
    }
    for stop in 0..<whole.operations {
      let place = "seed \(seed), stopped after \(stop) operations"
      let disk = start.afterStop()
      disk.stopsAfter = stop
      #expect(throws: StorageError.self, "\(place)") { try run(later, on: disk) }
      expectSame(disk, paths, before, place)
      let found = disk.afterStop()
      for (name, bytes) in own(found, without: paths) where !name.hasPrefix(FolderDrafts.folder) {
        #expect(bytes == earlier[name] || bytes == later[name], "\(place): \(name)")
      }
      if var update = try? FolderUpdate(of: Self.folder, on: found) {
        update.abandon()
        let held = own(found, without: paths)
        for name in earlier.keys where later[name] != nil {
          #expect(held[name] != nil, "\(place): \(name) is not brought back")
        }
      }
      do throws(StorageError) {
        try run(later, on: found)
        #expect(clash == nil, "\(place)")
        #expect(own(found, without: paths) == later, "\(place)")
        expectMarker(found, later, place)
      } catch {
        #expect(error == clash, "\(place)")
        #expect(own(found, without: paths) == earlier, "\(place)")
      }
      expectSame(found, paths, before, place)
    }
  }

  @Test(arguments: Seeds.few(20, of: 200..<260))
  func `does not take a file for its own that somebody makes before the next run`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let (start, paths, _) = try world(&random)
    let later = files(&random)
    let whole = start.afterStop()
    try? run(later, on: whole)
    for stop in 0..<whole.operations {
      let disk = start.afterStop()
      disk.stopsAfter = stop
      try? run(later, on: disk)
      let second = disk.afterStop()
      second.stopsAfter = Int.random(in: 0..<12, using: &random)
      try? run(later, on: second)
      let found = second.afterStop()
      let free = later.keys.filter { name in
        let path = "\(Self.folder)/\(name)"
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        return found.contents[path] == nil && found.contents[parent]?.node.kind == .folder
          && found.contents[path.replacing("out/", with: ".out.monzo-export-old/")] == nil
      }
      guard let name = free.sorted().randomElement(using: &random) else { continue }
      let path = "\(Self.folder)/\(name)"
      found.put(Node(kind: .file, bytes: [9], mode: 0o644, time: -9), at: path)
      let paths = paths.union([path])
      let before = foreign(paths, found)
      let error = #expect(throws: StorageError.self) { try run(later, on: found) }
      #expect([13, 17].contains(error?.code), "seed \(seed), stopped after \(stop) operations")
      expectSame(found, paths, before, "seed \(seed), stopped after \(stop) operations")
    }
  }

  @Test(arguments: Seeds.few(20, of: 400..<460))
  func `does not take the place of a file that somebody makes while it runs`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (start, _, _) = try world(&random)
    start.hasLinks = true
    let later = files(&random)
    let whole = start.afterStop()
    try? run(later, on: whole)
    for operation in 0..<whole.operations {
      let disk = start.afterStop()
      let name = later.keys.sorted().randomElement(using: &random) ?? ""
      let path = "\(Self.folder)/\(name)"
      let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
      var isThere = false
      disk.meanwhile = (
        operation,
        { disk in
          guard disk.contents[path] == nil, disk.contents[parent]?.node.kind == .folder else {
            return
          }
          disk.put(Node(kind: .file, bytes: [9], mode: 0o644, time: -9), at: path)
          isThere = true
        }
      )
      do throws(StorageError) { try run(later, on: disk) } catch {
        #expect([17, 39].contains(error.code), "\(error)")
      }
      guard isThere else { continue }
      let found = disk.contents[path]?.node
      #expect(
        found?.bytes == [9] && found?.time == -9, "seed \(seed), before operation \(operation)")
    }
  }

  private func expectSame(
    _ disk: StrangeDisk, _ paths: Set<String>, _ before: [String: Found], _ place: String
  ) {
    let after = foreign(paths, disk)
    for (path, found) in before where after[path] != found {
      Issue.record("\(place): \(path) was \(found) and is \(after[path].map { "\($0)" } ?? "gone")")
    }
    #expect(disk.mistakes == [], "\(place)")
  }

  /// A run that ended lists its files and no other, and leaves no draft.
  private func expectMarker(_ disk: StrangeDisk, _ files: [String: [UInt8]], _ place: String) {
    let bytes = disk.contents["\(Self.folder)/\(FolderMarker.name)"]?.node.bytes ?? []
    let marker = FolderMarker(parsing: bytes)
    #expect(marker.files == Set(files.keys) && marker.pending.isEmpty, "\(place)")
    let drafts = disk.contents.keys.filter {
      $0.contains(".monzo-export-new") || $0.contains("-old")
    }
    #expect(drafts == [], "\(place)")
  }
}
