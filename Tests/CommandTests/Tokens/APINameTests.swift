// An API as logins and stores name it.

import Testing

@testable import monzo_export

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
  func `what is no address of HTTP is refused as usage`(url: String) {
    let refusal = #expect(throws: CommandError.self) { try APIName(url) }
    #expect(refusal?.status == .usage)
  }
}
