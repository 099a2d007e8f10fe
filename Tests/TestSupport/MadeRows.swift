// Short ways to write rows down, and seeded random histories of them.

internal import Bytes
package import Model

extension Row {
  /// A settled card payment in pounds, changed by the closure.
  package static func make(_ id: String, _ change: (inout Row) -> Void = { _ in }) -> Row {
    var row = Row()
    row[.id] = id
    row[.accountID] = "acc_1"
    row.created = Instant(seconds: 1_780_000_000)
    row.date = CivilDate(days: 20_601)
    row.amount = Money(-250, .gbp)
    row.kind = .cardPayment
    change(&row)
    return row
  }
}

extension Merchant {
  /// A merchant with an id, a name, and what the closure adds.
  package static func make(
    _ id: String?, _ name: String?, group: String? = nil,
    _ change: (inout Fields) -> Void = { _ in }
  ) -> Merchant {
    var fields = Fields()
    fields.id = id
    fields.name = name
    fields.groupID = group
    change(&fields)
    return Merchant(fields)
  }
}

extension SeededRandom {
  /// An id of the bank's form.
  package mutating func bankID(_ prefix: String) -> String {
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return prefix + "00009" + String((0..<17).map { _ in pick(digits) })
  }

  /// A history with merchants of changing versions, transfers, pots, own categories and declines.
  package mutating func history(_ count: Int) -> [Row] {
    let merchants = (0..<6).map { number in
      Merchant.make("merch_\(number / 2)", "Shop \(number)", group: "grp_\(number / 4)")
    }
    return (0..<count).map { _ in
      Row.make(
        Bool.random(using: &self) ? bankID("tx_") : "row_\(Int.random(in: 0..<1000, using: &self))"
      ) {
        $0.created = Instant(seconds: Int64.random(in: 1_700_000_000..<1_700_000_050, using: &self))
        $0.amountMinor = Int64.random(in: -3...3, using: &self)
        $0.status = pick([.settled, .settled, .pending, .declined])
        $0[.accountID] = pick(["acc_1", "acc_2"])
        $0.source = pick([.monzo, .statementCSV])
        if Bool.random(using: &self) { $0.updated = Instant(seconds: 1_700_000_060) }
        switch Int.random(in: 0..<7, using: &self) {
        case 0: $0.merchant = pick(merchants)
        case 1: $0.merchant = .make("merch_1", nil)
        case 2:
          $0[.counterpartyName] = pick(["Ann", "ANN", "Bob"])
          $0.kind = .bankTransfer
          $0[.counterpartyUserID] = pick([nil, "user_1", "anonuser_1", "anonuser_2"])
          $0[.counterpartySortCode] = pick([nil, "040004"])
          $0[.counterpartyAccountNumber] = pick([nil, "12345678", "87654321"])
          $0[.metadata] = pick([
            nil, #"{"payday":"true"}"#, #"{"original_transaction_id":"tx_1"}"#,
          ])
          if Bool.random(using: &self) {
            $0[.payee] = pick(["Annie", "Bobby"])
            $0[provenance: .payee] = .counterparty
          }
        case 3:
          $0.kind = .potTransfer
          $0[.potID] = pick(["pot_1", "pot_2"])
          $0[.metadata] = #"{"pot_account_id":"acc_pot_\#(pick([1, 2]))"}"#
        case 4:
          $0.merchant = .make(nil, pick(["Shop 3", "Other"]))
          $0[provenance: .merchant] = pick([.csv, nil])
          $0[.description] = pick(["SHOP 3 LONDON GBR", "Shop"])
          $0[.payee] = $0.merchant?.fields.name
          $0[provenance: .payee] = .csv
        case 5:
          $0.kind = pick([.flex, .fee, .reward, .ownTransfer, .potTransfer, .other])
          $0[.payee] = pick([nil, "Holiday"])
          $0[provenance: .payee] = $0[.payee].map { _ in .csv }
          $0[.potID] = pick([nil, "pot_1"])
          $0[.description] = pick(["LAMP CO HULL GBR", "Monzo Flex", "pot_00001", "CASHBACK"])
        default: $0[.description] = pick(["SHOP  LONDON GBR", "shop london gbr", "Other"])
        }
        $0[.category] = pick([
          "general", "category_0000A", "category_0000B", "Pets", "eating_out", nil,
        ])
        $0.tie = pick([0, 0, 7, 8])
        if $0[.category] == "Pets" { $0[provenance: .category] = .csv }
      }
    }
  }
}
