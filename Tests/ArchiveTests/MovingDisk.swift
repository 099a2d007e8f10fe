// A disk that another process writes to while it is read: its states after every operation are recorded first, with
// files half written in between, and every look at it may find a later one.

import Archive
import Disk
import TestSupport

/// Writes to a disk in memory, and keeps what it was after every operation.
final class RecordingDisk: Disk {
  private let disk: MemoryDisk
  private(set) var states: [MemoryDisk]

  init(_ disk: MemoryDisk) {
    self.disk = disk
    states = [disk.copy()]
  }

  var place: String { disk.place }
  func read(_ path: String) throws(StorageError) -> [UInt8]? { try disk.read(path) }
  func size(_ path: String) throws(StorageError) -> Int? { try disk.size(path) }
  func state(_ path: String) -> FileState? { disk.state(path) }
  func list(_ folder: String) throws(StorageError) -> [String] { try disk.list(folder) }
  func synchronize(_ path: String) throws(StorageError) { try disk.synchronize(path) }
  func synchronizeFolder(_ folder: String) throws(StorageError) {
    try disk.synchronizeFolder(folder)
  }

  func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let half = disk.copy()
    try half.write(Array(bytes.prefix(bytes.count / 2)), to: path)
    states.append(half)
    try disk.write(bytes, to: path)
    states.append(disk.copy())
  }

  func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let half = disk.copy()
    try half.append(Array(bytes.prefix(bytes.count / 2)), to: path)
    states.append(half)
    try disk.append(bytes, to: path)
    states.append(disk.copy())
  }

  func rename(_ path: String, to target: String) throws(StorageError) {
    try disk.rename(path, to: target)
    states.append(disk.copy())
  }

  func remove(_ path: String) throws(StorageError) {
    try disk.remove(path)
    states.append(disk.copy())
  }

  func makeFolder(_ folder: String) throws(StorageError) {
    try disk.makeFolder(folder)
    states.append(disk.copy())
  }
}

/// A disk that goes on from state to state while it is read.
final class MovingDisk: Disk {
  private let states: [MemoryDisk]
  private let last: Int
  private var position: Int
  private var random: SeededRandom
  private let stepsMax: Int

  /// Makes a disk.
  ///
  /// - Parameters:
  ///   - states: what it is, one after the other.
  ///   - range: the first state that is found, and the one in which it stays.
  ///   - seed: what chooses how far it goes between two looks.
  init(_ states: [MemoryDisk], _ range: ClosedRange<Int>, seed: UInt64) {
    self.states = states
    position = range.lowerBound
    last = range.upperBound
    random = SeededRandom(seed: seed)
    stepsMax = [0, 1, 3, 12][Int(seed % 4)]
  }

  private var now: MemoryDisk {
    position = min(last, position + Int.random(in: 0...stepsMax, using: &random))
    return states[position]
  }

  /// Lets time pass.
  func move() { position = min(last, position + 1 + stepsMax) }

  var place: String { states[0].place }
  func read(_ path: String) throws(StorageError) -> [UInt8]? { try now.read(path) }
  func size(_ path: String) throws(StorageError) -> Int? { try now.size(path) }
  func state(_ path: String) -> FileState? { now.state(path) }
  func list(_ folder: String) throws(StorageError) -> [String] { try now.list(folder) }

  private func refuse() throws(StorageError) {
    throw StorageError(action: "write", path: place, code: 30)
  }
  func write(_: [UInt8], to _: String) throws(StorageError) { try refuse() }
  func append(_: [UInt8], to _: String) throws(StorageError) { try refuse() }
  func synchronize(_: String) throws(StorageError) { try refuse() }
  func rename(_: String, to _: String) throws(StorageError) { try refuse() }
  func synchronizeFolder(_: String) throws(StorageError) { try refuse() }
  func remove(_: String) throws(StorageError) { try refuse() }
  func makeFolder(_: String) throws(StorageError) { try refuse() }
}

extension ArchiveFolder where Storage == MovingDisk {
  /// The files of a copy of the archive, on a disk of their own.
  func copied(pause: () -> Void) throws -> MemoryDisk {
    var files: [String: [UInt8]] = [:]
    try copy(pause: pause) { step throws(StorageError) in
      switch step {
      case .file(let path, let bytes): files[path] = bytes
      case .gone(let path): files[path] = nil
      }
    }
    return try MemoryDisk(holding: files)
  }
}

extension MemoryDisk {
  /// A disk that holds some files.
  convenience init(holding files: [String: [UInt8]]) throws {
    self.init()
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      try makeFolder(path.split(separator: "/").dropLast().joined(separator: "/"))
      try write(bytes, to: path)
    }
  }
}
