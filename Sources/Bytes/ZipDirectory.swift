// The directory of a zip file (PKWARE's APPNOTE §4.3): what is in it, how it is packed, and where. Only what can be
// unpacked with certainty is: stored and deflated members, no passwords, no zip64, one disk.

/// A member of a zip file.
public struct ZipEntry: Equatable, Sendable {
  /// How a member is packed.
  public enum Packing: Equatable, Sendable {
    /// As it is.
    case stored
    /// Deflated.
    case deflated
    /// In a way that this program does not unpack: why.
    case unreadable(String)
  }

  /// The path of the member.
  public let name: String
  /// How it is packed.
  public let packing: Packing
  /// The sum of what it unpacks to.
  public let crc: UInt32
  /// How many bytes it has in the file.
  public let packedCount: Int
  /// How many bytes it unpacks to.
  public let count: Int
  /// Where its own header begins in the file.
  public let offset: Int

  /// Whether the member is a folder.
  public var isFolder: Bool { name.hasSuffix("/") }
}

/// Why a zip file cannot be read.
public enum ZipError: Error, Equatable, Sendable {
  /// The directory is missing or breaks the rules of the format.
  case malformed
  /// The file uses zip64, for which it is too small or too large here.
  case zip64
  /// The file has several disks.
  case severalDisks
}

/// The directory of a zip file.
public enum ZipDirectory {
  /// The bytes that a zip file begins with.
  public static let mark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// The bytes that a zip file without members begins with: the end of its directory.
  public static let emptyMark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  /// How much of the end of a file must be looked at to find its directory.
  public static let tailBytes = 22 + 0xFFFF
  /// How many bytes the header of a member has before its name.
  public static let headerBytes = 30
  /// How many members are read.
  public static let entriesMax = 10_000

  /// Whether a file begins as a zip file does.
  public static func begins(_ head: [UInt8]) -> Bool {
    head.starts(with: mark) || head.starts(with: emptyMark)
  }

  /// Where the directory is, by the end of the file.
  ///
  /// - Parameters:
  ///   - tail: the last bytes of the file, `tailBytes` or all.
  ///   - fileCount: how many bytes the file has.
  /// - Returns: where the directory begins and how many bytes it has.
  /// - Throws: `ZipError`.
  public static func place(
    _ tail: [UInt8], fileCount: Int
  ) throws(ZipError) -> (offset: Int, count: Int) {
    guard tail.count >= 22 else { throw .malformed }
    var at = tail.count - 22
    while at >= 0 {
      if number(tail, at, 4) == 0x0605_4B50, at + 22 + number(tail, at + 20, 2) == tail.count {
        guard number(tail, at + 4, 2) == 0, number(tail, at + 6, 2) == 0 else {
          throw .severalDisks
        }
        let (count, offset) = (number(tail, at + 12, 4), number(tail, at + 16, 4))
        if count == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || number(tail, at + 10, 2) == 0xFFFF {
          throw .zip64
        }
        guard offset + count <= fileCount - (tail.count - at) else { throw .malformed }
        return (offset, count)
      }
      at -= 1
    }
    throw .malformed
  }

  /// The members that a directory lists, in its order.
  ///
  /// - Throws: `ZipError`.
  public static func entries(_ bytes: [UInt8]) throws(ZipError) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    var at = 0
    while at < bytes.count {
      guard at + 46 <= bytes.count, number(bytes, at, 4) == 0x0201_4B50,
        entries.count < entriesMax
      else { throw .malformed }
      let nameCount = number(bytes, at + 28, 2)
      let next = at + 46 + nameCount + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
      guard next <= bytes.count else { throw .malformed }
      let (packed, count) = (number(bytes, at + 20, 4), number(bytes, at + 24, 4))
      let offset = number(bytes, at + 42, 4)
      guard packed != 0xFFFF_FFFF, count != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else {
        throw .zip64
      }
      entries.append(
        ZipEntry(
          name: String(decoding: bytes[at + 46..<at + 46 + nameCount], as: UTF8.self),
          packing: packing(flags: number(bytes, at + 8, 2), method: number(bytes, at + 10, 2)),
          crc: UInt32(truncatingIfNeeded: number(bytes, at + 16, 4)), packedCount: packed,
          count: count, offset: offset))
      at = next
    }
    return entries
  }

  /// How many bytes are between the beginning of a member's header and its data.
  ///
  /// - Parameter header: the first `headerBytes` of it.
  /// - Returns: nil when it is no header.
  public static func dataOffset(_ header: [UInt8]) -> Int? {
    guard header.count >= headerBytes, number(header, 0, 4) == 0x0403_4B50 else { return nil }
    return headerBytes + number(header, 26, 2) + number(header, 28, 2)
  }

  private static func packing(flags: Int, method: Int) -> ZipEntry.Packing {
    if flags & 1 != 0 { return .unreadable("it is encrypted") }
    switch method {
    case 0: return .stored
    case 8: return .deflated
    default: return .unreadable("it is packed by method \(method), expected 0 or 8")
    }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
