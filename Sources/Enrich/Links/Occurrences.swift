// Rows of one party and one direction, as the search for recurring payments sees them: days, sizes, kinds. Days
// and sizes are kept side by side, because the search goes over them many times.

internal import Model

/// Some rows in order of time; a place is an index into those rows.
struct Occurrences {
  /// The history, sorted by (created, id).
  private let movements: [Movement]
  private let positions: ArraySlice<UInt32>
  private let days: [Int32]
  /// Amounts without their sign.
  private let sizes: [UInt64]

  init(_ movements: [Movement], _ positions: ArraySlice<UInt32>) {
    self.movements = movements
    self.positions = positions
    var days: [Int32] = []
    var sizes: [UInt64] = []
    days.reserveCapacity(positions.count)
    sizes.reserveCapacity(positions.count)
    for position in positions {
      days.append(movements[Int(position)].day)
      sizes.append(movements[Int(position)].amountMinor.magnitude)
    }
    (self.days, self.sizes) = (days, sizes)
  }

  /// How many rows there are.
  var count: Int { days.count }

  /// What kind of movement the row at a place is.
  func kind(_ place: Int) -> Kind { movements[position(place)].kind }

  /// Where the row at a place is in the history.
  func position(_ place: Int) -> Int { Int(positions[positions.startIndex + place]) }

  /// The day of the row at a place.
  func day(_ place: Int) -> Int { Int(days[place]) }

  /// The amount at a place without its sign.
  func size(_ place: Int) -> UInt64 { sizes[place] }

  /// The same rows of some places.
  func picking(_ places: some Sequence<Int>) -> Occurrences {
    Occurrences(movements, ArraySlice(places.map { UInt32(position($0)) }))
  }

  /// Days from the first row to the last.
  var span: Int { count > 0 ? day(count - 1) - day(0) : 0 }

  /// The first place on a day or after it, from a place on; quick when it is near.
  func firstPlace(notBefore day: Int, from start: Int) -> Int {
    var low = start
    var step = 1
    while low + step <= count, self.day(low + step - 1) < day {
      low += step
      step *= 2
    }
    var high = min(low + step - 1, count)
    while low < high {
      let middle = (low + high) / 2
      if self.day(middle) < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How the amounts at two places differ, in percent of the greater, rounded up.
  func percentApart(_ one: Int, _ other: Int) -> UInt64 {
    let (least, greatest) = (min(size(one), size(other)), max(size(one), size(other)))
    guard greatest > least else { return 0 }
    let (product, overflow) = (greatest - least).multipliedReportingOverflow(by: 100)
    return overflow ? (greatest - least) / (greatest / 100) : (product + greatest - 1) / greatest
  }
}
