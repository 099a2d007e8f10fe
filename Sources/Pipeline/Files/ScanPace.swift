// How often what is left of an input is scanned again. A record that has not come whole is scanned from its start, so
// when it is long, twice as much must have come before another try: a pipe gives 64 KiB at a time, and a scan for each
// of them would take time by the square of a record's length.

/// Decides when to scan what has come.
struct ScanPace {
  /// So much is scanned whenever anything comes.
  static let freeBytes = 1 << 20

  private var left = 0

  /// Whether so many bytes are worth a scan.
  func isEnough(_ bytes: Int) -> Bool { bytes <= ScanPace.freeBytes || bytes >= 2 * left }

  /// Takes how many bytes a scan could not use.
  mutating func leave(_ bytes: Int) { left = bytes }
}
