// Rows and times for the tests of the archive.

import Bytes
import Model
import TestSupport

/// A moment from its text.
func time(_ text: String) -> Instant { Instant(text) ?? .distantFuture }

/// A row as the bank would send it.
func row(
  _ id: String, _ created: String, amount: Int = -100, updated: String? = nil,
  isPending: Bool = false
) -> RawTransaction {
  let updated = updated.map { ",\"updated\":\"\($0)\"" } ?? ""
  let text =
    "{\"id\":\"\(id)\",\"created\":\"\(created)\"\(updated),\"amount\":\(amount),"
    + "\"amount_is_pending\":\(isPending)}"
  let bytes = Array(text.utf8)
  var tape = JSONTape()
  try? tape.parse(bytes)
  return RawTransaction(0, on: tape, in: bytes)
    ?? RawTransaction(id: "unreadable", created: .distantFuture, body: bytes)
}
