// Amounts as people and spreadsheets print them: 1,234.56 and 1.234,56, £4.50, (4.50), 4.50-, a minus sign U+2212,
// spaces and apostrophes between thousands. What is between whole units and their fractions is known for the whole
// file; an amount that does not fit it is an error, not a guess.

package import Bytes
package import Model

/// An amount in one cell.
package struct StatementNumber {
  /// The amount as plain digits with a point, and its sign.
  package private(set) var plain: [UInt8] = []
  /// The currency that the cell shows by its sign or its code.
  package private(set) var currency: Currency?

  /// Reads a cell.
  ///
  /// - Throws: `FixedPointError.notADecimal` when it is no amount in the form of the file.
  package init(
    _ bytes: [UInt8], _ cell: ByteRange, _ mark: StatementForm.DecimalMark
  ) throws(FixedPointError) {
    guard let parts = NumberParts(bytes, cell) else { throw .notADecimal }
    currency = parts.currency
    if parts.isDash {
      plain = [0x30]
      return
    }
    guard let (whole, fraction) = StatementNumber.split(parts.digits, mark) else {
      throw .notADecimal
    }
    if parts.isNegative { plain.append(0x2D) }
    plain += whole
    if let fraction { plain += [0x2E] + fraction }
  }

  /// What the cell shows of the file's decimals; nil when it can be read both ways.
  package static func mark(_ bytes: [UInt8], _ cell: ByteRange) -> StatementForm.DecimalMark? {
    guard let digits = NumberParts(bytes, cell)?.digits else { return nil }
    let marks = digits.indices.filter { digits[$0] == 0x2C || digits[$0] == 0x2E }
    guard let last = marks.last else { return nil }
    let isComma = digits[last] == 0x2C
    let kinds = Set(marks.map { digits[$0] })
    if kinds.count == 2 { return isComma ? .comma : .point }
    if marks.count > 1 { return isComma ? .point : .comma }
    if digits.count - 1 - last == 3 && last > 0 && last <= 3 { return nil }
    return isComma ? .comma : .point
  }

  /// The digits before and behind the decimal mark, those of thousands joined.
  private static func split(
    _ digits: [UInt8], _ mark: StatementForm.DecimalMark
  ) -> (whole: [UInt8], fraction: [UInt8]?)? {
    let decimal: UInt8 = mark == .comma ? 0x2C : 0x2E
    let parts = digits.split(separator: decimal, omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let whole = joined(Array(parts[0])) else { return nil }
    guard parts.count == 2 else { return (whole, nil) }
    guard !parts[1].isEmpty, parts[1].allSatisfy(isDigit) else { return nil }
    return (whole, Array(parts[1]))
  }

  /// Whole units, their groups of three joined; nil when the groups are none of thousands.
  private static func joined(_ digits: [UInt8]) -> [UInt8]? {
    let groups = digits.split(omittingEmptySubsequences: false) { !isDigit($0) }
    guard let first = groups.first, !first.isEmpty else { return nil }
    guard groups.count > 1 else { return Array(first) }
    guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    let separators = Set(digits.filter { !isDigit($0) })
    guard separators.count == 1 else { return nil }
    return groups.flatMap { Array($0) }
  }
}

/// What is around the digits of an amount.
private struct NumberParts {
  /// Digits, points and commas; any other sign between thousands as an apostrophe.
  private(set) var digits: [UInt8] = []
  private(set) var isNegative = false
  private(set) var currency: Currency?
  /// Whether the cell is only a dash, as accounting formats print zero.
  private(set) var isDash = false

  init?(_ bytes: [UInt8], _ cell: ByteRange) {
    var (minuses, pluses) = (0, 0)
    var letters = ""
    var isClosed = false
    var opened = 0
    for scalar in String(decoding: bytes[cell.indices], as: UTF8.self).unicodeScalars {
      switch scalar {
      case "0"..."9", ".", ",":
        if isClosed { return nil }
        digits.append(UInt8(scalar.value))
      case "-", "\u{2212}", "\u{2013}", "\u{FF0D}":
        minuses += 1
        if !digits.isEmpty { isClosed = true }
      case "+":
        guard digits.isEmpty else { return nil }
        pluses += 1
      case "(" where opened == 0 && digits.isEmpty: opened = 1
      case ")" where opened == 1 && !digits.isEmpty: opened = 2
      case "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{2009}":
        if !digits.isEmpty && !isClosed { digits.append(0x27) }
      case "£": currency = .gbp
      case "€": currency = Currency("EUR")
      case "$", "¥": break
      case "A"..."Z", "a"..."z":
        letters.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    while digits.last == 0x27 { digits.removeLast() }
    guard takes(letters) else { return nil }
    guard minuses + pluses <= 1, opened != 1, opened == 0 || minuses + pluses == 0 else {
      return nil
    }
    isNegative = isNegative || minuses == 1 || opened == 2
    isDash = digits.isEmpty && minuses == 1
    if digits.isEmpty && !isDash { return nil }
  }

  /// Takes what letters mean: a currency, or the side of the amount.
  private mutating func takes(_ letters: String) -> Bool {
    switch letters {
    case "": return true
    case "CR", "Cr", "cr": return true
    case "DR", "Dr", "dr":
      isNegative = true
      return true
    default:
      guard let code = Currency(letters), code.isKnown else { return false }
      currency = code
      return true
    }
  }
}
