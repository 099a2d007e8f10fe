// Records that cannot be read: the first hundred are reported one by one, the rest by their number.

package import Model

/// Counts the records of an input that cannot be read.
package struct UnreadableRecords {
  private static let namedMax = 100

  /// Whether the archive is read: its records were read before, so one that cannot be is damage.
  let isOfArchive: Bool
  package private(set) var count = 0

  package init(isOfArchive: Bool = false) { self.isOfArchive = isOfArchive }

  /// Counts a record and reports it unless too many were.
  ///
  /// One with which nothing is wrong is only reported.
  package mutating func add(_ diagnostic: Diagnostic, _ observer: PipelineObserver) {
    if diagnostic.isNote {
      if !isOfArchive { observer.finding(.leftOut(diagnostic)) }
      return
    }
    count += 1
    if count <= UnreadableRecords.namedMax {
      observer.finding(.unreadable(diagnostic, isOfArchive: isOfArchive))
    }
  }

  /// Reports how many were not reported one by one.
  package func finish(of file: String? = nil, _ observer: PipelineObserver) {
    guard count > UnreadableRecords.namedMax else { return }
    observer.finding(
      .moreUnreadable(count - UnreadableRecords.namedMax, file: file, isOfArchive: isOfArchive))
  }
}
