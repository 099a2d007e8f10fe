// Addresses that the bank sends a browser back to, and what comes with them.

import Fetch
import Testing

@testable import Connect

@Suite struct RedirectAddressTests {
  @Test(arguments: [
    ("http://127.0.0.1:8912/callback", 8912), ("http://localhost:9000/", 9000),
    ("http://127.0.0.1/callback", 80),
  ])
  func `a browser comes back to an address of this machine by itself`(text: String, port: Int)
    throws
  {
    #expect(try RedirectAddress(text).port == UInt16(port))
  }

  @Test(arguments: [
    "https://example.com/callback", "https://127.0.0.1:8912/callback", "http://[::1]:8912/callback",
  ])
  func `from other addresses it is pasted`(text: String) throws {
    #expect(try RedirectAddress(text).port == nil)
  }

  @Test(arguments: [
    "", "callback", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:8912/#x",
    "http://127.0.0.1:99999/callback", "javascript:alert(1)",
  ])
  func `what no browser can be sent to is refused`(text: String) {
    #expect(throws: ConnectError.redirect(text)) { try RedirectAddress(text) }
  }

  @Test func `only the path of the address is a callback`() throws {
    let redirect = try RedirectAddress("http://127.0.0.1:8912/callback")
    #expect(redirect.arguments(ofTarget: "/callback?code=c&state=s")?["code"] == "c")
    #expect(redirect.arguments(ofTarget: "/callback")?["code"] == nil)
    for other in ["/", "/favicon.ico", "/callback/", "/callbacks?code=c", "callback?code=c"] {
      #expect(redirect.arguments(ofTarget: other) == nil)
    }
  }

  @Test func `a pasted address is found among what people paste with it`() throws {
    let redirect = try RedirectAddress("http://127.0.0.1:8912/callback")
    let address = "http://127.0.0.1:8912/callback?code=a%2Bb%20c&state=s+t"
    for line in [address, "  \(address)\r", "'\(address)'", "<\(address)>", "\(address)#_=_"] {
      let arguments = try #require(redirect.arguments(ofPasted: line))
      #expect(arguments["code"] == "a+b c" && arguments["state"] == "s t")
    }
    for line in [
      "", "code=c&state=s", "http://127.0.0.1:8912/other?code=c", "https://example.com/?code=c",
      "http://127.0.0.1:8912/callback",
      "http://evil.example/?http://127.0.0.1:8912/callback?code=c",
    ] {
      #expect(redirect.arguments(ofPasted: line) == nil)
    }
  }

  @Test func `an argument that is repeated or empty is none`() {
    let arguments = CallbackArguments(query: "state=a&state=a&code=&x&y=%zz&=z")
    for name in ["state", "code", "x", "missing"] { #expect(arguments[name] == nil) }
    #expect(arguments["y"] == "%zz")
  }
}
