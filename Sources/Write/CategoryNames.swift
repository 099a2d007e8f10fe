// What a category is called where people read it. The bank's own categories are words such as `eating_out`,
// which its app shows as `Eating out`; those of the user's own are ids whose names have to be learned.

internal import Model

/// Names of categories.
struct CategoryNames: Sendable {
  /// Names by id.
  let known: [String: String]

  /// The name of a category: what is known, else the word as the app shows it, else the text as it is.
  func name(of category: String) -> String {
    if let name = known[category] { return name }
    var word = category
    return word.withUTF8 { CategoryNames.words($0) } ?? category
  }

  /// The words of a category of the bank; nil when it is something else.
  private static func words(_ category: UnsafeBufferPointer<UInt8>) -> String? {
    var words: [UInt8] = []
    words.reserveCapacity(category.count)
    var isBehindGap = false
    for byte in category {
      switch byte {
      case 0x5F: isBehindGap = true
      case 0x61...0x7A where words.isEmpty:
        words.append(byte - 0x20)
        isBehindGap = false
      case 0x61...0x7A:
        if isBehindGap { words.append(0x20) }
        words.append(byte)
        isBehindGap = false
      default: return nil
      }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
