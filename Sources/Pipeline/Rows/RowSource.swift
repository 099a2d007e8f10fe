// Where normalized rows come from, as the rest of the room sees it: one function, whatever keeps the rows.

package import Model

/// Normalized rows in the one order, as often as they are asked for.
package protocol RowSource: AnyObject {
  /// Gives every row with the place of its record.
  func visit(_ body: (inout Row, Origin) throws -> Void) throws
}

extension RowStore: RowSource {}
