// Where a token may be sent: over HTTPS, or to this machine, and nowhere that could be read as either.

import Testing

@testable import Connect

@Suite struct BaseAddressTests {
  @Test(arguments: [
    ("https://api.monzo.com", "https://api.monzo.com", "api.monzo.com", false),
    ("HTTPS://API.Monzo.com/", "https://api.monzo.com", "api.monzo.com", false),
    ("https://bank.example:8443/v1//", "https://bank.example:8443/v1", "bank.example", false),
    ("http://127.0.0.1:8912", "http://127.0.0.1:8912", "127.0.0.1", true),
    ("http://127.255.0.9/", "http://127.255.0.9", "127.255.0.9", true),
    ("http://localhost:1", "http://localhost:1", "localhost", true),
    ("http://[::1]:8080/api", "http://[::1]:8080/api", "[::1]", true),
  ])
  func `an encrypted address and this machine are taken`(
    text: String, description: String, host: String, isLoopback: Bool
  ) throws {
    let address = try BaseAddress(text)
    #expect(address.description == description)
    #expect(address.host == host)
    #expect(address.isLoopback == isLoopback)
    #expect(address.isEncrypted == description.hasPrefix("https:"))
  }

  @Test(arguments: [
    "http://api.monzo.com", "http://127.0.0.1.evil.example", "http://localhost.evil.example",
    "http://128.0.0.1", "http://126.0.0.1", "http://0.0.0.0", "http://10.0.0.1",
    "http://127.1", "http://2130706433", "http://0x7f.0.0.1", "http://127.0.0.01",
    "http://127.0.0.256", "http://127.0.0.1.", "http://[::ffff:127.0.0.1]", "http://[::]",
    "http://evil.example#127.0.0.1", "http://evil.example?@localhost", "http://xn--localhost",
  ])
  func `nothing else is sent to unencrypted`(text: String) {
    #expect(throws: AddressError.self) { try BaseAddress(text) }
  }

  @Test(arguments: [
    "", "api.monzo.com", "https:", "https://", "https:///path", "https:/api.monzo.com",
    "ftp://127.0.0.1", "file:///etc/passwd", "https://-bank.example", "https://.example",
    "https://bank example", "https://bank.example:", "https://bank.example:0",
    "https://bank.example:65536", "https://bank.example:+80", "https://bank.example:80:80",
    "https://[::1", "https://[x]", "https://[]", "https://[::1]x", "https://bänk.example",
    "https://bank.example/a?b=c", "https://bank.example/a#b", "https://bank.example/%2e",
    "https://bank.example/a b", "https://bank.example\\@localhost", "https://a\nb",
  ])
  func `what is no address is refused`(text: String) {
    #expect(throws: AddressError.self) { try BaseAddress(text) }
  }

  @Test(arguments: [
    "https://user:hunter2@bank.example", "http://hunter2@localhost", "https://hunter2@[::1]",
  ])
  func `a password in an address is refused and not kept`(text: String) {
    #expect(throws: AddressError.hasUser) { try BaseAddress(text) }
  }
}
