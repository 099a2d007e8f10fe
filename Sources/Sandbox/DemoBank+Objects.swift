// The objects of an account and of a pot, with the keys and the order that the bank uses today.

internal import Bytes
internal import Model

extension DemoBank {
  func appendAccount(_ register: DemoAccount, to json: inout ByteWriter) {
    let identities = drafts.identities
    let holders: [Holder] = register == .joint ? [.tansy, .idris] : [.tansy]
    json.append("{\"id\":\"")
    json.append(identities.account(register))
    json.append("\",\"closed\":false,\"created\":\"")
    json.append(Instant(milliseconds: identities.opened(register)))
    // The description is an internal handle, never a name for people.
    json.append(register == .flex ? "\",\"description\":\"monzoflex_" : "\",\"description\":\"")
    json.append(register == .joint ? identities.user(.idris) : identities.user(.tansy))
    json.append("\",\"type\":\"")
    switch register {
    case .joint: json.append("uk_retail_joint")
    case .flex: json.append("uk_monzo_flex")
    default: json.append("uk_retail")
    }
    json.append("\",\"owner_type\":\"personal\",\"is_flex\":")
    json.append(register == .flex ? "true" : "false")
    json.append(",\"product_type\":\"")
    json.append(register == .flex ? "flex" : "standard")
    json.append("\",\"closed_account_app_access\":false,\"currency\":\"GBP\"")
    json.append(",\"legal_entity\":\"monzo_uk\",\"country_code\":\"GB\"")
    json.append(",\"country_code_alpha3\":\"GBR\",\"owners\":[")
    for (index, holder) in holders.enumerated() {
      json.append(index == 0 ? "{\"user_id\":\"" : ",{\"user_id\":\"")
      json.append(identities.user(holder))
      json.append("\",\"preferred_name\":")
      json.appendJSONString(holder.name)
      json.append(",\"preferred_first_name\":")
      json.appendJSONString(holder.firstName)
      json.append("}")
    }
    json.append("]")
    if register != .flex { appendNumbers(register, to: &json) }
    json.append(",\"monzo_branch_address_formatted\":\"1 Example Yard, London E97 1ZZ\"")
    json.append(",\"assets\":{\"image_url\":\"https://assets.example.com/card.png\"}}")
  }

  /// Appends sort code and account number, which Flex has not.
  ///
  /// The check digits of the IBAN are those of no bank.
  private func appendNumbers(_ register: DemoAccount, to json: inout ByteWriter) {
    let number = "0000000\(register.rawValue + 1)"
    json.append(",\"account_number\":\"")
    json.append(string: number)
    json.append("\",\"sort_code\":\"040004\",\"payment_details\":{\"locale_uk\":{")
    json.append("\"account_number\":\"")
    json.append(string: number)
    json.append("\",\"sort_code\":\"040004\"},\"iban\":{\"unformatted\":\"GB00DEMO040004")
    json.append(string: number)
    json.append("\",\"formatted\":\"GB00 DEMO 0400 0400 0000 0")
    json.append(magnitude: UInt64(register.rawValue + 1))
    json.append("\",\"bic\":\"DEMOGB00XXX\",\"usage_description\":\"For transfers from abroad\"")
    json.append(",\"usage_description_web\":\"For transfers from abroad\"}}")
  }

  func appendPot(_ plan: PotPlan, to json: inout ByteWriter) {
    let register = plan.register
    let identities = drafts.identities
    let held = balance(register)
    let isDeleted = plan.closed != nil && held == 0
    json.append("{\"id\":\"")
    if let pot = identities.pots[register.rawValue] { json.append(pot) }
    json.append("\",\"name\":")
    json.appendJSONString(plan.name)
    json.append(",\"style\":\"")
    json.append(string: plan.style)
    json.append("\",\"balance\":")
    json.append(integer: held)
    json.append(",\"currency\":\"GBP\"")
    if let goal = plan.goalPence {
      json.append(",\"goal_amount\":")
      json.append(integer: goal)
    }
    json.append(",\"type\":\"")
    json.append(string: plan.type)
    json.append("\",\"product_id\":\"")
    json.append(plan.basisPoints > 0 ? "example_savings" : "default")
    json.append("\",\"current_account_id\":\"")
    json.append(identities.account(plan.parent))
    json.append("\",\"cover_image_url\":\"https://assets.example.com/pots/")
    json.append(string: plan.style)
    json.append(".jpg\",\"isa_wrapper\":\"\",\"round_up\":")
    json.append(
      register == .coins
        ? "true,\"round_up_multiplier\":1" : "false,\"round_up_multiplier\":null")
    json.append(",\"is_tax_pot\":false,\"created\":\"")
    json.append(Instant(milliseconds: identities.opened(register)))
    json.append("\",\"updated\":\"")
    let updated = isDeleted ? plan.closed.map { $0.at(20, 2, 30) } : nil
    json.append(Instant(milliseconds: updated ?? identities.opened(register)))
    json.append(isDeleted ? "\",\"deleted\":true" : "\",\"deleted\":false")
    json.append(",\"locked\":false,\"charity_id\":\"\",\"available_for_bills\":")
    json.append(register == .bills ? "true" : "false")
    json.append(",\"has_virtual_cards\":false,\"assigned_permissions\":[]}")
  }
}
