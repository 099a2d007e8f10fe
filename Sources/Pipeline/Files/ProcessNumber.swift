// What distinguishes this process from others that write beside it.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The number of this process.
enum ProcessNumber {
  static var own: Int32 { getpid() }
}
