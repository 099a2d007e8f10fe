// What distinguishes this process from others that write beside it, and what the user knows it by.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// This process.
package enum ThisProcess {
  /// Its number.
  package static var number: Int32 { getpid() }

  /// The name of the machine that it runs on.
  package static var host: String {
    var name = [UInt8](repeating: 0, count: 256)
    let result = name.withUnsafeMutableBytes { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { gethostname($0, text.count - 1) } ?? -1
      }
    }
    guard result == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
  }
}
