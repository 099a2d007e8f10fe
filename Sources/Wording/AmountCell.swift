// An amount in a cell of a table: what is not known is said to be so, never made up.

internal import Model

/// A sum of minor units in a currency; `?` when it is not known, or when 64 bits do not hold it.
func amountCell(_ minor: Int128?, _ currency: Currency) -> String {
  minor.flatMap { Int64(exactly: $0) }.map { "\(Money($0, currency))" } ?? "?"
}
