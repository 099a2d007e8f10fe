// Names that were met and are not known: they never stop anything, and they are never hidden either.

public import Bytes

/// Names of fields and values that this program does not know, with how often each was met.
public struct UnknownNames: Sendable {
  /// What a name is a name of.
  public enum Sort: UInt8, Sendable, CaseIterable {
    /// A member of a record.
    case field
    /// A known field whose value is of another JSON type than expected, and was left out.
    case fieldOfOtherType
    /// A payment scheme.
    case scheme
    /// A category of the bank's own.
    case category
    /// A type of account.
    case accountType
    /// A kind of row.
    case kind
    /// A type of balance that is not the balance people see.
    case balanceType
    /// A column of a statement.
    case column
    /// What a statement calls the type of a row.
    case statementType

    /// The words for it.
    public var name: StaticString {
      switch self {
      case .field: "field"
      case .fieldOfOtherType: "field of unexpected type"
      case .scheme: "scheme"
      case .category: "category"
      case .accountType: "account type"
      case .kind: "kind"
      case .balanceType: "balance type"
      case .column: "column"
      case .statementType: "statement type"
      }
    }
  }

  /// One name and its count.
  public struct Entry: Equatable, Sendable {
    /// What it is a name of.
    public let sort: Sort
    /// The name as the input has it.
    public let name: String
    /// How often it was met.
    public let count: Int
  }

  /// How many names are kept; a file with more is no bank's.
  public static let namesMax = 256

  private struct Slot: Sendable {
    let sort: Sort
    let name: [UInt8]
    var count: Int
  }

  private var slots: [Slot] = []

  /// Creates an empty report.
  public init() {}

  /// Whether nothing unknown was met.
  public var isEmpty: Bool { slots.isEmpty }

  /// The names, by what they are and then by their bytes.
  public var sorted: [Entry] {
    slots.sorted { one, other in
      if one.sort != other.sort { return one.sort.rawValue < other.sort.rawValue }
      return one.name.lexicographicallyPrecedes(other.name)
    }
    .map { Entry(sort: $0.sort, name: String(decoding: $0.name, as: UTF8.self), count: $0.count) }
  }

  /// Takes note of a name.
  public mutating func note(_ sort: Sort, _ bytes: [UInt8], _ range: ByteRange, count: Int = 1) {
    for index in slots.indices where slots[index].sort == sort {
      let name = slots[index].name
      if name.count == range.count && name.elementsEqual(bytes[range.indices]) {
        slots[index].count += count
        return
      }
    }
    guard slots.count < UnknownNames.namesMax else { return }
    slots.append(Slot(sort: sort, name: Array(bytes[range.indices]), count: count))
  }

  /// Takes note of a name.
  public mutating func note(_ sort: Sort, _ name: String) {
    let bytes = Array(name.utf8)
    note(sort, bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// Takes in what another report has.
  public mutating func merge(_ other: UnknownNames) {
    for slot in other.slots {
      note(slot.sort, slot.name, ByteRange(start: 0, count: slot.name.count), count: slot.count)
    }
  }
}
