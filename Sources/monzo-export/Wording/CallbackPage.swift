// The pages that a browser shows when the bank has sent it back. They hold nothing of the address that they are
// at, load nothing and lead nowhere, so that the code in the address cannot leave with a referrer.

import Fetch
import LoopbackHTTP

enum CallbackPage {
  /// The page for a callback; without one, for every other address.
  static func reply(to judgement: LoginAttempt.Judgement?) -> Reply {
    switch judgement {
    case nil: page(404, "Nothing here", "A login waits at another address.")
    case .ended(.code):
      page(
        200, "Nearly there",
        """
        Now approve the access in the Monzo app: Monzo sends you a notification. \
        Then go back to the terminal; you can close this window.
        """)
    case .ended(.denied):
      page(
        200, "Not logged in",
        "You declined the access. The terminal shows what to do next; you can close this window.")
    case .late:
      page(400, "Already done", "This login has its answer. Go back to the terminal.")
    case .foreign:
      page(
        400, "Not this login",
        """
        This address is from an earlier login. Open the link that the terminal shows now.
        """)
    case .empty:
      page(
        400, "No code",
        "Monzo sent no code for the login. Open the link in the terminal again.")
    }
  }

  private static func page(_ status: Int, _ title: String, _ text: String) -> Reply {
    let html = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) · monzo-export</title>
      <style>
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem }
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      <p>\(text)</p>
      </body>
      </html>

      """
    return Reply(
      status: status,
      headers: HeaderFields([
        ("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff"),
        (
          "content-security-policy",
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        ),
      ]), body: Array(html.utf8))
  }
}
