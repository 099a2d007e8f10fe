// The last step of enriching: links between the rows of a whole history. One rule a file beside this one.

public import Model

extension Links {
  /// Links the rows of a history.
  ///
  /// - Parameters:
  ///   - knowledge: what the history taught.
  ///   - asOf: the day by which a recurring payment must have come not to count as stopped.
  public init(linking knowledge: Knowledge, asOf: CivilDate) {
    self.init(
      linking: knowledge.sortedMovements, among: OwnRegisters(knowledge),
      ids: knowledge.hashedIDs, asOf: asOf)
  }

  /// Links movements.
  ///
  /// - Parameters:
  ///   - movements: every row that counts as money once, sorted by (created, id).
  ///   - registers: the person's own accounts and pots.
  ///   - ids: the ids of keys that are hashes; they decide which id is the least.
  ///   - asOf: the day by which a recurring payment must have come not to count as stopped.
  public init(
    linking movements: [Movement], among registers: OwnRegisters, ids: [RowKey: String] = [:],
    asOf: CivilDate
  ) {
    self = .empty
  }
}
