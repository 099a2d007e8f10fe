// A zip file (PKWARE's APPNOTE §4.3) whose members are stored as they are: what a workbook is in, and no more than that
// needs. The members are known before they are written, so no header has to be mended later. Times are the earliest that
// the format has, so that the same members are the same bytes.

/// Writes zip files.
public struct ZipWriter: Sendable {
  /// What a zip file of this form can hold at most, in bytes.
  public static let bytesMax = Int(UInt32.max)

  private struct Member {
    let name: [UInt8]
    let crc: UInt32
    let count: UInt32
    let offset: UInt32
  }

  private var members: [Member] = []
  private var offset = 0

  /// Begins a file without members.
  public init() {}

  /// Appends what is before the bytes of a member, which the caller appends next.
  ///
  /// - Parameters:
  ///   - name: the path of the member.
  ///   - crc: the sum of its bytes.
  ///   - count: how many bytes it has.
  ///   - writer: takes the header.
  /// - Returns: whether the member fits into the file; nothing is appended when it does not.
  public mutating func begin(
    _ name: String, crc: UInt32, count: Int, to writer: inout ByteWriter
  ) -> Bool {
    let path = Array(name.utf8)
    let next = offset + 30 + path.count + count
    guard next + 65_536 < ZipWriter.bytesMax, let size = UInt32(exactly: count),
      let place = UInt32(exactly: offset)
    else { return false }
    let member = Member(name: path, crc: crc, count: size, offset: place)
    writer.append(bytes: ZipDirectory.mark)
    append(member, to: &writer)
    writer.append(bytes: path)
    members.append(member)
    offset = next
    return true
  }

  /// Appends the directory, with which the file ends.
  public func finish(to writer: inout ByteWriter) {
    let start = writer.count
    for member in members {
      writer.append(bytes: [0x50, 0x4B, 0x01, 0x02, 20, 0])
      append(member, to: &writer)
      // No comment, one disk, no attributes.
      writer.append(bytes: [UInt8](repeating: 0, count: 10))
      writer.append(bytes: LittleEndian.bytes(member.offset))
      writer.append(bytes: member.name)
    }
    let count = LittleEndian.bytes(UInt16(clamping: members.count))
    writer.append(bytes: ZipDirectory.emptyMark + [0, 0, 0, 0])
    writer.append(bytes: count + count)
    writer.append(bytes: LittleEndian.bytes(UInt32(clamping: writer.count - start - 12)))
    writer.append(bytes: LittleEndian.bytes(UInt32(clamping: offset)))
    writer.append(bytes: [0, 0])
  }

  /// What both headers have: version 2.0, names in UTF-8, stored, 1 January 1980, sum, sizes, no extra field.
  private func append(_ member: Member, to writer: inout ByteWriter) {
    writer.append(bytes: [20, 0, 0x00, 0x08, 0, 0, 0, 0, 0x21, 0])
    writer.append(bytes: LittleEndian.bytes(member.crc))
    writer.append(bytes: LittleEndian.bytes(member.count))
    writer.append(bytes: LittleEndian.bytes(member.count))
    writer.append(bytes: LittleEndian.bytes(UInt16(clamping: member.name.count)))
    writer.append(bytes: [0, 0])
  }
}
