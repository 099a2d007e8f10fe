// Money into a pot and out of it, once for every `dedupe_id` (Monzo docs, "Deposit into a pot").

internal import Model
import MonzoAPI

extension BankServer {
  /// `PUT /pots/ID/deposit` and `PUT /pots/ID/withdraw`.
  mutating func movePotMoney(
    _ call: BankCall, _ potID: String, isDeposit: Bool
  ) throws(Refusal) -> HTTPResponse {
    let form = try call.form()
    guard Identifier(.pot, potID) != nil else { throw .parameter("pot_id", "not a pot id") }
    let identities = books.bank.drafts.identities
    guard
      let plan = books.bank.drafts.calendar.pots.first(where: {
        identities.pots[$0.register.rawValue]?.text == potID
      })
    else { throw .notFound("Pot") }
    let account = try accountID(form, isDeposit ? "source_account_id" : "destination_account_id")
    guard register(account) == plan.parent else {
      throw .permissions("The pot is another account's")
    }
    let text = try form.required("amount")
    guard let amount = Int64(text), amount > 0, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw .parameter("amount", "a whole number of pence above zero is needed")
    }
    let dedupe = try form.required("dedupe_id")
    let move = "\(potID) \(isDeposit) \(account) \(amount)"
    if let earlier = clientData.potMoves[dedupe] {
      guard earlier == move else { throw .parameter("dedupe_id", "used for another move before") }
      return .json(books.bank.pot(plan))
    }
    let source = isDeposit ? plan.parent : plan.register
    guard books.bank.balance(source) >= amount else {
      throw Refusal(400, "bad_request.insufficient_funds", "Insufficient funds")
    }
    clientData.potMoves[dedupe] = move
    write(
      books.bank.drafts.pot(plan.register, isDeposit ? amount : -amount, at: call.now.milliseconds),
      call.now)
    return .json(books.bank.pot(plan))
  }

  private mutating func write(_ sides: [Entry], _ now: Instant) {
    for var side in sides {
      side.salt = clientData.makeIdentifier(.transaction, seed: seed, at: now).salt
      books.add(side)
    }
  }
}
