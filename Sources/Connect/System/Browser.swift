// Opens a page in the user's browser. The address is in the command line, which others on the machine can
// read: it holds the client id and the state, and no secret.

/// The user's browser.
struct Browser {
  let environment: [String: String]

  /// Opens a page.
  ///
  /// - Returns: whether a browser was started.
  func open(_ address: String) -> Bool {
    #if canImport(Darwin)
      let program = "open"
    #else
      // Without a display it would take over the terminal with a browser of text.
      let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains {
        environment[$0]?.isEmpty == false
      }
      guard hasDisplay else { return false }
      let program = "xdg-open"
    #endif
    let child = ChildProcess(command: [program, address], environment: environment)
    return (try? child.launch()) != nil
  }
}
