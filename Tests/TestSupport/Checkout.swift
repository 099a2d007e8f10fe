// The checkout that the tests run in: where its files are. Tests are built from source, never shipped.

public import Foundation

/// The files of the checkout.
public enum Checkout {
  /// The folder that holds `Package.swift`.
  public static let root: URL = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder by its path below the root.
  public static func url(_ path: String) -> URL { root.appending(path: path) }

  /// The bytes of a file below the root.
  public static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url(path)))
  }

  /// The Swift files below a folder, in order, as paths below the root.
  public static func swiftFiles(in folder: String) -> [String] {
    files(in: folder, endingWith: [".swift"])
  }

  /// The files below a folder whose names end so, in order, as paths below the root.
  public static func files(in folder: String, endingWith suffixes: [String]) -> [String] {
    let walk = FileManager.default.enumerator(atPath: url(folder).path())
    var paths: [String] = []
    while let path = walk?.nextObject() as? String {
      if suffixes.contains(where: path.hasSuffix) { paths.append("\(folder)/\(path)") }
    }
    return paths.sorted()
  }
}
