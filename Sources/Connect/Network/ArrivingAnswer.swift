// What has come of an answer so far: libcurl hands its bytes over as they arrive, until there are more of them than an
// answer has.

/// An answer that is on its way.
///
/// libcurl knows it by its address; whoever sends the request keeps it alive meanwhile.
final class ArrivingAnswer {
  /// What there was too much of.
  enum Excess { case header, body }

  private(set) var header = AnswerHeader()
  /// The body, decoded of any transfer or content coding.
  private(set) var body: [UInt8] = []
  private(set) var excess: Excess?
  private let bodyMax: Int

  init(bodyMax: Int) { self.bodyMax = bodyMax }

  /// How libcurl knows it.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Takes a line of the header.
  static func takeHeader(
    _ bytes: UnsafePointer<UInt8>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
  ) -> Int {
    at(context).takeHeader(UnsafeBufferPointer(start: bytes, count: size * count))
  }

  /// Takes a piece of the body: 16 KB at most, however much a byte on the wire may unfold to.
  static func takeBody(
    _ bytes: UnsafePointer<UInt8>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
  ) -> Int {
    at(context).takeBody(UnsafeBufferPointer(start: bytes, count: size * count))
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> ArrivingAnswer {
    guard let context else { preconditionFailure("libcurl lost the answer that it fills") }
    return Unmanaged<ArrivingAnswer>.fromOpaque(context).takeUnretainedValue()
  }

  private func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    guard header.take(line) else { return refuse(.header) }
    return line.count
  }

  private func takeBody(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
    guard piece.count <= bodyMax - body.count else { return refuse(.body) }
    body.append(contentsOf: piece)
    return piece.count
  }

  /// Nothing of such an answer is kept.
  private func refuse(_ excess: Excess) -> Int {
    self.excess = excess
    body = []
    // Any other number than that of the bytes ends the transfer, but 0 is right for no bytes.
    return -1
  }
}
