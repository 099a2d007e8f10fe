// Where things of this program are on a machine, by the XDG base directory specification: configuration,
// data, and state such as tokens.

struct Places {
  let environment: [String: String]

  /// The home folder; nil when the environment does not say.
  var home: String? { folder("HOME") }
  var configuration: String? { base("XDG_CONFIG_HOME", ".config").map { "\($0)/config.json5" } }
  var archive: String? { base("XDG_DATA_HOME", ".local/share") }
  /// Where tokens are by default: never in the archive, which may be copied and shared.
  var state: String? { base("XDG_STATE_HOME", ".local/state") }

  private func base(_ variable: String, _ fallback: String) -> String? {
    (folder(variable) ?? home.map { "\($0)/\(fallback)" }).map { "\($0)/monzo-export" }
  }

  /// An absolute path of the environment; the specification says to pass over relative ones.
  private func folder(_ variable: String) -> String? {
    environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
