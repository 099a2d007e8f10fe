// Tokens from elsewhere.

import MonzoAPI
import TestSupport
import Testing

@testable import Connect

@Suite struct TokenImportTests {
  @Test func `the JSON of the bank and a bare token are both taken`() throws {
    let json = HTTPResponse.token(3).body
    let answer = try TokenImport.read(json, from: "-")
    #expect(answer.accessToken == Secret("access-3") && answer.refreshToken == Secret("refresh-3"))
    for text in ["eyJhbGci.eyJl.sig-_", " eyJhbGci.eyJl.sig-_\r\n\n"] {
      let bare = try TokenImport.read(Array(text.utf8), from: "-")
      #expect(bare == TokenAnswer(accessToken: Secret("eyJhbGci.eyJl.sig-_")))
    }
  }

  @Test(arguments: [
    "", " \n", "two words-hush", "hush\nhush", "h\u{e4}sh",
  ])
  func `text that is no token is refused and not repeated`(text: String) {
    #expect(throws: ConnectError.noToken(source: "token.txt", .answerOrToken)) {
      try TokenImport.read(Array(text.utf8), from: "token.txt")
    }
  }

  @Test(arguments: [
    "{\"token\":\"hush\"}", "{\"access_token\":", "{hush", "{\"access_token\":7}",
    "{\"code\":\"unauthorized\",\"message\":\"hush\"}",
  ])
  func `JSON that is no answer with a token is refused and not repeated`(text: String) {
    #expect(throws: ConnectError.noToken(source: "token.txt", .answer)) {
      try TokenImport.read(Array(text.utf8), from: "token.txt")
    }
  }
}
