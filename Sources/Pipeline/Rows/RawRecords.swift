// The bytes of records once more, after their rows are made: what the order of versions falls back on and
// what `explain` shows. Files are read again in place; standard input was kept aside while it was read.

import Bytes
import Disk
import Model

/// The input files of a run, by number.
package final class RawRecords {
  private var files: [LastingFile] = []
  /// The last of the files that are not kept open.
  private var latest: (number: UInt32, file: File)?
  private var tape = JSONTape()

  /// No files.
  package init() {}

  /// Adds a file that can be read at any offset and returns its number.
  package func add(_ file: LastingFile) -> UInt32 {
    files.append(file)
    return UInt32(files.count - 1)
  }

  /// The bytes of a record as the file has them.
  package func text(_ origin: Origin) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try file(origin.file).read(
      at: Int(origin.offset), count: Int(origin.length), into: &bytes)
    return bytes
  }

  private func file(_ number: UInt32) throws -> File {
    if let latest, latest.number == number { return latest.file }
    let file = try files[Int(number)].file()
    latest = (number, file)
    return file
  }

  /// The bytes of a record, white space between the tokens of JSON gone.
  package func raw(_ origin: Origin) throws -> [UInt8] {
    let bytes = try text(origin)
    guard (try? tape.parse(bytes)) != nil else { return bytes }
    var writer = ByteWriter(reservingCapacity: bytes.count)
    tape.appendMinified(0, in: bytes, to: &writer)
    return writer.bytes
  }
}
