// The fees that the bank says are within or beside the amount of a row: for cash from a machine abroad, for cash paid
// in, for a payment to another country.

import Bytes

/// One fee of a row.
public struct Fee: Equatable, Sendable {
  /// The bank's word for it, such as `withdrawal.atm.international`.
  public var type: String
  /// What it cost, at least zero.
  public var amount: Money

  /// Creates a fee.
  public init(_ type: String, _ amount: Money) {
    self.type = type
    self.amount = amount
  }
}

extension Row {
  /// The fees in the order of the record; empty when the bank says nothing of any.
  public var fees: [Fee] {
    get {
      guard let range = range(.fees) else { return [] }
      var tape = JSONTape()
      guard (try? tape.parse(storage, range)) != nil else { return [] }
      return tape.children(of: 0).compactMap { fee in
        func text(_ name: StaticString) -> String? {
          tape.member(name, of: fee, in: storage).flatMap { tape.string($0, in: storage) }
        }
        guard let type = text("type"), let currency = text("currency").flatMap(Currency.init),
          let amount = tape.member("amount_minor", of: fee, in: storage),
          let minor = tape.integer(amount, in: storage)
        else { return nil }
        return Fee(type, Money(minor, currency))
      }
    }
    set {
      var writer = ByteWriter()
      writer.appendJSON(each: newValue) { fee, json in
        json.member("type", fee.type)
        json.member("amount_minor", fee.amount.minorUnits)
        json.member("currency", fee.amount.currency.code)
      }
      self[.fees] = newValue.isEmpty ? nil : writer.string
    }
  }

  /// The fees in the account's own currency together; nil when there is none, or when 64 bits do not hold them.
  public var feeMinor: Int64? {
    guard range(.fees) != nil else { return nil }
    let own = fees.filter { $0.amount.currency == currency }
    guard !own.isEmpty else { return nil }
    return Int64(exactly: own.reduce(Int128(0)) { $0 + Int128($1.amount.minorUnits) })
  }

  /// The fees that are within the amount, of which the rest is what was drawn or paid in.
  ///
  /// A row that is a fee itself has nothing else in it; where what was drawn is the whole amount, the fee is a row of
  /// its own.
  public var feeWithinMinor: Int64? {
    guard kind != .fee, let fee = feeMinor, fee > 0, UInt64(fee) < amountMinor.magnitude,
      let local = localAmount, local != amount
    else { return nil }
    return fee
  }
}
