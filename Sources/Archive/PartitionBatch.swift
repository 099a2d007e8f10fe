// Partitions of one account that are written together: the list of digests is waited for once for all of them.

/// Partitions that wait to be written, and the versions that they forget.
struct PartitionBatch {
  private static let bytesMax = 8 << 20

  private(set) var writes: [FileWrite] = []
  var versions: [PastVersion] = []
  /// The ids of rows that come into time that was complete.
  var late: [String] = []
  private var bytes = 0

  /// Whether more would take too much memory.
  var isFull: Bool { bytes > PartitionBatch.bytesMax }

  /// Adds a partition if it differs from its file; the file of an empty one is to be removed.
  mutating func add(_ partition: Partition, _ path: String, over old: [UInt8]?) {
    let new = partition.bytes
    guard new != old ?? [] else { return }
    bytes += new.count
    writes.append(
      FileWrite(
        path, new.isEmpty ? nil : new, facts: new.isEmpty ? nil : FileFacts(partition, new)))
  }
}
