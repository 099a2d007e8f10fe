// What clients leave at the bank: webhooks, feed items, uploaded files, receipts, and the tokens that keep a
// retried move of money from happening twice.

internal import Model

/// Everything that clients gave the bank to keep.
struct ClientData: Sendable {
  struct Webhook {
    var id: String
    var accountID: String
    var url: String
  }

  struct Upload {
    var type: String
    var length: Int
    /// The bytes; nil until they came.
    var bytes: [UInt8]?
  }

  var webhooks: [Webhook] = []
  var feedItems = 0
  /// Uploaded files by the last part of their address.
  var uploads: [String: Upload] = [:]
  /// The rows that files are attached to, by attachment.
  var attachedTo: [String: Identifier] = [:]
  /// Receipts as answers, by the client's own identifier.
  var receipts: [String: [UInt8]] = [:]
  /// What became of moves of money, by the client's token for each.
  var potMoves: [String: String] = [:]
  private var counter: Int64 = 0

  mutating func makeIdentifier(
    _ kind: Identifier.Kind, seed: UInt64, at now: Instant
  ) -> Identifier {
    counter += 1
    var random = Random(seed: seed, .login, counter << 32)
    return Identifier(kind, now.milliseconds, random.next())
  }
}
