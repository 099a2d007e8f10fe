// The token file: for its owner only, and never half written.

import Disk
import Fetch
import Foundation
import TestSupport
import Testing

@testable import Connect

@Suite struct FileTokenStoreTests {
  private let scratch: Scratch
  private let store: FileTokenStore

  init() throws {
    scratch = try Scratch()
    store = FileTokenStore(path: scratch("state/monzo-export/token.json"))
  }

  private func mode(_ name: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: scratch(name))
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test func `there is nothing before the first login`() throws {
    #expect(try store.load() == nil)
    try store.erase()
    #expect(try scratch.files().isEmpty)
  }

  @Test func `a login is kept for its owner only, in a folder for its owner only`() throws {
    try store.save(.sample())
    #expect(try store.load() == .sample())
    #expect(mode("state/monzo-export/token.json") == 0o600)
    #expect(mode("state/monzo-export") == 0o700 && mode("state") == 0o700)
    try store.save(.sample(2))
    #expect(try store.load() == .sample(2))
    #expect(try scratch.files().keys.sorted() == ["state/monzo-export/token.json"])
    try store.erase()
    #expect(try store.load() == nil)
  }

  @Test(arguments: [
    ("state/monzo-export/token.json", 0o640, ConnectError.PrivateKind.file),
    ("state/monzo-export/token.json", 0o604, .file),
    ("state/monzo-export", 0o750, .folder), ("state/monzo-export", 0o701, .folder),
  ])
  func `what others can read is refused`(
    name: String, mode: Int, kind: ConnectError.PrivateKind
  ) throws {
    try store.save(.sample())
    chmod(scratch(name), mode_t(mode))
    #expect(throws: ConnectError.readableByOthers(path: scratch(name), kind)) {
      try store.load()
    }
    chmod(scratch(name), kind == .file ? 0o600 : 0o700)
    #expect(try store.load() == .sample())
  }

  @Test func `a file of something else is not taken for a login`() throws {
    try store.save(.sample())
    try scratch.write("{\"access_token\":\"abc\"}", to: "state/monzo-export/token.json")
    chmod(store.path, 0o600)
    #expect(throws: ConnectError.noTokenFile(path: store.path)) { try store.load() }
  }

  @Test func `a pipe in the place of the file is an error, and is not waited for`() throws {
    try PrivateFile(path: store.path).makeFolder()
    mkfifo(store.path, 0o600)
    let error = try #require(throws: StorageError.self) { try store.load() }
    #expect("\(error)".hasPrefix("\(store.path): cannot read: not a regular file; found a pipe"))
    #expect(throws: StorageError.self) { try store.save(.sample()) }
  }

  @Test func `a link of one's own is followed, and stays a link`() throws {
    let real = FileTokenStore(path: scratch("vault/login.json"))
    try real.save(.sample())
    try PrivateFile(path: store.path).makeFolder()
    try FileManager.default.createSymbolicLink(
      atPath: store.path, withDestinationPath: real.path)
    #expect(try store.load() == .sample())
    try store.save(.sample(2))
    #expect(try real.load() == .sample(2))
    let type = try FileManager.default.attributesOfItem(atPath: store.path)[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  @Test func `what a broken run left beside the file is neither read nor in the way`() throws {
    try store.save(.sample())
    let left = SiblingPath.of(store.path, .new)
    try Data("half".utf8).write(to: URL(filePath: left))
    chmod(left, 0o666)
    try store.save(.sample(2))
    #expect(mode("state/monzo-export/token.json") == 0o600)
    #expect(try store.load() == .sample(2))
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
  func `a folder that takes no file is reported, and the old login stays`() throws {
    try store.save(.sample())
    let folder = scratch("state/monzo-export")
    chmod(folder, 0o500)
    #expect(throws: StorageError.self) { try store.save(.sample(2)) }
    chmod(folder, 0o700)
    #expect(try store.load() == .sample())
  }

  @Test func `a lock is waited for as long as a refresh can take, and then that is reported`()
    throws
  {
    // Four tries of two minutes each, and a minute between them.
    #expect(TokenLock.secondsMax > 4 * 120 + 3 * 60)
    let path = scratch("token.lock")
    let lock = try TokenLock(path)
    #expect(throws: ConnectError.lockedByOtherRun(path: path, minutes: 0)) {
      try TokenLock(path, seconds: 0)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `of two who want the lock one waits for the other`() throws {
    let path = scratch("token.lock")
    var first: TokenLock? = try TokenLock(path)
    let order = Order()
    let waiting = Thread {
      let second = try? TokenLock(path)
      order.note(second == nil ? "none" : "second")
    }
    waiting.start()
    order.note("first")
    #expect(first != nil)
    first = nil
    order.wait(for: 2)
    #expect(order.notes == ["first", "second"])
  }
}

/// What happened, in order, on several threads.
private final class Order: @unchecked Sendable {
  private let condition = NSCondition()
  private var list: [String] = []

  var notes: [String] { condition.withLock { list } }

  func note(_ text: String) {
    condition.withLock {
      list.append(text)
      condition.signal()
    }
  }

  func wait(for count: Int) {
    condition.withLock { while list.count < count { condition.wait() } }
  }
}
