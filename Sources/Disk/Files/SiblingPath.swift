// Where something is prepared that will take the place of something else: beside it, so that a rename is
// enough, hidden, and under a name that nobody else uses, since what a broken run left there is cleared.

/// A path beside another one.
package enum SiblingPath {
  /// What is beside it.
  package enum Role: String {
    /// What is to come.
    case new
    /// What was there, until the new is in its place.
    case old
  }

  /// The path beside another, for example `out/.all.csv.monzo-export-new` for `out/all.csv`.
  package static func of(_ path: String, _ role: Role) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...]).monzo-export-\(role)"
  }
}
