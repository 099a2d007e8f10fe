// An API as logins and stores name it.

import Testing

@testable import Connect

@Suite struct APINameTests {
  @Test(arguments: [
    ("https://api.monzo.com", "https://api.monzo.com", "api.monzo.com"),
    ("https://api.monzo.com/", "https://api.monzo.com", "api.monzo.com"),
    ("HTTPS://API.Monzo.com:443", "https://api.monzo.com", "api.monzo.com"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1-8080"),
    ("http://localhost:80", "http://localhost", "localhost"),
    ("http://[::1]:8080", "http://[::1]:8080", "--1-8080"),
  ])
  func `an API is its scheme, host and port`(url: String, origin: String, file: String) throws {
    let name = try APIName(url)
    #expect(name.origin == origin)
    #expect(name.fileName == file)
  }

  @Test(arguments: ["", "api.monzo.com", "ftp://api.monzo.com", "https://", "https:///x", "::"])
  func `what is no address of HTTP is refused`(url: String) {
    let error = #expect(throws: ConnectError.self) { try APIName(url) }
    guard case .apiAddress = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("https://api.monzo.com", false), ("http://127.0.0.1:8080", true),
    ("https://mini.mondobank.io", true), ("https://mini.mondobank.io.example", false),
  ])
  func `a password goes to servers of the 2015 API only`(url: String, takesPasswords: Bool) throws {
    #expect(try APIName(url).takesPasswords == takesPasswords)
  }
}
