// Tokens from elsewhere.

import MonzoAPI
import TestSupport
import Testing

@testable import monzo_export

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
    "", " \n", "two words-hush", "hush\nhush", "{\"token\":\"hush\"}", "{\"access_token\":",
    "{hush",
    "{\"access_token\":7}", "h\u{e4}sh", "{\"code\":\"unauthorized\",\"message\":\"hush\"}",
  ])
  func `what is no token is refused as usage and not repeated`(text: String) {
    let refusal = #expect(throws: CommandError.self) {
      try TokenImport.read(Array(text.utf8), from: "token.txt")
    }
    #expect(refusal?.status == .usage)
    #expect(refusal?.message.hasPrefix("token.txt: no token, expected") == true)
    #expect(refusal?.message.contains("hush") == false)
  }
}
