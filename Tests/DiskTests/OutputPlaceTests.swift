// Which folders are never written into, asked of the pure function: no test goes near one of them.

import Testing

@testable import Disk

@Suite struct `Places for output` {
  private let own = EntryStatus(.folder, number: 1, device: 1, owner: 1000, mode: 0o755)

  private func refusal(
    _ path: String, user: UInt32 = 1000, home: String? = "/home/ada", _ status: EntryStatus? = nil,
    deviceAbove: UInt64? = 1
  ) -> OutputPlace.Refusal? {
    OutputPlace(
      path: path, home: home,
      archives: ["/home/ada/.local/share/monzo-export", "/data/books/archive"], user: user,
      status: status, deviceAbove: deviceAbove
    ).refusal
  }

  @Test(arguments: [
    "/home/ada/exports", "/home/ada/site", "/home/ada/.local/site", "/data/books/2026-06",
    "/data/books/site", "/data/books/archive-copy", "/tmp/site", "/var/www/site", "/srv/site",
    "/mnt/stick/site", "/usr/local/share/site", "/etcetera", "/homely", "/opt/site", "/site",
  ])
  func `a folder of the user may be written into, whether it is there or not`(_ path: String) {
    #expect(refusal(path) == nil)
    #expect(refusal(path, own) == nil)
    #expect(refusal(path, user: 0) == nil)
  }

  @Test(arguments: [
    "/", "/bin", "/boot", "/dev", "/etc", "/etc/nginx", "/home", "/lib", "/lib64", "/mnt", "/opt",
    "/proc", "/proc/1", "/run", "/sbin", "/srv", "/sys", "/tmp", "/usr", "/usr/bin", "/usr/lib/x",
    "/usr/local", "/usr/share", "/var", "/var/lib", "/var/tmp", "/System", "/System/Volumes",
    "/Library", "/Applications", "/Users", "/Volumes", "/private", "/private/etc", "/private/tmp",
    "/private/var",
  ])
  func `a folder of the system may not, whoever asks`(_ path: String) {
    for user: UInt32 in [0, 1000] {
      #expect(refusal(path, user: user) == .system)
      #expect(refusal(path, user: user, own) == .system)
      #expect(refusal(path, user: user, home: nil) == .system)
    }
  }

  @Test(arguments: ["/home/ada", "/home/bob", "/Users/ada", "/root"])
  func `a home folder may not, the user's own or another's`(_ path: String) {
    #expect(refusal(path, own) == .home)
    #expect(refusal(path, home: nil) == .home)
  }

  @Test func `a home folder that is elsewhere is one too, and so is what holds it`() {
    #expect(refusal("/srv/people/ada", home: "/srv/people/ada") == .home)
    #expect(refusal("/srv/people", home: "/srv/people/ada") == .system)
    #expect(refusal("/srv/people/ada/site", home: "/srv/people/ada") == nil)
  }

  @Test func `the archives may not, nor what is in one or above one`() {
    for archive in ["/home/ada/.local/share/monzo-export", "/data/books/archive"] {
      #expect(refusal(archive) == .archive)
      #expect(refusal("\(archive)/exports") == .insideArchive)
    }
    #expect(refusal("/data/books") == .holdsArchive)
    #expect(refusal("/data") == .holdsArchive)
    #expect(refusal("/home/ada/.local") == .holdsArchive)
  }

  @Test func `what the administrator owns may not, unless that is who asks`() {
    let ofRoot = EntryStatus(.folder, number: 1, device: 1, owner: 0, mode: 0o1777)
    #expect(refusal("/data/shared", ofRoot) == .ofRoot)
    #expect(refusal("/data/shared", user: 0, ofRoot) == nil)
  }

  @Test func `where another disk begins may not`() {
    #expect(refusal("/media/ada/stick", own, deviceAbove: 2) == .mountPoint)
    #expect(refusal("/media/ada/stick/site", own) == nil)
  }

  @Test(
    arguments: [
      .system, .home, .archive, .insideArchive, .holdsArchive, .mountPoint, .ofRoot,
    ] as [OutputPlace.Refusal])
  func `every refusal says what to do`(_ refusal: OutputPlace.Refusal) {
    #expect(refusal.advice.contains(": name a"))
  }
}
