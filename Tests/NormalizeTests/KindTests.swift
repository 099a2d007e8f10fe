// What kind of movement a row is, line by line of the table in KindRules.swift.

import Model
import Normalize
import Testing

@Suite struct KindTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let kind: Kind
    let changes: Changes
    var testDescription: String { "\(changes) is \(kind.name)" }

    init(_ kind: Kind, _ changes: Changes) {
      self.kind = kind
      self.changes = changes
    }
  }

  @Test(arguments: [
    Case(.cardPayment, [:]),
    Case(.refund, ["amount": "510"]),
    Case(.topUp, ["amount": "510", "is_load": "true"]),
    Case(.cardCheck, ["amount": "0"]),
    Case(.cardCheck, ["amount": "0", "decline_reason": #""CARD_BLOCKED""#]),
    Case(.cashWithdrawal, ["merchant": #"{"id":"m","atm":true}"#]),
    Case(.cashWithdrawal, ["metadata": #"{"mcc":"6011"}"#]),
    Case(.cashWithdrawal, ["atm_fees_detailed": #"{"withdrawal_amount":-510,"fee_amount":0}"#]),
    Case(.fee, ["atm_fees_detailed": #"{"withdrawal_amount":0,"fee_amount":-15}"#]),
    Case(.refund, ["amount": "510", "metadata": #"{"mcc":"6011"}"#]),
    Case(.cardPayment, ["metadata": #"{"pot_id":"pot_1"}"#]),
    Case(.cardPayment, ["scheme": #""gps_mastercard""#]),
    Case(.cardPayment, ["scheme": #""3dsecure""#]),
    Case(.potTransfer, ["scheme": #""uk_retail_pot""#]),
    Case(.potTransfer, ["scheme": #""uk_business_pot""#]),
    Case(.potTransfer, ["scheme": nil, "metadata": #"{"pot_id":"pot_1"}"#]),
    Case(.potTransfer, ["scheme": nil, "description": #""pot_00009exampleP""#]),
    Case(.potTransfer, ["scheme": #""new_pots""#, "metadata": #"{"pot_id":"pot_1"}"#]),
    Case(.flex, ["scheme": #""monzo_flex""#]),
    Case(
      .flex,
      [
        "scheme": #""ledger_adjustment""#,
        "metadata": #"{"ledger_intent":"monzo-flex.customer_makes_repayment_into_flex_main"}"#,
      ]),
    Case(.directDebit, ["scheme": #""bacs""#]),
    Case(.bacsCredit, ["scheme": #""bacs""#, "amount": "200000"]),
    Case(
      .directDebit,
      [
        "scheme": #""bacs""#, "amount": "510",
        "metadata": #"{"bacs_direct_debit_instruction_id":"bacsddi_1"}"#,
      ]),
    Case(.bankTransfer, ["scheme": #""payport_faster_payments""#]),
    Case(.bankTransfer, ["scheme": #""faster_payments""#, "amount": "5"]),
    Case(.bankTransfer, ["scheme": #""chaps""#]),
    Case(.bankTransfer, ["scheme": #""sepa""#]),
    Case(
      .standingOrder,
      ["scheme": #""payport_faster_payments""#, "metadata": #"{"series_id":"series_1"}"#]),
    Case(.monzoToMonzo, ["scheme": #""p2p_payment""#]),
    Case(.monzoToMonzo, ["scheme": #""monzo_to_monzo""#]),
    Case(
      .monzoToMonzo,
      ["scheme": nil, "metadata": #"{"ledger_entry_intent":"monzo-to-monzo.transferred"}"#]),
    Case(.topUp, ["scheme": #""topup""#, "amount": "10000"]),
    Case(.topUp, ["scheme": nil, "amount": "10000", "category": #""mondo""#]),
    Case(.topUp, ["scheme": nil, "amount": "10000", "is_load": "true"]),
    Case(.interest, ["scheme": #""account_interest""#, "amount": "12"]),
    Case(.fee, ["scheme": #""overdraft""#]),
    Case(.fee, ["scheme": #""card_delivery""#]),
    Case(.fee, ["scheme": #""monzo_business_account_billing""#]),
    Case(.fee, ["scheme": #""monzo_paid""#]),
    Case(.reward, ["scheme": #""monzo_paid""#, "amount": "500"]),
    Case(.reward, ["scheme": #""signup_referral""#, "amount": "500"]),
    Case(.loan, ["scheme": #""instalment_loan""#]),
    Case(.loan, ["scheme": #""spread_the_cost""#]),
    Case(.cheque, ["scheme": #""rbs_cheque""#, "amount": "500"]),
    Case(.cashDeposit, ["scheme": #""uk_cash_deposits_paypoint""#, "amount": "500"]),
    Case(.cashWithdrawal, ["scheme": #""emergency_cash""#]),
    Case(.adjustment, ["scheme": #""ledger_adjustment""#]),
    Case(.adjustment, ["scheme": #""collections_settlement""#]),
    Case(.bankTransfer, ["scheme": #""new""#, "counterparty": #"{"account_number":"12345678"}"#]),
    Case(.cardPayment, ["scheme": nil, "merchant": #""merch_1""#]),
    Case(.cardPayment, ["scheme": #""new""#, "merchant": #""merch_1""#]),
    Case(.refund, ["scheme": nil, "merchant": #""merch_1""#, "amount": "510"]),
    Case(.cardCheck, ["scheme": nil, "merchant": #""merch_1""#, "amount": "0"]),
    Case(.other, ["scheme": nil]),
    Case(.other, ["scheme": #""new""#]),
  ])
  func `the scheme, the sign and the metadata decide`(example: Case) {
    #expect(normalized(example.changes)?.kind == example.kind)
  }

  @Test func `a pot transfer names its pot, a card payment does not`() {
    let pot = normalized([
      "scheme": #""uk_retail_pot""#, "description": #""pot_old""#,
      "metadata": #"{"pot_id":"pot_new"}"#,
    ])
    #expect(pot?[.potID] == "pot_new")
    let old = normalized(["scheme": #""uk_retail_pot""#, "description": #""pot_old""#])
    #expect(old?[.potID] == "pot_old")
    #expect(normalized(["metadata": #"{"pot_id":"pot_1"}"#])?[.potID] == nil)
  }
}
