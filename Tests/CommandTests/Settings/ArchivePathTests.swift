// Where the archive is, however it is named: from the root, so that what is shown of it means the same in every
// working folder, and nobody starts a second archive in another one.

import Foundation
import TestSupport
import Testing

@testable import Archive
@testable import monzo_export

@Suite struct `a relative path of the archive` {
  private let folder = FileManager.default.currentDirectoryPath

  @Test(arguments: ["books", "./books", "books/", "./books/."])
  func `is shown from the root, whoever names it`(path: String) throws {
    let scratch = try Scratch()
    let runs = [
      try Run(["status", "--archive", path], environment: ["HOME": scratch("home")]),
      try Run(["status"], environment: ["MONZO_EXPORT_ARCHIVE": path]),
      try Run(["export", "--archive", path]),
    ]
    for run in runs {
      #expect(run.status == 7)
      #expect(run.errors.contains("\(folder)/books"), "\(run.errors)")
    }
  }

  @Test func `begins where the configuration lies when the configuration names it`() throws {
    let scratch = try Scratch()
    try scratch.write("{ archive: 'books' }", to: "settings/config.json5")
    let run = try Run("status", "--config", scratch("settings/config.json5"))
    #expect(run.errors.contains(scratch("settings/books")), "\(run.errors)")
  }

  @Test func `is in the sandbox's greeting from the root, as one word of a shell`() throws {
    let scratch = try Scratch()
    for name in ["plain", "it's mine"] {
      try FileManager.default.createDirectory(
        atPath: scratch(name), withIntermediateDirectories: true)
      let shell = try Shell(
        """
        cd "$1" && exec 3>out; "$0" sandbox --port 0 >&3 2>/dev/null & \
        for try in $(seq 60); do sleep 1; grep -q 'monzo-export login' "$1/out" && break; done; \
        kill $!; eval "$(grep MONZO_EXPORT_ARCHIVE "$1/out")"; printf %s "$MONZO_EXPORT_ARCHIVE"
        """, scratch(name))
      #expect(shell.output == scratch("\(name)/sandbox-archive"))
    }
  }
}
