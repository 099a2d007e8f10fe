// Zip files that are written: read back by the reader of this program, and the same bytes each time.

import Bytes
import Testing

@Suite struct `zip files that are written` {
  private func archive(_ members: [(String, [UInt8])]) -> [UInt8] {
    var (zip, writer) = (ZipWriter(), ByteWriter())
    for (name, bytes) in members {
      var crc = CRC32()
      crc.add(bytes)
      #expect(zip.begin(name, crc: crc.value, count: bytes.count, to: &writer))
      writer.append(bytes: bytes)
    }
    zip.finish(to: &writer)
    return writer.bytes
  }

  @Test func `members come back by their directory`() throws {
    let members: [(String, [UInt8])] = [
      ("a.txt", Array("hello".utf8)), ("b/ü.xml", []), ("c", [0, 255]),
    ]
    let bytes = archive(members)
    let place = try ZipDirectory.place(bytes, fileCount: bytes.count)
    let entries = try ZipDirectory.entries(Array(bytes[place.offset..<place.offset + place.count]))
    #expect(entries.map(\.name) == ["a.txt", "b/ü.xml", "c"])
    for (entry, member) in zip(entries, members) {
      let header = Array(bytes[entry.offset..<entry.offset + ZipDirectory.headerBytes])
      let start = entry.offset + (try #require(ZipDirectory.dataOffset(header)))
      #expect(Array(bytes[start..<start + entry.count]) == member.1)
      var crc = CRC32()
      crc.add(member.1)
      #expect(entry.crc == crc.value && entry.packing == .stored)
    }
  }

  @Test func `a file without members is one that readers know`() throws {
    let bytes = archive([])
    #expect(ZipDirectory.begins(bytes))
    #expect(try ZipDirectory.place(bytes, fileCount: bytes.count) == (0, 0))
  }

  @Test func `what the format cannot count is refused before it is written`() {
    var (zip, writer) = (ZipWriter(), ByteWriter())
    #expect(!zip.begin("large", crc: 0, count: ZipWriter.bytesMax, to: &writer))
    #expect(writer.bytes.isEmpty)
  }
}
