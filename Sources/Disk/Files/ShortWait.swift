// A moment in which another process can go on.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Lets a few milliseconds pass.
package enum ShortWait {
  /// Lets five milliseconds pass.
  package static func pass() { pass(microseconds: 5_000) }

  /// Lets some time pass.
  package static func pass(microseconds: UInt32) { usleep(microseconds) }
}
