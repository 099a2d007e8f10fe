// From an answer to an error. Whatever came, an error comes out: the bank's own body, OAuth's, or a page of
// some proxy on the way, of which only kind and length are reported.

import Bytes

extension BankError {
  /// Reads the error that an answer is.
  ///
  /// Code and message are kept as far as they can be shown: an error may be logged and saved.
  public init(_ response: HTTPResponse) {
    self.init(status: response.status, code: "", message: "")
    var tape = JSONTape()
    guard !response.body.isEmpty else {
      message = "the answer is empty"
      return
    }
    guard (try? tape.parse(response.body)) != nil, tape[0].kind == .object else {
      let type = response.headers["content-type"].map { "\(SafeText.shown($0, atMost: 60)), " }
      message = "the answer is no JSON object (\(type ?? "")\(response.body.count) bytes)"
      return
    }
    func text(_ name: StaticString) -> String? {
      let member = tape.member(name, of: 0, in: response.body)
      let text = member.flatMap { tape.string($0, in: response.body) } ?? ""
      return text.isEmpty ? nil : text
    }
    code = SafeText.shown(text("code") ?? text("error") ?? "", atMost: 80)
    message = SafeText.shown(text("message") ?? text("error_description") ?? "")
  }
}
