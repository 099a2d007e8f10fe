// Which purchase a refund gives money back for.

import Enrich
import Model
import TestSupport
import Testing

struct RefundTests {
  private func purchase(of refund: Int, _ movements: [Movement]) -> RowKey? {
    Links.of(movements)[rowKey(refund)]?.refundOf
  }

  @Test func `a whole refund on the same day is of the purchase`() {
    #expect(
      purchase(
        of: 2,
        [
          .make(1, -8999, "2026-06-10T10:02:11Z", with: "shoes"),
          .make(2, 8999, "2026-06-10T15:00:00Z", .refund, with: "shoes"),
        ]) == rowKey(1))
  }

  @Test func `a Direct Debit that comes back is of the Direct Debit, and no card refunds it`() {
    let links = Links.of([
      .make(1, -4200, "2026-06-03", .directDebit, with: "water"),
      .make(2, -4200, "2026-06-03", with: "water"),
      .make(3, 4200, "2026-06-04", .directDebit, with: "water"),
      .make(4, 4200, "2026-06-05", .refund, with: "water"),
      .make(5, 4200, "2026-06-06", .refund, with: "water"),
    ])
    #expect(links[rowKey(3)]?.refundOf == rowKey(1))
    #expect(links[rowKey(4)]?.refundOf == rowKey(2))
    #expect(links[rowKey(5)] == nil)
  }

  @Test
  func
    `a refund to another account of the user is of the purchase, unless its own account has one`()
  {
    let links = Links.of([
      .make(1, -1200, "2026-06-01", of: "joint", with: "shoes"),
      .make(2, -1200, "2026-06-01", with: "socks"),
      .make(3, -1200, "2026-06-01", of: "joint", with: "socks"),
      .make(4, 1200, "2026-06-02", .refund, with: "shoes"),
      .make(5, 1200, "2026-06-02", .refund, with: "socks"),
    ])
    #expect(links[rowKey(4)]?.refundOf == rowKey(1))
    #expect(links[rowKey(5)]?.refundOf == rowKey(2))
  }

  @Test func `what a refund states comes before what it looks like, and is never given back twice`()
  {
    let movements: [Movement] = [
      .make(1, -1200, "2026-06-01", with: "shoes"), .make(2, -1200, "2026-06-03", with: "shoes"),
      .make(3, 1200, "2026-06-04", .refund, with: "shoes"),
      .make(4, 1200, "2026-06-05", .refund), .make(5, 1200, "2026-06-06", .reward),
      .make(6, 1200, "2026-06-07", .monzoToMonzo, with: "friend", .person),
    ]
    let stated = [rowKey(3), rowKey(4), rowKey(5), rowKey(6)].map { ($0, [rowKey(1)]) }
    let links = Links(
      linking: movements, among: .household,
      counterparts: Dictionary(uniqueKeysWithValues: stated), asOf: CivilDate(days: 20_700))
    #expect(links[rowKey(3)]?.refundOf == rowKey(1))
    #expect(links[rowKey(4)]?.refundOf == nil, "nothing is left of what it states")
    #expect(links[rowKey(5)]?.refundOf == nil)
    #expect(links[rowKey(6)]?.refundOf == nil, "a friend's share is no refund")
  }

  @Test func `a refund a month later finds the purchase of its own size, not the nearer one`() {
    #expect(
      purchase(
        of: 3,
        [
          .make(1, -8999, "2026-06-10", with: "shoes"),
          .make(2, -4200, "2026-06-20", with: "shoes"),
          .make(3, 8999, "2026-07-08", .refund, with: "shoes"),
        ]) == rowKey(1))
  }

  @Test func `of two purchases of its size the latest is refunded, then the other`() {
    let links = Links.of([
      .make(1, -500, "2026-06-01", with: "shop"), .make(2, -500, "2026-06-02", with: "shop"),
      .make(3, 500, "2026-06-03", .refund, with: "shop"),
      .make(4, 500, "2026-06-04", .refund, with: "shop"),
      .make(5, 500, "2026-06-05", .refund, with: "shop"),
    ])
    #expect(links[rowKey(3)]?.refundOf == rowKey(2))
    #expect(links[rowKey(4)]?.refundOf == rowKey(1))
    #expect(links[rowKey(5)] == nil, "nothing is left to refund")
  }

  @Test func `a part is of the smallest purchase that is large enough`() {
    #expect(
      purchase(
        of: 4,
        [
          .make(1, -9000, "2026-06-01", with: "shop"), .make(2, -3000, "2026-06-02", with: "shop"),
          .make(3, -2000, "2026-06-03", with: "shop"),
          .make(4, 2500, "2026-06-04", .refund, with: "shop"),
        ]) == rowKey(2))
  }

  @Test func `parts share a purchase as long as they do not exceed it`() {
    let links = Links.of([
      .make(1, -3000, "2026-06-01", with: "shop"), .make(2, -9000, "2026-06-01", with: "shop"),
      .make(3, 1000, "2026-06-02", .refund, with: "shop"),
      .make(4, 2000, "2026-06-03", .refund, with: "shop"),
      .make(5, 100, "2026-06-04", .refund, with: "shop"),
    ])
    #expect(links[rowKey(3)]?.refundOf == rowKey(1))
    #expect(links[rowKey(4)]?.refundOf == rowKey(1))
    #expect(links[rowKey(5)]?.refundOf == rowKey(2))
  }

  @Test func `a purchase in the same instant or up to ten minutes later can be refunded`() {
    #expect(
      purchase(
        of: 1,
        [
          .make(1, 500, "2026-06-01T12:00:00Z", .refund, with: "shop"),
          .make(2, -500, "2026-06-01T12:00:00Z", with: "shop"),
        ]) == rowKey(2))
    #expect(
      purchase(
        of: 1,
        [
          .make(1, 500, "2026-06-01T12:00:00Z", .refund, with: "shop"),
          .make(2, -500, "2026-06-01T12:10:00Z", with: "shop"),
        ]) == rowKey(2))
    #expect(
      purchase(
        of: 1,
        [
          .make(1, 500, "2026-06-01T12:00:00Z", .refund, with: "shop"),
          .make(2, -500, "2026-06-01T12:10:01Z", with: "shop"),
        ]) == nil)
  }

  @Test func `an earlier purchase comes before one that only a wrong clock would explain`() {
    #expect(
      purchase(
        of: 2,
        [
          .make(1, -700, "2026-06-01T09:00:00Z", with: "shop"),
          .make(2, 500, "2026-06-01T12:00:00Z", .refund, with: "shop"),
          .make(3, -500, "2026-06-01T12:01:00Z", with: "shop"),
        ]) == rowKey(1))
  }

  @Test func `what a later purchase gave back already is not left`() {
    let links = Links.of([
      .make(1, 500, "2026-06-01T12:00:00Z", .refund, with: "shop"),
      .make(2, -500, "2026-06-01T12:05:00Z", with: "shop"),
      .make(3, 500, "2026-06-02T12:00:00Z", .refund, with: "shop"),
    ])
    #expect(links[rowKey(1)]?.refundOf == rowKey(2))
    #expect(links[rowKey(3)] == nil)
  }

  @Test(arguments: [
    ("another shop", Movement.make(1, -500, "2026-06-01", with: "other")),
    ("a purchase that is pending", .make(1, -500, "2026-06-01", with: "shop", nil, .pending)),
    ("a purchase that is too small", .make(1, -499, "2026-06-01", with: "shop")),
    ("a later purchase", .make(1, -500, "2026-06-30", with: "shop")),
    ("a purchase of 181 days before", .make(1, -500, "2025-12-10", with: "shop")),
    ("a bank transfer", .make(1, -500, "2026-06-01", .bankTransfer, with: "shop")),
  ])
  func `a refund is not of`(what: String, movement: Movement) {
    #expect(
      purchase(of: 2, [movement, .make(2, 500, "2026-06-09", .refund, with: "shop")]) == nil,
      "\(what)")
  }

  @Test func `a refund of nobody known is of nothing`() {
    #expect(
      purchase(
        of: 2,
        [
          .make(1, -500, "2026-06-01"), .make(2, 500, "2026-06-09", .refund),
        ]) == nil)
  }

  @Test func `money in that is no refund is of nothing`() {
    #expect(
      purchase(
        of: 2,
        [
          .make(1, -500, "2026-06-01", with: "shop"),
          .make(2, 500, "2026-06-09", .cardPayment, with: "shop"),
        ]) == nil)
  }
}
