// Variables of the environment that reach into the system's network code behind the program's back.

internal import Foundation

enum NetworkEnvironment {
  /// Makes the system's network code print requests, tokens included.
  private static let talkative = ["URLSessionDebugLibcurl", "URLSessionDebug"]
  /// Send what is meant for this machine, unencrypted as it is, to another one.
  private static let proxies = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]

  /// Takes variables out of the environment that would let a token out.
  ///
  /// Proxies stay in use for what is encrypted. Called before the first request, when nothing else reads
  /// the environment.
  static func prepare(for base: BaseAddress) {
    for name in talkative + (base.isEncrypted ? [] : proxies) where getenv(name) != nil {
      unsetenv(name)
    }
  }
}
