// The sandbox as other programs meet it: a process whose first line is its address, and whose bank lives now.

import Foundation
import MonzoAPI
import TestSupport
import Testing

@testable import Model
@testable import monzo_export

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A sandbox that runs until it is let go.
private final class RunningSandbox {
  private let process = Process()
  /// The first line that it printed, read while it runs.
  let firstLine: String
  /// Where the bank is.
  let address: String

  /// Starts a sandbox that prints into a pipe, or into a file.
  init(_ options: String..., into file: String? = nil) throws {
    process.executableURL = URL(filePath: binary)
    process.arguments = ["sandbox", "--port", "0", "--json"] + options
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    if let file {
      try Data().write(to: URL(filePath: file))
      process.standardOutput = FileHandle(forWritingAtPath: file)
    } else {
      process.standardOutput = pipe
    }
    try process.run()
    var bytes: [UInt8] = []
    var tries = 0
    while bytes.last != 0x0A, tries < 3000 {
      if let file {
        usleep(10_000)
        bytes = Array(try Data(contentsOf: URL(filePath: file)))
        tries += 1
      } else {
        let piece = pipe.fileHandleForReading.availableData
        if piece.isEmpty { break }
        bytes += piece
      }
    }
    firstLine = String(decoding: bytes, as: UTF8.self)
    let greeting = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    address = try #require(greeting?["api_url"] as? String)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// The body of an answer and the time of its `Date`.
  func get(_ path: String) async throws -> (body: Data, date: Instant) {
    let url = try #require(URL(string: address + path))
    let (body, response) = try await URLSession.shared.data(from: url)
    let field = (response as? HTTPURLResponse)?.value(forHTTPHeaderField: "Date") ?? ""
    return (body, try #require(HTTPDate.parse(field)))
  }

  /// When the last row of the current account was made.
  func lastRow() async throws -> Instant {
    let truth = try JSONSerialization.jsonObject(with: try await get("/sandbox/truth").body)
    let accounts = (truth as? [String: Any])?["accounts"] as? [[String: Any]]
    let id = try #require(accounts?.first?["account_id"] as? String)
    let rows = try await get("/sandbox/truth?account_id=\(id)").body.split(separator: 0x0A)
    let row = try JSONSerialization.jsonObject(with: try #require(rows.last)) as? [String: Any]
    return try #require(Instant(row?["created"] as? String ?? ""))
  }
}

@Suite struct SandboxCommandTests {
  @Test func `its address is in the pipe while it runs, and its bank lives now`() async throws {
    let sandbox = try RunningSandbox()
    #expect(sandbox.firstLine.hasSuffix("}\n"))
    let now = Instant.ofSystem
    let date = try await sandbox.get("/sandbox/truth").date
    #expect(abs(date.seconds - now.seconds) <= 5)
    let last = try await sandbox.lastRow()
    #expect(last <= now && last.seconds > now.seconds - 3 * 86_400)
  }

  @Test func `its address is in a file while it runs, and --as-of says when its history ends`()
    async throws
  {
    let scratch = try Scratch()
    let sandbox = try RunningSandbox(
      "--as-of", "2028-02-29T23:30:00Z", "--transactions", "900", into: scratch("out"))
    let date = try await sandbox.get("/sandbox/truth").date
    let asOf = try #require(Instant("2028-02-29T23:30:00Z"))
    #expect((0...60).contains(date.seconds - asOf.seconds))
    let last = try await sandbox.lastRow()
    #expect(last <= asOf && last.seconds > asOf.seconds - 30 * 86_400)
  }

  @Test func `a clock that is years off is no time for a bank`() throws {
    let run = try Run(["sandbox", "--port", "0"], clock: { Instant(seconds: 0) })
    #expect(run.status == 1)
    #expect(
      run.errors
        == "monzo-export: this machine's clock shows 1970-01-01T00:00:00Z; set it, or name a time with --as-of\n"
    )
  }
}
