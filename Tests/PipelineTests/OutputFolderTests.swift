// A folder of results: it appears whole, or nothing of it stays.

import Archive
import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite struct `A folder of results` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `that is given up, as on a full disk, leaves nothing beside the earlier one`() throws {
    var first = try OutputFolder(replacing: scratch("out"))
    try first.write([1], to: "a")
    try first.commit()
    let earlier = try scratch.files()
    do {
      var second = try OutputFolder(replacing: scratch("out"))
      try second.write([2], to: "deep/b")
    }
    #expect(try scratch.files() == earlier)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  @Test func `that got a stranger's file meanwhile is not replaced, and nothing stays beside it`()
    throws
  {
    var first = try OutputFolder(replacing: scratch("out"))
    try first.write([1], to: "a")
    try first.commit()
    do {
      var second = try OutputFolder(replacing: scratch("out"))
      try second.write([2], to: "a")
      try scratch.write("mine", to: "out/notes.txt")
      #expect(throws: StorageError.self) { try second.commit() }
    }
    #expect(scratch.bytes("out/a") == [1])
    #expect(scratch.text("out/notes.txt") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  @Test func `whose list of own files is a pipe is one that somebody else made`() throws {
    try scratch.write("", to: "out/a")
    mkfifo(scratch("out/.monzo-export-files"), 0o600)
    #expect(throws: StorageError.self) { try OutputFolder.check(scratch("out")) }
  }
}
