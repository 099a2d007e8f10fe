// The objects of an account and of a pot, with the keys and the order that the bank uses today.

internal import Model

extension DemoBank {
  func account(_ register: DemoAccount) -> JSONText {
    let identities = drafts.identities
    let isFlex = register == .flex
    let holders: [Holder] = register == .joint ? [.tansy, .idris] : [.tansy]
    let owners = holders.map { holder -> JSONText in
      #"""
      {"user_id":\#(identities.user(holder)),"preferred_name":\#(holder.name),\#
      "preferred_first_name":\#(holder.firstName)}
      """#
    }
    // The description is an internal handle, never a name for people.
    let handle = identities.user(register == .joint ? .idris : .tansy).text
    return #"""
      {"id":\#(identities.account(register)),"closed":false,\#
      "created":\#(identities.opened(register), .time),\#
      "description":\#(isFlex ? "monzoflex_\(handle)" : handle),"type":\#(register.accountType),\#
      "owner_type":"personal","is_flex":\#(isFlex),"product_type":\#(isFlex ? "flex" : "standard"),\#
      "closed_account_app_access":false,"currency":"GBP","legal_entity":"monzo_uk",\#
      "country_code":"GB","country_code_alpha3":"GBR","owners":[\#(owners)]\#
      \#(isFlex ? "" : numbers(register)),\#
      "monzo_branch_address_formatted":"1 Example Yard, London E97 1ZZ",\#
      "assets":{"image_url":"https://assets.example.com/card.png"}}
      """#
  }

  /// Sort code and account number, which Flex has not; the check digits of the IBAN are those of no bank.
  private func numbers(_ register: DemoAccount) -> JSONText {
    let digit = register.rawValue + 1
    let number = "0000000\(digit)"
    return #"""
      ,"account_number":\#(number),"sort_code":"040004","payment_details":{"locale_uk":{\#
      "account_number":\#(number),"sort_code":"040004"},"iban":{\#
      "unformatted":\#("GB00DEMO040004\(number)"),\#
      "formatted":\#("GB00 DEMO 0400 0400 0000 0\(digit)"),"bic":"DEMOGB00XXX",\#
      "usage_description":"For transfers from abroad",\#
      "usage_description_web":"For transfers from abroad"}}
      """#
  }

  func pot(_ plan: PotPlan) -> JSONText {
    let register = plan.register
    let identities = drafts.identities
    let opened = identities.opened(register)
    let isDeleted = plan.closed != nil && balance(register) == 0
    let updated = isDeleted ? plan.closed.map { $0.at(20, 2, 30) } : nil
    let goal: JSONText = plan.goalPence.map { #","goal_amount":\#($0)"# } ?? ""
    let multiplier: JSONText = register == .coins ? "1" : "null"
    return #"""
      {"id":\#(identities.pots[register.rawValue]?.text ?? ""),"name":\#(plan.name),\#
      "style":\#(plan.style),"balance":\#(balance(register)),"currency":"GBP"\#(goal),\#
      "type":\#(plan.type),\#
      "product_id":\#(plan.basisPoints > 0 ? "example_savings" : "default"),\#
      "current_account_id":\#(identities.account(plan.parent)),\#
      "cover_image_url":\#("https://assets.example.com/pots/\(plan.style).jpg"),"isa_wrapper":"",\#
      "round_up":\#(register == .coins),"round_up_multiplier":\#(multiplier),"is_tax_pot":false,\#
      "created":\#(opened, .time),"updated":\#(updated ?? opened, .time),"deleted":\#(isDeleted),\#
      "locked":false,"charity_id":"","available_for_bills":\#(register == .bills),\#
      "has_virtual_cards":false,"assigned_permissions":[]}
      """#
  }
}
