// The people and firms on the other side of bank transfers. All invented: no such names, and sort codes and
// account numbers that no bank gives out.

internal import Model

/// The other side of a bank transfer, as the bank's `counterparty` describes it.
struct OtherSide: Sendable {
  var name: String
  var preferredName: String?
  var sortCode: String?
  var accountNumber: String?
  var account: Identifier?
  var user: MetadataValue?
  /// The number of a firm that may collect direct debits.
  var serviceUser: String?
  var beneficiaryType: String?
}

extension OtherSide {
  /// Someone at another bank.
  private static func elsewhere(_ name: String, _ number: Int, type: String? = nil) -> OtherSide {
    let digits = String(StableHash.of(name), radix: 16) + "0badcafe0badcafe"
    return OtherSide(
      name: name, sortCode: "00000\(number % 10)", accountNumber: "000000\(number)",
      user: .text("anonuser_" + digits.prefix(22)), beneficiaryType: type)
  }

  /// Someone who is with the same bank.
  private static func neighbour(_ name: String, _ preferred: String, _ number: Int) -> OtherSide {
    let joined = DemoTime.firstDay.at(0, 0) - 90_000_000_000
    let mark = StableHash.of(name)
    return OtherSide(
      name: name, preferredName: preferred, sortCode: "040004", accountNumber: "000001\(number)",
      account: Identifier(.account, joined, mark), user: .id(Identifier(.user, joined, mark)),
      beneficiaryType: "Personal")
  }

  static let employer = elsewhere("BRIGHTWATER KITES LTD", 11)
  static let landlord = elsewhere("GABLEWICK LETTINGS TEST LTD", 12, type: "Business")
  static let idrisElsewhere = elsewhere("I QUILLFEATHER", 13)
  static let oldBank = elsewhere("T QUILLFEATHER", 14)
  static let savingsElsewhere = elsewhere("QUILLFEATHER HOUSEHOLD FLOAT", 15)
  static let council = OtherSide(
    name: "HOLLOWGATE COUNCIL TAX", sortCode: "000006", accountNumber: "00000016",
    serviceUser: "000116")
  static let windowgleam = elsewhere("WINDOWGLEAM TEST", 17, type: "Business")
  static let taxOffice = elsewhere("HOLLOWGATE TAX OFFICE TEST", 18)

  static let pip = neighbour("Pip Thistlewick-Vane", "Pip", 21)
  static let oriel = neighbour("Oriel Bannerfold", "Oriel", 22)
  static let bramwell = neighbour("Bramwell Ozzlethorpe", "Bram 🎸", 23)
  static let ofra = neighbour("עפרה כוכב־נייר", "עפרה", 24)
  static let friends = [pip, oriel, bramwell, ofra]

  /// The firm that collects a direct debit.
  static func collector(_ shop: Shop) -> OtherSide {
    let number = Int(StableHash.of(shop.name) % 80) + 10
    return OtherSide(
      name: shop.descriptor.prefix(22).description.trimmed, sortCode: "000009",
      accountNumber: "000000\(number)", serviceUser: "0009\(number)")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
