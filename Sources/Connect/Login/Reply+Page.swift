// Pages for the browser that the bank has sent back. They hold nothing of the address that they are at, load nothing
// and lead nowhere, so that the code in the address cannot leave with a referrer.

package import LoopbackHTTP

extension Reply {
  /// A page of a title and one paragraph.
  package static func page(_ status: Int, _ title: String, _ text: String) -> Reply {
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
