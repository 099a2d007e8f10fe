// The account of an OFX statement: how an importer recognises that a file belongs to a register it has. The
// recipes below are frozen: whoever changes one makes every user's importer ask for a new account.
//
//   account with sort code and number   BANKID: the six digits; ACCTID: the eight digits
//   any other account                   BANKID: MONZO; ACCTID: ACC and 16 hexadecimal digits
//   pot                                 BANKID: MONZO; ACCTID: POT and 16 hexadecimal digits
//   Flex, which is a credit card        CCACCTFROM with ACCTID: ACC and 16 hexadecimal digits
//
// The bank's own ids are longer than the 22 characters of ACCTID, so the digits are the stable hash of the id.
// ACCTTYPE is SAVINGS for a pot, CREDITLINE for a loan, CHECKING for anything else.

public import Aggregate
internal import Bytes
internal import Model

/// What importers know the OFX statements of a register by.
public enum OFXIdentity {
  /// The ACCTID of a register.
  public static func accountID(of owner: Register.Owner, register id: String) -> String {
    OFXAccount(owner, register: id).accountID
  }
}

/// The identity of a register in OFX.
struct OFXAccount {
  let bankID: String
  let accountID: String
  let type: StaticString
  /// Whether the statement is that of a credit card, which has neither bank nor type.
  let isCard: Bool

  init(_ register: Register) { self.init(register.owner, register: register.id) }

  /// The identity of the register that has the other side of a transfer.
  init(_ side: Register.Side) { self.init(side.owner, register: side.register) }

  fileprivate init(_ owner: Register.Owner, register id: String) {
    switch owner {
    case .pot:
      (bankID, accountID) = ("MONZO", "POT" + OFXAccount.digits(id))
      (type, isCard) = ("SAVINGS", false)
    case .account(let account):
      let (sortCode, number) = (account.sortCode ?? "", account.accountNumber ?? "")
      if OFXAccount.isDigits(sortCode, 6) && OFXAccount.isDigits(number, 8)
        && id == account.id
      {
        (bankID, accountID) = (sortCode, number)
      } else {
        (bankID, accountID) = ("MONZO", "ACC" + OFXAccount.digits(id))
      }
      isCard = account.type == "uk_monzo_flex"
      let isLoan = account.type == "uk_loan" || account.type == "uk_monzo_flex_backing_loan"
      type = isLoan ? "CREDITLINE" : "CHECKING"
    }
  }

  private static func isDigits(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }

  private static func digits(_ id: String) -> String {
    let hash = String(StableHash.of(id), radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - hash.utf8.count) + hash
  }

  /// Whose account it is in a statement.
  enum Role {
    /// The account of the statement: BANKACCTFROM, CCACCTFROM.
    case from
    /// The other side of a transfer: BANKACCTTO, CCACCTTO.
    case to

    fileprivate var ending: StaticString { self == .from ? "FROM>\r\n" : "TO>\r\n" }
  }

  /// Appends BANKACCTFROM, or CCACCTFROM for a card; with another role the same of the other side.
  func append(as role: Role = .from, to writer: inout ByteWriter) {
    let kind: StaticString = isCard ? "CCACCT" : "BANKACCT"
    writer.append(0x3C)
    writer.append(kind)
    writer.append(role.ending)
    if isCard {
      writer.append("<ACCTID>")
    } else {
      writer.append("<BANKID>")
      writer.append(string: bankID)
      writer.append("</BANKID>\r\n<ACCTID>")
    }
    writer.append(string: accountID)
    writer.append("</ACCTID>\r\n")
    if !isCard {
      writer.append("<ACCTTYPE>")
      writer.append(type)
      writer.append("</ACCTTYPE>\r\n")
    }
    writer.append("</")
    writer.append(kind)
    writer.append(role.ending)
  }
}
