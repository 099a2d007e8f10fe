// The one file layer: what is no regular file is never waited for, and a new file never takes what somebody put at
// its name.

import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct `The file layer` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: scratch(name))[.posixPermissions] as? Int
  }

  private func expectOtherKind(_ name: String, _ action: String, _ body: () throws -> Void) {
    let error = #expect(throws: StorageError.self, performing: body)
    #expect(
      error.map { "\($0)" }?.hasPrefix(
        "\(scratch(name)): cannot \(action): not a regular file; found a pipe")
        == true, "\(error as Any)")
  }

  @Test func `a pipe in the place of a file is an error at once, whatever is done with it`() throws
  {
    mkfifo(scratch("pipe"), 0o600)
    let disk = SystemDisk(scratch.path)
    expectOtherKind("pipe", "read") { _ = try File.reading(scratch("pipe")) }
    expectOtherKind("pipe", "read") { _ = try disk.read("pipe") }
    expectOtherKind("pipe", "write") { try disk.append([1], to: "pipe") }
    expectOtherKind("pipe", "lock") { _ = try FileLock(scratch("pipe")) }
  }

  @Test func `a device in the place of a file is an error`() throws {
    let error = try #require(throws: StorageError.self) { try File.reading("/dev/zero") }
    #expect(
      "\(error)" == "/dev/zero: cannot read: not a regular file; "
        + "found a device: remove it, or name another file")
  }

  @Test func `a folder in the place of a file is an error`() throws {
    let error = try #require(throws: StorageError.self) { try File.reading(scratch.path) }
    #expect("\(error)" == "\(scratch.path): cannot read: is a directory; name a file in it")
  }

  @Test func `a link to a file is read as the file`() throws {
    try scratch.write("text", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: scratch("file"))
    #expect(try File.reading(scratch("link")).readAll() == Array("text".utf8))
    #expect(try SystemDisk(scratch.path).read("link") == Array("text".utf8))
  }

  @Test func `input that the user names may be a pipe`() throws {
    mkfifo(scratch("pipe"), 0o600)
    let path = scratch("pipe")
    let writer = Thread { if let pipe = fopen(path, "w") { fclose(pipe) } }
    writer.start()
    #expect(try File.readingInput(path).readAll() == [])
  }

  /// Every way to make a file that is not yet whole, and the name that it has meanwhile.
  @Test(arguments: ["replacing", "creating", "disk"])
  func `a new file takes neither a link nor another's file at its temporary name`(
    way: String
  ) throws {
    try scratch.write("precious", to: "victim")
    let name = way == "replacing" ? ".new.monzo-export-new" : "new"
    try FileManager.default.createSymbolicLink(
      atPath: scratch(name), withDestinationPath: scratch("victim"))
    switch way {
    case "replacing":
      let file = try File.replacing(scratch("new"))
      try file.write(Array("text".utf8))
      try file.commit()
    case "creating": try File.creating(scratch("new")).write(Array("text".utf8))
    default: try SystemDisk(scratch.path).write(Array("text".utf8), to: "new")
    }
    #expect(scratch.text("victim") == "precious")
    #expect(scratch.text("new") == "text")
    #expect(try mode("new") == 0o600)
    let type = try FileManager.default.attributesOfItem(atPath: scratch("new"))[.type]
    #expect(type as? FileAttributeType == .typeRegular)
  }

  @Test func `a new file that others could read is not written into`() throws {
    try scratch.write("left", to: ".new.monzo-export-new")
    chmod(scratch(".new.monzo-export-new"), 0o666)
    let spy = try File.reading(scratch(".new.monzo-export-new"))
    let file = try File.replacing(scratch("new"))
    try file.write(Array("secret".utf8))
    try file.commit()
    #expect(try spy.readAll() == Array("left".utf8))
    #expect(try mode("new") == 0o600)
  }

  @Test func `a file that is given up leaves the earlier one and nothing beside it`() throws {
    try scratch.write("earlier", to: "file")
    do {
      let file = try File.replacing(scratch("file"))
      try file.write(Array("half".utf8))
    }
    #expect(try scratch.files() == ["file": Array("earlier".utf8)])
  }
}
