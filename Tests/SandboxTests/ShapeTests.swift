// Every answer has the shape that the bank's own answers have.

import Foundation
import Sandbox
import Testing

@Suite struct ShapeTests {
  static let documented = Set(
    """
    id account_id user_id created updated settled amount currency local_amount local_currency \
    amount_is_pending description notes category categories scheme dedupe_id originator is_load \
    include_in_spending merchant merchant_feedback_uri counterparty metadata fees labels attachments \
    international atm_fees_detailed parent_account_id can_be_excluded_from_breakdown \
    can_be_made_subscription can_split_the_bill can_add_to_tab \
    can_match_transactions_in_categorization
    """.split(separator: " ").map(String.init))

  @Test func `every row is read by another JSON reader and has every documented key`() {
    #expect(Demo.rows.count == Demo.bank.transactionCount)
    for row in Demo.rows {
      let odd: Set = ["decline_reason", "tab", "carbon_estimate"]
      #expect(row.keys.subtracting(odd) == Self.documented, "\(row.id)")
      #expect(row.keys.contains("decline_reason") == (row.declineReason != nil))
    }
  }

  @Test func `a merchant is an expanded object with an address`() {
    let keys: Set = [
      "id", "group_id", "name", "logo", "emoji", "category", "online", "atm", "disable_feedback",
      "suggested_tags", "metadata", "address",
    ]
    let address: Set = [
      "short_formatted", "formatted", "address", "city", "region", "country", "postcode",
      "latitude", "longitude", "zoom_level", "approximate",
    ]
    for row in Demo.rows where row.shop != nil {
      #expect(row.shopKeys == keys && row.addressKeys == address, "\(row.id)")
    }
  }

  @Test func `the parts of a split add up to the amount`() {
    for row in Demo.rows { #expect(row.categories.values.reduce(0, +) == row.amount, "\(row.id)") }
  }

  @Test func `a row with a merchant takes about two kilobytes`() {
    var longest = 0
    Demo.bank.forEachRecord { longest = max(longest, $0.count) }
    #expect((1500...2600).contains(longest))
  }

  @Test func `the accounts are current, joint and Flex, each with its owners`() throws {
    let answer = try Demo.object(Demo.bank.accountsAnswer())
    let accounts = try #require(answer["accounts"] as? [[String: Any]])
    #expect(accounts.compactMap { $0["id"] as? String } == Demo.bank.accountIDs)
    #expect(
      accounts.compactMap { $0["type"] as? String } == [
        "uk_retail", "uk_retail_joint", "uk_monzo_flex",
      ])
    #expect(accounts.map { ($0["owners"] as? [Any])?.count } == [1, 2, 1])
    #expect(accounts.map { $0["payment_details"] != nil } == [true, true, false])
    for account in accounts { #expect(account["closed"] as? Bool == false) }
  }

  @Test func `pots have a style, a type and an owner account, and one is deleted`() throws {
    let answer = try Demo.object(Demo.bank.potsAnswer())
    let pots = try #require(answer["pots"] as? [[String: Any]])
    #expect(pots.count == 5)
    let keys: Set = [
      "id", "name", "style", "balance", "currency", "type", "product_id", "current_account_id",
      "cover_image_url", "isa_wrapper", "round_up", "round_up_multiplier", "is_tax_pot", "created",
      "updated", "deleted", "locked", "charity_id", "available_for_bills", "has_virtual_cards",
      "assigned_permissions",
    ]
    for pot in pots { #expect(Set(pot.keys).subtracting(["goal_amount"]) == keys) }
    let deleted = pots.filter { $0["deleted"] as? Bool == true }
    #expect(deleted.map { $0["balance"] as? Int } == [0])
    let types = Set(pots.compactMap { $0["type"] as? String })
    #expect(types == ["default", "instant_access", "flexible_savings"])
  }

  @Test func `pots can be asked for by account`() throws {
    var total = 0
    for account in Demo.bank.accountIDs {
      let answer = try Demo.object(Demo.bank.potsAnswer(of: account))
      total += try #require(answer["pots"] as? [Any]).count
    }
    #expect(total == 5)
  }

  @Test func `a balance answer has no account id, and none is given for an unknown account`() throws
  {
    let bytes = try #require(Demo.bank.balanceAnswer(of: Demo.bank.accountIDs[0]))
    #expect(
      Set(try Demo.object(bytes).keys) == [
        "balance", "total_balance", "balance_including_flexible_savings", "currency", "spend_today",
        "local_currency", "local_exchange_rate", "local_spend",
      ])
    #expect(Demo.bank.balanceAnswer(of: "acc_nobody") == nil)
    #expect(Demo.bank.balanceAnswer(of: Demo.bank.potAccountIDs[0]) == nil)
  }
}
