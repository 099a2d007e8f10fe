// Lines that a user types or a pipe gives, taken when they come: waiting for one never keeps from noticing
// something else.

package import Disk
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads lines of a file.
package struct LineInput {
  /// What has come.
  package enum Arrival: Equatable {
    /// A line, without its end.
    case line(String)
    /// The other thing that was waited for.
    case other
    /// So much time has passed.
    case timeout
  }

  private let file: File
  private var held: [UInt8] = []
  /// Whether no more lines will come.
  package private(set) var isAtEnd = false

  package init(_ file: File) { self.file = file }

  /// Waits for a line and for another descriptor to become readable.
  package mutating func next(or other: Int32, milliseconds: Int32) throws(StorageError) -> Arrival {
    if let line = takeLine() { return .line(line) }
    var watched = [
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isAtEnd ? -1 : file.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return .timeout }
    if watched[0].revents != 0 { return .other }
    try read()
    return takeLine().map { .line($0) } ?? .timeout
  }

  /// Waits for a line; nil at the end.
  package mutating func next() throws(StorageError) -> String? {
    while true {
      if let line = takeLine() { return line }
      if isAtEnd { return nil }
      try read()
    }
  }

  private mutating func read() throws(StorageError) {
    if try file.read(upTo: 4096, appendingTo: &held) == 0 { isAtEnd = true }
  }

  private mutating func takeLine() -> String? {
    let end = held.firstIndex { $0 == 0x0A } ?? (isAtEnd && !held.isEmpty ? held.count : nil)
    guard let end else { return nil }
    let line = String(decoding: held[..<end], as: UTF8.self)
    held.removeFirst(min(end + 1, held.count))
    return line
  }
}
