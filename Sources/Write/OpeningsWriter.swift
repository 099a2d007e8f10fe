// `openings.csv`: what each account and pot held when the books begin, for programs that begin in the middle of a
// history. QIF has the same as records; OFX has no place for it, so it is entered by hand once.

public import Aggregate
internal import Bytes
public import Model

/// What a register held when its days begin.
public struct Opening: Equatable, Sendable {
  /// The name for files.
  public var slug: String
  /// The name for people.
  public var title: String
  /// The currency of the balance.
  public var currency: Currency
  /// The day that the balance is of, as it begins; nil for a register without a row.
  public var day: CivilDate?
  /// The balance in minor units; nil when nothing says.
  public var minor: Int64?

  /// The opening of a completed register.
  ///
  /// - Parameters:
  ///   - register: the register.
  ///   - basis: which of a row's days books it.
  public init(_ register: Register, _ basis: DateBasis) {
    slug = register.slug
    title = register.title
    currency = register.currency
    day = register.period?.from ?? register.sums.days(basis)?.from
    minor = register.openingMinor
  }
}

/// Writes openings as CSV.
public struct OpeningsWriter: Sendable {
  /// The name of the file.
  public static let fileName = "openings.csv"
  private static let columns = [
    "account", "title", "currency", "date", "opening_minor", "opening", "known",
  ]

  /// Creates the writer.
  public init() {}

  /// The bytes of the file; a balance that nobody knows is an empty cell.
  public func bytes(_ openings: [Opening]) -> [UInt8] {
    var writer = ByteWriter()
    writer.appendCSVRecord(OpeningsWriter.columns)
    for opening in openings {
      writer.appendCSVRecord([
        opening.slug, opening.title, opening.currency.code, opening.day.map { "\($0)" } ?? "",
        opening.minor.map { "\($0)" } ?? "",
        opening.minor.map { amount($0, opening.currency) } ?? "",
        opening.minor == nil ? "false" : "true",
      ])
    }
    return writer.bytes
  }

  private func amount(_ minor: Int64, _ currency: Currency) -> String {
    var writer = ByteWriter()
    writer.append(minorUnits: minor, exponent: currency.exponent)
    return writer.string
  }
}
