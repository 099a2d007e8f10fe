// Rows of one party and one direction, as the search for recurring payments sees them: days, sizes, kinds.

internal import Model

/// Some rows in order of time; a place is an index into those rows.
struct Occurrences {
  /// The history, sorted by (created, id).
  private let movements: [Movement]
  private let positions: ArraySlice<UInt32>

  init(_ movements: [Movement], _ positions: ArraySlice<UInt32>) {
    self.movements = movements
    self.positions = positions
  }

  /// How many rows there are.
  var count: Int { positions.count }

  /// The row at a place.
  subscript(place: Int) -> Movement { movements[position(place)] }

  /// Where the row at a place stands in the history.
  func position(_ place: Int) -> Int { Int(positions[positions.startIndex + place]) }

  /// The day of the row at a place.
  func day(_ place: Int) -> Int { Int(movements[position(place)].day) }

  /// The amount at a place without its sign.
  func size(_ place: Int) -> UInt64 { movements[position(place)].amountMinor.magnitude }

  /// The same rows of some places.
  func picking(_ places: some Sequence<Int>) -> Occurrences {
    Occurrences(movements, ArraySlice(places.map { UInt32(position($0)) }))
  }

  /// Days from the first row to the last.
  var span: Int { count > 0 ? day(count - 1) - day(0) : 0 }

  /// The first place on a day or after it.
  func firstPlace(notBefore day: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self.day(middle) < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How the amounts at two places differ, in percent of the greater, rounded up.
  func percentApart(_ one: Int, _ other: Int) -> UInt64 {
    let (least, greatest) = (min(size(one), size(other)), max(size(one), size(other)))
    guard greatest > 0 else { return 0 }
    let (product, overflow) = (greatest - least).multipliedReportingOverflow(by: 100)
    return overflow ? (greatest - least) / (greatest / 100) : (product + greatest - 1) / greatest
  }
}
