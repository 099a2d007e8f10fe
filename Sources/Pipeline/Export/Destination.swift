// Where exports go, under a name that means the same on another machine: the records of exports
// are in the archive, and a copy of the archive must know what was exported to which destination.

import Model

/// A folder that exports are written into.
public struct Destination: Equatable {
  /// The folder as the user names it: the home folder as `~`, no needless slashes and points.
  public let name: String

  /// Names a folder.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - home: the home folder; nil when nothing is in it.
  public init(_ path: String, home: String?) {
    var path = path
    if let home, path == home || path.hasPrefix("\(home)/") {
      path = "~" + path.dropFirst(home.count)
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    let start = path.hasPrefix("/") ? "/" : ""
    name = parts.isEmpty && start.isEmpty ? "." : start + parts.joined(separator: "/")
  }

  /// The name of the destination's folder in the records: letters that every file system takes, and for a long
  /// name its end with a hash of the whole.
  var folderName: String {
    let safe = name.utf8.map { byte -> String in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || "0123456789-_~".contains(Character(scalar)))
      return isPlain ? String(Character(scalar)) : "%" + hexadecimal(byte)
    }.joined()
    guard safe.utf8.count > Destination.folderNameBytesMax else { return safe }
    return
      "\(safe.suffix(Destination.folderNameBytesMax))-\(String(StableHash.of(name), radix: 16))"
  }

  private static let folderNameBytesMax = 160

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
