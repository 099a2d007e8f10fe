// A moment in which another process can go on.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Lets a few milliseconds pass.
enum ShortWait {
  private static let microseconds: UInt32 = 5_000

  static func pass() { usleep(microseconds) }
}
