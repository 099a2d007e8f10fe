// What a browser shows when the bank has sent it back.

internal import Connect
package import Fetch
package import LoopbackHTTP

/// The pages of a login.
package enum CallbackPage {
  /// The page for a callback; without one, for every other address.
  package static func reply(to judgement: LoginAttempt.Judgement?) -> Reply {
    switch judgement {
    case nil: .page(404, "Nothing here", "A login waits at another address.")
    case .ended(.code):
      .page(
        200, "Nearly there",
        """
        Now approve the access in the Monzo app: Monzo sends you a notification. \
        Then go back to the terminal; you can close this window.
        """)
    case .ended(.denied):
      .page(
        200, "Not logged in",
        "You declined the access. The terminal shows what to do next; you can close this window.")
    case .late:
      .page(400, "Already done", "This login has its answer. Go back to the terminal.")
    case .foreign:
      .page(
        400, "Not this login",
        """
        This address is from an earlier login. Open the link that the terminal shows now.
        """)
    case .empty:
      .page(
        400, "No code",
        "Monzo sent no code for the login. Open the link in the terminal again.")
    }
  }
}
