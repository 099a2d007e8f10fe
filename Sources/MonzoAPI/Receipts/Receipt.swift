// A receipt: what was bought, what tax was on it, how and where it was paid (Monzo docs, "Receipts"). The bank
// wants the items and taxes to add up to the total, and the parts of an item to the item.

/// A receipt.
public struct Receipt: Equatable, Sendable {
  /// The caller's own name for it: the same name again replaces the receipt.
  public var externalID: String
  /// The transaction that it belongs to.
  public var transactionID: String
  /// The total in minor units, more than zero.
  public var total: Int64
  /// The currency.
  public var currency: String
  /// What was bought.
  public var items: [Item]
  /// Taxes on top of the items.
  public var taxes: [Tax] = []
  /// How it was paid.
  public var payments: [Payment] = []
  /// Where it was bought.
  public var merchant: Merchant?

  /// Creates a receipt.
  public init(
    externalID: String, transactionID: String, total: Int64, currency: String, items: [Item]
  ) {
    self.externalID = externalID
    self.transactionID = transactionID
    self.total = total
    self.currency = currency
    self.items = items
  }

  /// Something bought.
  public struct Item: Equatable, Sendable {
    /// What it is.
    public var description: String
    /// What it cost in minor units, with what it is made of; negative for a reduction.
    public var amount: Int64
    /// The currency.
    public var currency: String
    /// How many or how much.
    public var quantity: Quantity?
    /// What the quantity counts, such as `kg`.
    public var unit: String?
    /// The tax in the amount, in minor units.
    public var tax: Int64?
    /// What it is made of; these have none of their own.
    public var subItems: [Item] = []

    /// Creates an item.
    public init(
      _ description: String, _ amount: Int64, _ currency: String, quantity: Quantity? = nil,
      unit: String? = nil
    ) {
      self.description = description
      self.amount = amount
      self.currency = currency
      self.quantity = quantity
      self.unit = unit
    }
  }

  /// A number with decimal places, exactly: 18.56 is 1856 with two places.
  public struct Quantity: Equatable, Sendable {
    /// The digits.
    public var digits: Int64
    /// How many of them stand behind the point.
    public var places: Int

    /// Creates a quantity.
    public init(_ digits: Int64, places: Int = 0) {
      self.digits = digits
      self.places = places
    }
  }

  /// A tax on top of the items.
  public struct Tax: Equatable, Sendable {
    /// What it is called.
    public var description: String
    /// How much, in minor units.
    public var amount: Int64
    /// The currency.
    public var currency: String
    /// The number under which the merchant pays it.
    public var taxNumber: String?

    /// Creates a tax.
    public init(_ description: String, _ amount: Int64, _ currency: String) {
      self.description = description
      self.amount = amount
      self.currency = currency
    }
  }

  /// A part of the total and how it was paid.
  public struct Payment: Equatable, Sendable {
    /// `card`, `cash` or `gift_card`.
    public var type: String
    /// How much, in minor units.
    public var amount: Int64
    /// The currency.
    public var currency: String
    /// The last four digits of the card.
    public var lastFour: String?
    /// What gift card it is.
    public var giftCardType: String?

    /// Creates a payment.
    public init(_ type: String, _ amount: Int64, _ currency: String) {
      self.type = type
      self.amount = amount
      self.currency = currency
    }
  }

  /// Where something was bought; another thing than the merchant of a transaction.
  public struct Merchant: Equatable, Sendable {
    /// The name of the firm.
    public var name: String?
    /// Whether it sells over the net.
    public var isOnline: Bool?
    /// The telephone number of the shop.
    public var phone: String?
    /// The e-mail address of the firm.
    public var email: String?
    /// The name of the shop.
    public var storeName: String?
    /// The address of the shop.
    public var storeAddress: String?
    /// The postcode of the shop.
    public var storePostcode: String?

    /// Creates a merchant of which nothing is known.
    public init() {}
  }
}
