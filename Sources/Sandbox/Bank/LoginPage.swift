// The one page of the bank that people see: a name, a sentence, a button.

import MonzoAPI

extension BankServer {
  func loginPage(_ fields: FormFields) -> HTTPResponse {
    let hidden = ["client_id", "redirect_uri", "response_type", "state"].compactMap { name in
      fields[name].map {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(BankServer.escaped($0))\">"
      }
    }
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Demo bank</title>
      <style>
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 15vh auto; padding: 0 1rem }
      button { font: inherit; padding: .5rem 1.5rem }
      </style>
      <h1>Demo bank</h1>
      <p>A program on this machine asks to see the accounts of Tansy Quillfeather, who does not exist.</p>
      <form method="post" action="/approve">
      \(hidden.joined(separator: "\n"))
      <button>Log in</button>
      </form>
      </html>

      """
    return HTTPResponse(
      status: 200,
      headers: ["content-type": "text/html; charset=utf-8", "cache-control": "no-store"],
      body: Array(page.utf8))
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
