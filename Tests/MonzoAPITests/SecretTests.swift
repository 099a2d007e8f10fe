// Nothing that holds a secret prints it, in whatever way it is looked at.

import MonzoAPI
import Testing

@Suite struct SecretTests {
  static let hush = "hush-hush-1234"

  /// Every form in which a value can find its way into a log.
  private func forms(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var walked: [String] = []
    func walk(_ value: Any) {
      walked.append(String(describing: value))
      walked.append(String(reflecting: value))
      for child in Mirror(reflecting: value).children { walk(child.value) }
    }
    walk(value)
    return walked + [dumped, "\(value)", "\([value])"]
  }

  /// Whether a form shows the secret, as text or as the list of its bytes.
  private func shows(_ form: String) -> Bool {
    let bytes = Array(Self.hush.utf8)
    return form.contains(Self.hush) || form.contains("\(bytes)".dropFirst().dropLast())
      || form.contains(bytes.map { "- \($0)" }.joined(separator: "\n    "))
  }

  @Test func `values that hold secrets show none of them`() throws {
    let secret = Secret(Self.hush)
    let exchange = ExchangeCode(
      clientID: "c", clientSecret: secret, redirectURI: "http://127.0.0.1/", code: secret)
    let refresh = RefreshToken(clientID: "c", clientSecret: secret, refreshToken: secret)
    let password = PasswordGrant(
      clientID: "c", clientSecret: secret, username: "u", password: secret)
    let body = #"{"access_token":"\#(Self.hush)","refresh_token":"\#(Self.hush)"}"#
    let tokens = try RefreshToken.answer(to: answer(body))
    let upload = try UploadAttachment.answer(
      to: answer(#"{"file_url":"f","upload_url":"\#(Self.hush)"}"#))
    let values: [Any] = [
      secret, Secret?.some(secret) as Any, [secret], ["key": secret], exchange, refresh, password,
      exchange.request, refresh.request, password.request, refresh.request.form as Any,
      refresh.request.form?.fields as Any, tokens, answer(body), upload,
      answer("{}", headers: ["set-cookie": Self.hush]),
    ]
    for value in values {
      for form in forms(of: value) { #expect(!shows(form), "\(type(of: value)) shows a secret") }
    }
  }

  @Test func `the test would see a secret that is shown`() {
    #expect(forms(of: Self.hush).contains(where: shows))
    #expect(forms(of: Array(Self.hush.utf8)).contains(where: shows))
    struct Careless { var token: String }
    #expect(forms(of: Careless(token: Self.hush)).contains(where: shows))
  }

  @Test func `a secret is three dots to people and itself to the wire`() {
    let secret = Secret(Self.hush)
    #expect("\(secret)" == "•••")
    #expect(String(reflecting: secret) == "•••")
    #expect(secret.reveal() == Self.hush)
    #expect(!secret.isEmpty)
    #expect(Secret("").isEmpty)
    #expect(secret == Secret(Self.hush))
    #expect(secret != Secret("other"))
  }

  @Test func `what a bank or proxy says of a token stays with it`() throws {
    let long = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJlYiI6"
    let bodies = [
      #"{"code":"x","message":"Bearer \#(Self.hush) is bad"}"#,
      #"{"code":"x","message":"access_token=\#(Self.hush)"}"#,
      #"{"code":"\#(long)","message":"\#(long)"}"#,
      #"{"\#(long)":"\#(Self.hush)"}"#,
      "<p>\(Self.hush)</p>",
    ]
    for body in bodies {
      for status in [200, 401, 502] {
        let failed = try #require(failure(ListAccounts.self, answer(body, status: status)))
        for form in forms(of: failed) {
          #expect(!shows(form) && !form.contains(long), "\(status) \(body)")
        }
      }
    }
  }
}
