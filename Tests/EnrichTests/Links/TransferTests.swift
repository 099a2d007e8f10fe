// Which two rows are one transfer, and which are not though they look like it.

import Enrich
import Model
import TestSupport
import Testing

struct TransferTests {
  private let noon = "2026-06-05T12:00:00Z"

  // MARK: Pairs

  @Test func `a move between two own accounts that name each other is a pair`() {
    let links = Links.of([
      .make(7, -30_000, noon, .bankTransfer, with: "joint"),
      .make(3, 30_000, "2026-06-05T12:00:00.6Z", .bankTransfer, of: "joint", with: "current"),
    ])
    #expect(links[rowKey(7)] == RowLinks(transfer: rowKey(3), transferKind: .ownTransfer))
    #expect(links[rowKey(3)] == RowLinks(transfer: rowKey(3), transferKind: .ownTransfer))
  }

  @Test func `an own account is known by sort code and number as well`() {
    let links = Links.of([
      .make(1, -500, noon, .standingOrder, with: "04000422222222"),
      .make(2, 500, noon, .bankTransfer, of: "joint", with: "04000411111111"),
    ])
    #expect(links[rowKey(2)]?.transfer == rowKey(1))
  }

  @Test func `one side that names the other is enough when the other names nobody`() {
    let links = Links.of([
      .make(1, -500, noon, .bankTransfer, with: "joint"),
      .make(2, 500, "2026-06-05T23:00:00Z", .topUp, of: "joint"),
    ])
    #expect(links[rowKey(1)]?.transfer == rowKey(1))
    #expect(links[rowKey(2)]?.transferKind == .ownTransfer)
  }

  @Test func `a name without an account contradicts nothing`() {
    let links = Links.of([
      .make(1, -500, noon, .bankTransfer, with: "joint"),
      .make(2, 500, noon, .bankTransfer, of: "joint", with: "Ada Byron", .name),
    ])
    #expect(links[rowKey(2)]?.transfer == rowKey(1))
  }

  @Test func `a deposit pairs with the pot's own row and stays a pot transfer`() {
    let links = Links.of([
      .make(1, -20_000, "2026-06-02T07:30:00.1Z", .potTransfer, with: "pot"),
      .make(2, 20_000, "2026-06-02T07:30:00.15Z", .potTransfer, of: "pot account", with: "pot"),
    ])
    #expect(links[rowKey(1)] == RowLinks(transfer: rowKey(1), transferKind: .potTransfer))
    #expect(links[rowKey(2)] == RowLinks(transfer: rowKey(1), transferKind: .potTransfer))
  }

  @Test func `a pot's hidden account is known by the pot that both rows name`() {
    let links = Links.of([
      .make(1, 5000, noon, .potTransfer, with: "new pot"),
      .make(2, -5000, noon, .potTransfer, of: "account never heard of", with: "new pot"),
    ])
    // Nothing says that the new pot is the user's, so its rows must name the same pot of theirs.
    #expect(links[rowKey(1)] == nil)
    let known = Links.of([
      .make(1, 5000, noon, .potTransfer, with: "pot"),
      .make(2, -5000, noon, .potTransfer, of: "account never heard of", with: "pot"),
    ])
    #expect(known[rowKey(1)] == RowLinks(transfer: rowKey(1), transferKind: .potTransfer))
  }

  @Test func `a Flex repayment is a pair though neither row names anybody`() {
    let links = Links.of([
      .make(1, -8000, "2026-06-16T06:00:00Z", .flex, with: "Monzo Flex"),
      .make(2, 8000, "2026-06-16T06:00:00.04Z", .flex, of: "flex", with: "Repayment"),
    ])
    #expect(links[rowKey(1)] == RowLinks(transfer: rowKey(1), transferKind: .ownTransfer))
    #expect(links[rowKey(2)]?.transferKind == .ownTransfer)
  }

  @Test func `linked rows pair again when they are linked a second time`() {
    let links = Links.of([
      .make(1, -8000, noon, .ownTransfer, with: "Monzo Flex", .name),
      .make(2, 8000, noon, .ownTransfer, of: "flex", with: "Repayment", .name),
    ])
    #expect(links[rowKey(2)]?.transfer == rowKey(1))
  }

  @Test func `a pot's own row of a kind that nobody knows becomes a pot transfer`() {
    let links = Links.of([
      .make(1, -500, noon, .potTransfer, with: "pot"),
      .make(2, 500, noon, .other, of: "pot account", with: "Deposit"),
    ])
    #expect(links[rowKey(2)] == RowLinks(transfer: rowKey(1), transferKind: .potTransfer))
  }

  // MARK: No pairs

  @Test func `equal amounts paid to and by strangers are no pair`() {
    let links = Links.of([
      .make(1, -10_000, noon, .bankTransfer, with: "acc_of_bob"),
      .make(2, 10_000, noon, .bankTransfer, of: "joint", with: "acc_of_alice"),
      .make(3, -2500, noon, .bankTransfer, with: "Bob", .name),
      .make(4, 2500, noon, .bankTransfer, of: "joint", with: "Alice", .name),
    ])
    #expect((1...4).allSatisfy { links[rowKey($0)] == nil })
  }

  @Test func `a stranger's payment is no side of a transfer that names the account`() {
    let links = Links.of([
      .make(1, -10_000, noon, .bankTransfer, with: "joint"),
      .make(2, 10_000, noon, .bankTransfer, of: "joint", with: "acc_of_alice"),
    ])
    #expect(links[rowKey(2)] == nil)
    #expect(
      links[rowKey(1)] == RowLinks(transferKind: .ownTransfer),
      "own, though its side was not fetched")
  }

  @Test func `a purchase and a deposit of one amount are no pair`() {
    let links = Links.of([
      .make(1, -1000, noon, with: "shop"),
      .make(2, 1000, noon, .bankTransfer, of: "joint", with: "current"),
      .make(3, 1000, noon, .refund, of: "joint", with: "another shop"),
    ])
    #expect([1, 2, 3].allSatisfy { links[rowKey($0)]?.transfer == nil })
  }

  @Test func `a Flex purchase in a shop and a repayment are no pair`() {
    let links = Links.of([
      .make(1, -8000, noon, .flex, of: "flex", with: "shop", .merchant),
      .make(2, 8000, noon, .flex, with: "Monzo Flex"),
    ])
    #expect(links[rowKey(1)] == nil)
  }

  @Test func `rows more than a day apart are no pair, pot rows among them`() {
    let links = Links.of([
      .make(1, -500, "2026-06-05T12:00:00Z", .bankTransfer, with: "joint"),
      .make(2, 500, "2026-06-06T12:00:01Z", .bankTransfer, of: "joint", with: "current"),
      .make(3, -700, "2026-06-05T12:00:00Z", .potTransfer, with: "pot"),
      .make(4, 700, "2026-06-06T12:00:01Z", .potTransfer, of: "pot account", with: "pot"),
    ])
    #expect((1...4).allSatisfy { links[rowKey($0)]?.transfer == nil })
  }

  @Test func `amounts of two currencies, of one sign or not quite opposite are no pair`() {
    var euros = Movement.make(2, 500, noon, .bankTransfer, of: "joint", with: "current")
    euros.currency = Currency("EUR") ?? .gbp
    let links = Links.of([
      .make(1, -500, noon, .bankTransfer, with: "joint"), euros,
      .make(3, 501, noon, .bankTransfer, of: "joint", with: "current"),
      .make(4, -500, noon, .bankTransfer, of: "joint", with: "current"),
    ])
    #expect((1...4).allSatisfy { links[rowKey($0)]?.transfer == nil })
  }

  @Test func `two rows of one register are no pair`() {
    let links = Links.of([
      .make(1, -500, noon, .bankTransfer, with: "joint"),
      .make(2, 500, noon, .bankTransfer, with: "joint"),
      .make(3, -800, noon, .potTransfer, with: "pot"),
      .make(4, 800, noon, .potTransfer, with: "pot"),
    ])
    #expect((1...4).allSatisfy { links[rowKey($0)]?.transfer == nil })
  }

  // MARK: Ties

  @Test func `of two deposits of one amount each pairs with the row closest in time`() {
    let links = Links.of([
      .make(1, -100, "2026-06-05T12:00:00Z", .potTransfer, with: "pot"),
      .make(2, -100, "2026-06-05T12:10:00Z", .potTransfer, with: "pot"),
      .make(3, 100, "2026-06-05T12:10:01Z", .potTransfer, of: "pot account", with: "pot"),
      .make(4, 100, "2026-06-05T12:00:03Z", .potTransfer, of: "pot account", with: "pot"),
    ])
    #expect(links[rowKey(4)]?.transfer == rowKey(1))
    #expect(links[rowKey(3)]?.transfer == rowKey(2))
  }

  @Test func `rows that name each other come before a closer row that names nobody`() {
    let links = Links.of([
      .make(1, -100, "2026-06-05T12:00:00Z", .bankTransfer, with: "joint"),
      .make(2, 100, "2026-06-05T12:00:01Z", .bankTransfer, of: "joint"),
      .make(3, 100, "2026-06-05T12:00:09Z", .bankTransfer, of: "joint", with: "current"),
    ])
    #expect(links[rowKey(1)]?.transfer == rowKey(1))
    #expect(links[rowKey(3)]?.transfer == rowKey(1))
    #expect(links[rowKey(2)] == nil)
  }

  @Test func `in one and the same instant the least ids pair`() {
    let links = Links.of([
      .make(5, -100, noon, .bankTransfer, with: "joint"),
      .make(2, -100, noon, .bankTransfer, with: "joint"),
      .make(4, 100, noon, .bankTransfer, of: "joint", with: "current"),
    ])
    #expect(links[rowKey(4)]?.transfer == rowKey(2))
    #expect(links[rowKey(5)]?.transfer == nil)
  }

  @Test func `the id of a link is the least as text, whatever form the ids have`() {
    var one = Movement.make(1, -100, noon, .bankTransfer, with: "joint")
    var other = Movement.make(2, 100, noon, .bankTransfer, of: "joint", with: "current")
    other.key = RowKey("row_b")
    #expect(Links.of([one, other], ids: [other.key: "row_b"])[one.key]?.transfer == other.key)
    one.key = RowKey("row_a")
    let ids = [one.key: "row_a", other.key: "row_b"]
    #expect(Links.of([one, other], ids: ids)[other.key]?.transfer == one.key)
  }
}
