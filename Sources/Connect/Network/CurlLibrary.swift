// The libcurl of this machine. It is loaded when the first connection is made, so that a program that stays offline
// starts without it, and where it is missing the error names the package.

internal import Fetch
internal import LibCurl

/// A libcurl that is loaded.
///
/// Its functions may be called by any thread; what they work on is one thread's at a time.
struct CurlLibrary: @unchecked Sendable {
  #if canImport(Darwin)
    static let usualName = "libcurl.4.dylib"
  #else
    static let usualName = "libcurl.so.4"
  #endif
  /// The first version that another thread can wake: 7.68.0, of January 2020.
  static let oldest: UInt32 = 0x07_44_00

  /// The one that is used, or why there is none.
  static let system = Result { () throws(ConnectError) in try CurlLibrary(named: usualName) }

  let pointer: OpaquePointer

  /// Loads a library.
  ///
  /// - Throws: `ConnectError` when it is not there, too old, or something else.
  init(named name: String, atLeast oldest: UInt32 = Self.oldest) throws(ConnectError) {
    var absence = LIBCURL_IS_THERE
    guard let pointer = libcurl_load(name, &absence) else {
      switch absence {
      case LIBCURL_IS_MISSING: throw .noLibCurl(name: name, .missing)
      case LIBCURL_IS_FOREIGN: throw .noLibCurl(name: name, .foreign)
      default: throw .noLibCurl(name: name, .doesNotStart)
      }
    }
    let version = libcurl_version(pointer)
    guard version >= oldest else {
      throw .noLibCurl(
        name: name, .old(Self.text(ofVersion: version), wanted: Self.text(ofVersion: oldest)))
    }
    self.pointer = pointer
  }

  /// What a result is called, without anything of the request in it.
  func name(of result: Int32) -> String { String(cString: libcurl_describe(pointer, result)) }

  private static func text(ofVersion version: UInt32) -> String {
    "\(version >> 16).\(version >> 8 & 0xFF).\(version & 0xFF)"
  }
}
