// What the cells of a statement say in words: whether a payment was declined, of which account it is, and which of
// several categories is the first.

internal import Bytes
internal import Model
internal import Statements

extension StatementRecord {
  /// Whether the record says that the payment was declined.
  var isDeclined: Bool { says("declined") }

  /// Whether the status, or what the search export shows below the name, is or begins with a word.
  private func says(_ word: String) -> Bool {
    for column: StatementColumn in [.status, .subtitle] {
      guard let cell = self[column], cell.count < 64 else { continue }
      let text = String(decoding: text[cell.indices], as: UTF8.self).lowercased()
      if text == word { return true }
      if text.hasPrefix(word), let next = text.dropFirst(word.count).first, !next.isLetter {
        return true
      }
    }
    return false
  }

  /// Sets the status where the record says one; a statement is otherwise of settled rows.
  func setStatus(of row: inout Row) {
    if isDeclined {
      row.status = .declined
      set(self[.status] == nil ? .subtitle : .status, .declineReason, into: &row)
    } else if let cell = self[.status] ?? self[.subtitle], isWord("pending", cell) {
      row.status = .pending
    }
  }

  private func isWord(_ word: String, _ cell: ByteRange) -> Bool {
    String(decoding: text[cell.indices], as: UTF8.self).lowercased() == word
  }

  /// The account, where the record has an id of the bank's for it.
  var account: String? {
    guard let cell = self[.account], cell.begins(with: "acc_", in: text) else { return nil }
    return String(decoding: text[cell.indices], as: UTF8.self)
  }

  /// The first of several categories that a search export lists; nil when the first is none of the bank's.
  var firstCategory: String? {
    guard let cell = self[.category] else { return nil }
    var end = cell.start
    while end < cell.end && text[end] != 0x2C && text[end] != 0x3B && text[end] != 0x7C { end += 1 }
    guard end < cell.end else { return nil }
    while end > cell.start && text[end - 1] <= 0x20 { end -= 1 }
    return CategoryWords.word(
      printed: text, ByteRange(start: cell.start, count: end - cell.start))
  }
}
