// A folder of results: it appears whole, or nothing of it stays.

import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct `A folder of results` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `that is given up, as on a full disk, leaves nothing beside the earlier one`() throws {
    let first = try OutputFolder(at: scratch("out"))
    try first.write([1], to: "a")
    try first.commit()
    let earlier = try scratch.files()
    do {
      let second = try OutputFolder(at: scratch("out"))
      try second.write([2], to: "deep/b")
    }
    #expect(try scratch.files() == earlier)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  @Test func `that got a stranger's file meanwhile keeps it, and nothing stays beside it`() throws {
    let first = try OutputFolder(at: scratch("out"))
    try first.write([1], to: "a")
    try first.commit()
    do {
      let second = try OutputFolder(at: scratch("out"))
      try second.write([2], to: "a")
      try scratch.write("mine", to: "out/notes.txt")
      try second.commit()
    }
    #expect(scratch.bytes("out/a") == [2])
    #expect(scratch.text("out/notes.txt") == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
  }

  @Test func `whose list of own files is a pipe is one that somebody else made`() throws {
    try scratch.write("", to: "out/a")
    mkfifo(scratch("out/.monzo-export-files"), 0o600)
    let folder = try OutputFolder(at: scratch("out"))
    try folder.write([1], to: "b")
    #expect(throws: StorageError.self) { try folder.check() }
    #expect(throws: StorageError.self) { try folder.commit() }
  }
}
