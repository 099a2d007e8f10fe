// What the network and the bank's machines do to one request, drawn from a seed. A weather is how often each
// of it happens, from never to nasty.

import TestSupport

/// How often each fault happens, in a thousand requests, and how slow everything is.
struct Weather {
  /// Nobody listens: the request is not sent.
  var refused = 0
  /// The request is lost on its way there.
  var lostThere = 0
  /// The answer is lost on its way back; the bank has acted.
  var lostBack = 0
  /// The network delivers the request twice; the second answer comes.
  var doubled = 0
  /// The answer comes twice.
  var repeated = 0
  /// The answer is cut short, and the transport knows.
  var cut = 0
  /// The answer is cut short, and arrives as a whole one.
  var cutUnseen = 0
  /// 429, with `Retry-After` or without it.
  var tooMany = 0
  /// 500, 502, 503, 504.
  var failing = 0
  /// 200 and a page for people.
  var page = 0
  /// 200 and an object without the list.
  var keyless = 0
  /// The access token runs out just now.
  var expiry = 0
  /// The machine sleeps for hours.
  var sleep = 0
  /// How long the way there and back takes, in milliseconds.
  var latency: ClosedRange<Int64> = 40...90
  /// Nothing is reached at all.
  var isOutage = false

  /// No faults.
  static let calm = Weather()

  /// A weather of a severity from 0, calm, to 3, nasty.
  static func drawn(severity: Int, _ random: inout SeededRandom) -> Weather {
    guard severity > 0 else { return calm }
    var weather = Weather()
    let most = [0, 15, 50, 120][severity]
    func rate() -> Int {
      Bool.random(using: &random) ? Int.random(in: 0...most, using: &random) : 0
    }
    weather.refused = rate()
    weather.lostThere = rate()
    weather.lostBack = rate()
    weather.doubled = rate() / 2
    weather.repeated = rate()
    weather.cut = rate()
    weather.cutUnseen = rate()
    weather.tooMany = rate()
    weather.failing = rate()
    weather.page = rate() / 2
    weather.keyless = rate() / 4
    weather.expiry = rate() / 2
    weather.sleep = rate() / 4
    switch Int.random(in: 0..<12, using: &random) {
    case 0: weather.latency = 15_000...70_000
    case 1, 2, 3: weather.latency = 50...9_000
    case 4: weather.isOutage = true
    // Tokens that run out while the bank asks for quiet.
    case 5: (weather.tooMany, weather.expiry) = (120, 60)
    default: weather.latency = 40...600
    }
    return weather
  }

  /// What becomes of one request.
  func fate(_ random: inout SeededRandom) -> Fate {
    if isOutage { return .refused }
    var draw = Int.random(in: 0..<1000, using: &random)
    for (rate, fate) in [
      (refused, Fate.refused), (lostThere, .lostThere), (lostBack, .lostBack),
      (doubled, .doubled), (repeated, .repeated), (cut, .cut), (cutUnseen, .cutUnseen),
      (tooMany, .tooMany), (failing, .failing), (page, .page), (keyless, .keyless),
    ] {
      if draw < rate { return fate }
      draw -= rate
    }
    return .delivered
  }

  /// What becomes of a request.
  enum Fate: String {
    case delivered, refused, lostThere, lostBack, doubled, repeated, cut, cutUnseen, tooMany,
      failing,
      page, keyless
  }
}
