// Credential helpers: the protocol with a helper of the test, and the sample for `pass` with a `pass` of the
// test.

import Disk
import Fetch
import Foundation
import MonzoAPI
import TestSupport
import Testing

@testable import Connect

@Suite struct HelperTokenStoreTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func script(_ name: String, _ body: String) throws -> String {
    try scratch.script(body, to: name)
  }

  private func store(_ command: [String], _ variables: [String: String] = [:]) -> HelperTokenStore {
    let environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.path]
    return HelperTokenStore(
      command: command, login: "api.monzo.com",
      environment: environment.merging(variables) { $1 })
  }

  /// A helper that keeps what it reads in a folder, and notes how it was called.
  private func keeping() throws -> String {
    try script(
      "helper",
      """
      folder=$1; shift
      echo "$@" >> "$folder/calls"
      env >> "$folder/environment"
      IFS= read -r login
      case "$1" in
      get) [ ! -e "$folder/$login" ] || cat "$folder/$login" ;;
      store) cat > "$folder/$login" ;;
      erase) rm -f "$folder/$login" ;;
      esac
      """)
  }

  @Test func `a helper keeps, gives and forgets a login by its name`() throws {
    let store = store([try keeping(), scratch.path])
    #expect(try store.load() == nil)
    try store.save(.sample())
    #expect(scratch.bytes("api.monzo.com") == SavedLogin.sample().json + [0x0A])
    #expect(try store.load() == .sample())
    try store.erase()
    #expect(try store.load() == nil)
    #expect(scratch.text("calls") == "get\nstore\nget\nerase\nget\n")
  }

  @Test func `no secret is in the command line or the environment of a helper`() throws {
    let store = store([try keeping(), scratch.path])
    try store.save(.sample())
    _ = try store.load()
    for secret in ["access-1", "refresh-1", "hush"] {
      #expect(!scratch.text("calls").contains(secret))
      #expect(!scratch.text("environment").contains(secret))
      #expect(scratch.text("api.monzo.com").contains(secret))
    }
  }

  /// Why a helper could not be started; nil when it was.
  private func startError(_ command: [String]) -> StorageError? {
    let error = #expect(throws: ConnectError.self) { try store(command).load() }
    guard case .helperNotStarted(let reason) = error else { return nil }
    return reason
  }

  @Test func `a helper that is not there is reported by its name`() {
    for name in ["no-such-helper-here", scratch("missing"), ""] {
      let error = startError([name])
      #expect(error?.path == name)
      #expect(error?.advice?.contains("PATH") == true)
    }
  }

  @Test func `a helper that cannot be run is reported`() throws {
    let path = try scratch.write("nothing", to: "notes.txt")
    chmod(path, 0o644)
    #expect(startError([path])?.path == path)
  }

  @Test func `a helper that fails, or is ended, is reported by its exit code`() throws {
    let failing = store([try script("failing", "exit 3")])
    #expect(
      throws: ConnectError.helperFailed(name: failing.name, verb: "get", exitCode: 3)
    ) { try failing.load() }
    let killed = store([try script("killed", "kill -9 $$")])
    #expect(
      throws: ConnectError.helperFailed(name: killed.name, verb: "store", exitCode: 137)
    ) { try killed.save(.sample()) }
  }

  @Test func `a helper that reads nothing does not end the program`() throws {
    let deaf = store([try script("deaf", "exec <&-; exit 0")])
    for _ in 0..<20 { try deaf.save(.sample()) }
  }

  @Test func `an answer that is no login is refused without being shown`() throws {
    let store = store([try script("stranger", "echo hunter2")])
    #expect(throws: ConnectError.noLoginFromHelper(name: store.name, bytes: 7)) {
      try store.load()
    }
  }

  @Test func `a helper that does not end is stopped after its time, and that is said`() throws {
    var slow = store([try script("slow", "exec sleep 600")])
    slow.limits.seconds = 1
    let start = ContinuousClock.now
    #expect(throws: ConnectError.helperTooSlow(name: slow.name, verb: "get", seconds: 1)) {
      try slow.load()
    }
    // It does not even read what it is given.
    var deaf = store([try script("deaf-and-slow", "exec sleep 600 <&-")])
    deaf.limits.seconds = 1
    var login = SavedLogin.sample()
    login.client.secret = Secret(String(repeating: "x", count: 300_000))
    #expect(throws: ConnectError.helperTooSlow(name: deaf.name, verb: "store", seconds: 1)) {
      try deaf.save(login)
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `a helper that prints without end is stopped, and that is said`() throws {
    let store = store([try script("chatter", "exec yes")])
    #expect(throws: ConnectError.helperTooLong(name: store.name, bytes: 65_536)) {
      try store.load()
    }
  }

  @Test func `a process that a helper leaves behind is not waited for`() throws {
    let line = String(decoding: SavedLogin.sample().json, as: UTF8.self)
    try scratch.write(line + "\n", to: "login.json")
    let store = store([
      try script("leaving", "sleep 30 & echo $! > \"$HOME/left\"; cat \"$HOME/login.json\"")
    ])
    let start = ContinuousClock.now
    #expect(try store.load() == .sample())
    #expect(ContinuousClock.now - start < .seconds(20))
    if let left = Int32(scratch.text("left").filter(\.isNumber)) { kill(left, SIGTERM) }
  }

  @Test func `a login of any length goes through a helper that reads it late`() throws {
    let store = store([try script("late", "sleep 0.2; cat > \"$HOME/kept\"")])
    var login = SavedLogin.sample()
    login.client.secret = Secret(String(repeating: "x", count: 300_000))
    try store.save(login)
    #expect(scratch.bytes("kept")?.count == login.json.count + 1 + "api.monzo.com\n".utf8.count)
  }

  @Test func `a helper is looked up in PATH`() throws {
    _ = try script("bin/keeper-of-mine", "exit 0")
    let path = "\(scratch("bin")):/usr/bin:/bin"
    #expect(try store(["keeper-of-mine"], ["PATH": path]).load() == nil)
  }

  @Test func `the sample for pass keeps a login in pass`() throws {
    // Does what pass does with its arguments, without encrypting anything.
    _ = try script(
      "bin/pass",
      """
      echo "$@" >> "$HOME/calls"
      verb=$1; shift
      while [ "${1#-}" != "$1" ]; do shift; done
      file="$HOME/.password-store/$1.gpg"
      case "$verb" in
      show) cat "$file" ;;
      insert) mkdir -p "$(dirname "$file")"; echo "Enter contents"; cat > "$file" ;;
      rm) rm "$file" ;;
      esac
      """)
    let sample = Checkout.url("samples/credential-helpers/pass").path()
    let store = store([sample], ["PATH": "\(scratch("bin")):/usr/bin:/bin"])
    #expect(try store.load() == nil)
    try store.save(.sample())
    #expect(try store.load() == .sample())
    try store.save(.sample(2))
    #expect(try store.load() == .sample(2))
    try store.erase()
    #expect(try store.load() == nil)
    let entry = "monzo-export/api.monzo.com"
    #expect(
      scratch.text("calls")
        == """
        insert --multiline --force \(entry)
        show \(entry)
        insert --multiline --force \(entry)
        show \(entry)
        rm --force \(entry)

        """)
  }

  @Test func `the sample for secret-tool keeps a login in the keyring`() throws {
    _ = try script(
      "bin/secret-tool",
      """
      verb=$1; shift
      file="$HOME/keyring"
      case "$verb" in
      lookup)
        if [ -e "$HOME/locked" ]; then echo "the keyring is locked" >&2; exit 1; fi
        [ -e "$file" ] || exit 1
        cat "$file" ;;
      store) cat > "$file" ;;
      clear) rm "$file" ;;
      esac
      """)
    let sample = Checkout.url("samples/credential-helpers/secret-tool").path()
    let store = store([sample], ["PATH": "\(scratch("bin")):/usr/bin:/bin"])
    #expect(try store.load() == nil)
    try store.save(.sample())
    #expect(try store.load() == .sample())
    try scratch.write("", to: "locked")
    #expect(throws: ConnectError.self) { try store.load() }
    try FileManager.default.removeItem(atPath: scratch("locked"))
    try store.erase()
    #expect(try store.load() == nil)
  }

  @Test func `both samples are for any shell and can be run`() throws {
    for name in ["pass", "secret-tool"] {
      let path = Checkout.url("samples/credential-helpers/\(name)").path()
      #expect(FileManager.default.isExecutableFile(atPath: path))
      #expect(File.firstLine(path) == "#!/bin/sh")
    }
  }
}

extension File {
  fileprivate static func firstLine(_ path: String) -> String {
    let bytes = (try? File.reading(path).readAll()) ?? []
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
