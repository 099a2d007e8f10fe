// What can go wrong between a client and the bank, and how often: read from a text such as
// `429=0.05,drop=0.02`, drawn from a seed, request by request. Rates are whole millionths.

public import MonzoAPI

/// Faults and their rates.
public struct Faults: Sendable {
  /// One way in which a request can go wrong.
  public enum Kind: String, CaseIterable, Sendable {
    /// The bank asks to wait.
    case tooMany = "429"
    /// The bank fails: 500, 502 or 504.
    case failure = "500"
    /// The request never reaches the bank.
    case drop
    /// The bank does what was asked, and the answer is lost.
    case reset
    /// The bank does what was asked, and half of the answer comes.
    case truncate
    /// The answer takes one to four seconds longer.
    case slow
    /// No answer comes, and no end of the connection either.
    case hang
    /// Somebody else answers: the page of a network that wants a login of its own.
    case html
    /// An answer in which what was asked for is missing.
    case noKey = "nokey"
    /// Every access token has expired.
    case expire
    /// New tokens are made, and the answer is lost: only another login helps.
    case loseToken = "losetoken"
  }

  /// Why a text names no faults.
  public enum ParsingError: Error, Equatable, Sendable {
    /// A piece that is not `kind=rate`, or a kind that is not known.
    case unknown(String)
    /// A rate that is not a decimal from 0 to 1 with at most six places.
    case badRate(String)
    /// All rates together are above 1.
    case tooMuch
  }

  private var rates: [(kind: Kind, millionths: Int)] = []
  private let seed: UInt64
  private var counter: Int64 = 0

  /// No faults.
  public init() { seed = 0 }

  /// Reads faults and rates.
  ///
  /// - Parameters:
  ///   - text: pieces such as `429=0.05` with commas between them; rates are parts of one.
  ///   - seed: what the faults are drawn from.
  /// - Throws: Which piece cannot be read.
  public init(parsing text: String, seed: UInt64) throws(ParsingError) {
    self.seed = seed
    for piece in text.split(separator: ",") {
      let halves = piece.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, let kind = Kind(rawValue: String(halves[0])),
        !rates.contains(where: { $0.kind == kind })
      else { throw .unknown(String(piece)) }
      guard let rate = Faults.millionths(halves[1]) else { throw .badRate(String(piece)) }
      rates.append((kind, rate))
    }
    if rates.map(\.millionths).reduce(0, +) > 1_000_000 { throw .tooMuch }
  }

  /// What goes wrong with the next request, and a number that says how exactly.
  ///
  /// The pages that a person's browser opens are spared. Of the token endpoint's answers none is lost or
  /// spoilt but by `losetoken`, for a lost pair of tokens is lost for good.
  public mutating func next(_ request: HTTPRequest) -> (kind: Kind, number: UInt64)? {
    guard !rates.isEmpty else { return nil }
    counter += 1
    var random = Random(seed: seed, .fault, counter)
    var place = random.below(1_000_000)
    for (kind, rate) in rates {
      if place < rate { return kind.canBefall(request) ? (kind, random.next()) : nil }
      place -= rate
    }
    return nil
  }

  /// Reads a decimal from 0 to 1.
  private static func millionths(_ text: Substring) -> Int? {
    let halves = text.utf8.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    let places = halves.count == 2 ? halves[1] : Substring("").utf8
    guard halves[0].elementsEqual("0".utf8) || halves[0].elementsEqual("1".utf8),
      places.count <= 6, (halves + [places]).allSatisfy({ $0.allSatisfy { 0x30...0x39 ~= $0 } })
    else { return nil }
    var value = halves[0].elementsEqual("1".utf8) ? 1 : 0
    for digit in places { value = value * 10 + Int(digit - 0x30) }
    for _ in places.count..<6 { value *= 10 }
    return value <= 1_000_000 ? value : nil
  }
}

extension Faults.Kind {
  /// Whether the fault may happen to a request.
  fileprivate func canBefall(_ request: HTTPRequest) -> Bool {
    switch request.path.first {
    case nil, "approve", "sandbox": return false
    case "oauth2":
      switch self {
      case .tooMany, .failure, .drop, .slow, .hang, .loseToken: return true
      case .reset, .truncate, .html, .noKey, .expire: return false
      }
    default: return self != .loseToken
    }
  }
}
