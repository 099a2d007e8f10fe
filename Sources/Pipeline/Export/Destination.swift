// Where exports go, under a name that means the same however the folder is spelled and on another machine: the
// records of exports are in the archive, and a copy of the archive must know what was exported to which destination.

import Disk
import Model

/// A folder that exports are written into.
public struct Destination: Equatable {
  /// The folder from the root, links followed as far as it exists, the home folder as `~`.
  public let name: String

  /// Names a folder.
  ///
  /// - Parameters:
  ///   - path: the folder, from the root or from the working folder.
  ///   - home: the home folder; nil when nothing is in it.
  public init(_ path: String, home: String?) {
    let place = SystemDisk.canonical(path)
    guard let home = home.map(SystemDisk.canonical), home != "/" else {
      name = place
      return
    }
    let isInHome = place == home || place.hasPrefix("\(home)/")
    name = isInHome ? "~" + place.dropFirst(home.count) : place
  }

  /// A destination of which only the name is known: one in a record, or one that is no place of this machine.
  package init(named name: String) { self.name = name }

  /// The destination that a record means; nil for a relative name, which earlier versions recorded and which means
  /// something else in every working folder.
  init?(recorded name: String, home: String?) {
    if name == "~" || name.hasPrefix("~/") {
      self = home.map { Destination($0 + name.dropFirst(), home: home) } ?? Destination(named: name)
    } else if name.hasPrefix("/") {
      self.init(name, home: home)
    } else {
      return nil
    }
  }

  /// Whether a relative name may have meant this folder: it ends with it.
  func ends(with relative: String) -> Bool {
    let parts = relative.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return !parts.isEmpty && name.split(separator: "/").suffix(parts.count) == parts[...]
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
