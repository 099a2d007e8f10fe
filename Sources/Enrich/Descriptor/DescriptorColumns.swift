// Where name, town and country are in a card descriptor. The networks fill 40 columns:
//
//   Mastercard  name 22, space, town 13, space, country 3 (or a state of the United States)
//   Visa        name 25, town 13, country 2
//
// Some records keep the padding, others had every run of spaces collapsed to one. Then the last word before
// the country is the town, and more words are when the name would be longer than its 22 columns.

import Bytes

/// The parts of a descriptor, as places in its bytes.
struct DescriptorColumns: Equatable {
  var name: ByteRange
  var town: ByteRange?
  var region: ByteRange?
  var country: ByteRange?

  /// Finds the parts; the worst that any text can do is to be all name.
  init(_ bytes: [UInt8], _ range: ByteRange) {
    let text = DescriptorText(bytes)
    let whole = text.trimmed(range)
    self =
      DescriptorColumns(mastercard: text, whole) ?? DescriptorColumns(visa: text, whole)
      ?? DescriptorColumns(collapsed: text, whole)
    name = text.shop(in: name)
    if let place = town, !text.isPlace(place) { town = nil }
  }

  private init(name: ByteRange) { self.name = name }

  private init?(mastercard text: DescriptorText, _ whole: ByteRange) {
    let count = text.columns(whole)
    guard count == 39 || count == 40, let gap = text.offset(22, whole),
      let townStart = text.offset(23, whole), let end = text.offset(36, whole),
      text.isSpace(gap), text.isSpace(end)
    else { return nil }
    let tail = ByteRange(start: end + 1, count: whole.end - end - 1)
    guard text.isCountry(tail) || text.isState(tail) else { return nil }
    name = text.trimmed(ByteRange(start: whole.start, count: gap - whole.start))
    town = text.trimmed(ByteRange(start: townStart, count: end - townStart))
    if text.isState(tail) { region = tail } else { country = tail }
  }

  private init?(visa text: DescriptorText, _ whole: ByteRange) {
    guard text.columns(whole) == 40, text.hasPadding(whole),
      let townStart = text.offset(25, whole), let tailStart = text.offset(38, whole)
    else { return nil }
    let tail = ByteRange(start: tailStart, count: whole.end - tailStart)
    guard text.isCountryOfTwo(tail) else { return nil }
    name = text.trimmed(ByteRange(start: whole.start, count: townStart - whole.start))
    town = text.trimmed(ByteRange(start: townStart, count: tailStart - townStart))
    country = tail
  }

  private init(collapsed text: DescriptorText, _ whole: ByteRange) {
    self.init(name: whole)
    let last = text.lastWord(whole)
    if text.isLikelyCountry(last) {
      country = last
    } else if text.isLikelyState(last) {
      region = last
    } else {
      return
    }
    var rest = text.before(last, in: whole)
    guard !rest.isEmpty else {
      self.init(name: whole)
      return
    }
    if let country, text.isUnitedStates(country) {
      let state = text.lastWord(rest)
      if text.isState(state), state.start > rest.start {
        region = state
        rest = text.before(state, in: rest)
      }
    }
    name = rest
    guard let start = text.townStart(rest) else { return }
    let town = ByteRange(start: start, count: rest.end - start)
    name = text.before(town, in: rest)
    self.town = town
  }
}
