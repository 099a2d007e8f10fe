// What users read of files of the archive that do not hold what was written into them: which file, what it held, what
// it holds, and what to do.

package import Archive
internal import Bytes
internal import Model

/// The words of damage.
package enum DamageWording {
  /// How many files of one folder are named one by one.
  private static let namedMax = 5

  /// A line a file; many files of one folder in one line.
  package static func lines(_ files: [FileDamage]) -> [String] {
    var lines: [String] = []
    var rest = files[...]
    while let first = rest.first {
      let folder = folder(first)
      let group = rest.prefix { self.folder($0) == folder }
      rest = rest.dropFirst(group.count)
      lines += group.count > namedMax ? [line(folder, Array(group))] : group.map(line)
    }
    return lines
  }

  /// The line of something that is wrong inside of a file.
  package static func line(_ problem: ArchiveProblem) -> String {
    let place = problem.path + (problem.line.map { ":\($0)" } ?? "")
    let what =
      switch problem.kind {
      case .unreadable: "cannot be read"
      case .outOfOrder: "is out of order: rows are sorted by created, then id"
      case .twice(let id): "\(id) is in the archive twice"
      case .misplaced: "is of another month or account than its file"
      }
    return "\(place): \(what)"
  }

  /// Lines of the damaged files of an archive that was imported.
  static func lines(_ files: [FileDamage], of archive: String) -> [String] {
    var lines = files.prefix(namedMax).map { damage in
      let held = damage.held.map { "held \(words($0)), " } ?? ""
      let found = damage.found.map { "holds \($0.bytes == 0 ? "nothing" : words($0))" } ?? "is gone"
      let what = damage.damagedLines.map { "has \(counted($0, "line")) that cannot be read" }
      return "\(archive)/\(damage.path): \(what ?? "\(held)now \(found)"); it was not imported"
    }
    if files.count > namedMax {
      lines.append(
        "\(archive): \(files.count - namedMax) more files are damaged and were not imported")
    }
    return lines
  }

  private static func folder(_ damage: FileDamage) -> String {
    damage.path.split(separator: "/").prefix(2).joined(separator: "/")
  }

  /// What was accepted.
  package static func accepted(_ files: [FileDamage]) -> [String] {
    files.isEmpty
      ? ["nothing is damaged: there is nothing to accept"]
      : files.map { damage in
        let held = damage.held.map { "held \(words($0)), " } ?? ""
        let found = damage.found.map { "holds \(words($0))" } ?? "is gone"
        return "accepted: \(damage.path): \(held)now \(found)"
      }
  }

  /// The line of one file.
  static func line(_ damage: FileDamage) -> String {
    if let lines = damage.damagedLines {
      let what = lines == 0 ? "is gone" : "has \(counted(lines, "line")) that cannot be read"
      return "\(damage.path) \(what): nothing says what files held until a fetch makes it anew; "
        + "compare the archive with a backup"
    }
    guard let held = damage.held else {
      return
        "\(damage.path): nobody wrote this file\(damage.found.map { ", it holds \(words($0))" } ?? ""); "
        + "remove it, or accept it with 'monzo-export import --accept'"
    }
    let found = damage.found.map { "holds \($0.bytes == 0 ? "nothing" : words($0))" } ?? "is gone"
    return "\(damage.path): held \(words(held)), now \(found); \(advice(damage))"
  }

  /// The line of many files.
  private static func line(_ folder: String, _ files: [FileDamage]) -> String {
    var all = FileDamageSum()
    for file in files { all.add(file) }
    return
      "\(folder): \(files.count) files are damaged or gone, which held \(all.words); \(advice(files[0]))"
  }

  private static func advice(_ damage: FileDamage) -> String {
    damage.canBeFetched
      ? "run 'monzo-export fetch'; what is older than 90 days needs 'monzo-export login'"
      : "restore it from a backup, or accept it as it is with 'monzo-export import --accept'"
  }

  private static func words(_ facts: FileFacts) -> String {
    guard let rows = facts.rows else { return "\(facts.bytes) bytes" }
    let sum = facts.sum.map { ", \(decimal($0)) in all" } ?? ""
    guard let first = facts.first, let last = facts.last else { return counted(rows, "row") + sum }
    let days = [first, last].map { TimeZoneRules.utc.date(of: $0) }
    return "\(counted(rows, "row"))\(sum), from \(days[0]) to \(days[1])"
  }

  /// Minor units as a decimal; nearly all currencies have two digits of them, and the file's is not known here.
  fileprivate static func decimal(_ sum: Int128) -> String {
    var writer = ByteWriter()
    writer.append(sumOfMinorUnits: sum, exponent: 2)
    return writer.string
  }
}

/// What several files held together.
private struct FileDamageSum {
  private var rows = 0
  private var sum: Int128 = 0
  private var bytes = 0

  mutating func add(_ damage: FileDamage) {
    rows += damage.held?.rows ?? 0
    sum += damage.held?.sum ?? 0
    bytes += damage.held?.bytes ?? 0
  }

  var words: String {
    rows == 0
      ? "\(bytes) bytes" : "\(counted(rows, "row")), \(DamageWording.decimal(sum)) in all"
  }
}
