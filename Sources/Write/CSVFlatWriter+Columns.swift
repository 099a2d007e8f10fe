// The columns of the flat CSV, in order. Programs name them in their settings, so they may be added to at
// the end and never renamed or moved.

extension CSVFlatWriter {
  /// The names of the columns; an absent value is an empty cell.
  ///
  /// Every column of minor units is followed by the same amount in major units. Of the canonical row only
  /// `metadata` and `provenance` are not here: they have no fixed columns, and JSON Lines has them.
  public static let columns: [String] = [
    "id",  // the bank's transaction id
    "account_id",  // the bank's account id
    "user_id",  // who paid, on a joint account
    "source",  // the dialect of the record: monzo, open_banking, mondo2015, statement_csv
    "kind",  // card_payment, bank_transfer, …
    "status",  // settled, pending or declined; declined rows never moved money
    "created",  // when the payment was made, RFC 3339 in UTC
    "updated",  // when the bank last changed the record, RFC 3339 in UTC
    "settled",  // when the money moved, RFC 3339 in UTC
    "date",  // the day of `created` in the report's time zone, YYYY-MM-DD
    "posted_date",  // the day of `settled` in the report's time zone, YYYY-MM-DD
    "amount_minor",  // minor units of `currency`, money out negative
    "amount",  // the same in major units: -12.34
    "currency",  // ISO 4217 code of the account's currency
    "local_amount_minor",  // what was paid in the shop's currency, minor units of `local_currency`
    "local_amount",  // the same in major units; JPY has no decimal places, KWD three
    "local_currency",  // ISO 4217 code
    "include_in_spending",  // true or false, as the bank says
    "payee",  // who the money went to or came from, cleaned
    "memo",  // the notes, else the payment reference
    "description",  // the bank's raw description
    "notes",  // the user's notes
    "tags",  // hashtags without #, one space between two
    "category",  // the bank's word, or the id of a category of the user's own
    "category_split",  // JSON: [{"category":…,"amount_minor":…}]
    "merchant_id",  // the branch
    "merchant_group_id",  // the chain
    "merchant_name",  // the name a person would know
    "merchant_category",  // the bank's default category for it
    "merchant_online",  // true or false
    "merchant_atm",  // true or false
    "merchant_emoji",  // one emoji
    "merchant_logo",  // address of an image
    "merchant_address",  // street and number
    "merchant_city",  // town
    "merchant_region",  // county or region
    "merchant_country",  // as the source spells it: GB and GBR both occur
    "merchant_postcode",  // postcode
    "merchant_latitude",  // degrees north, the digits of the source
    "merchant_longitude",  // degrees east, the digits of the source
    "counterparty_name",  // the other side of a transfer
    "counterparty_sort_code",  // six digits, leading zeros are part of it
    "counterparty_account_number",  // eight digits, leading zeros are part of it
    "counterparty_user_id",  // the bank's id of the user
    "counterparty_account_id",  // the bank's id of their account
    "pot_id",  // the pot that the row moves money to or from
    "transfer_id",  // the same on both sides of a transfer between own accounts
    "refund_of",  // the id of the purchase that the row refunds
    "recurring_id",  // the same on all payments of one series
    "balance_minor",  // the account's balance after the row, minor units, pending rows counted
    "balance",  // the same in major units
    "scheme",  // the payment scheme, the bank's word
    "mcc",  // merchant category code, four digits
    "decline_reason",  // why a declined payment did not happen
    "accounting_code",  // the code that a rule gave to the row
    "attachments",  // JSON: [{"id":…,"file_type":…,"file_url":…}]
    "receipt",  // JSON: {"id":…,"items":[…]}
    "fees",  // JSON: [{"type":…,"amount_minor":…,"currency":…}]
    "fee",  // the fees in the account's currency together, in major units, without a sign
    "account_name",  // what people call the account, or the pot whose own statement the row is of
    "account_slug",  // the same as files are named: current-account, pot-holiday
    "pot_name",  // what the user calls the pot of `pot_id`
    "pot_slug",  // the same as files are named
  ]
}
