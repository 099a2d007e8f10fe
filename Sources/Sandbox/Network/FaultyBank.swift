// A bank at the other end of a bad network: the same answers, some of which do not come as they were sent.

public import Model
public import MonzoAPI

/// How an answer gets through.
public enum Passage: Equatable, Sendable {
  /// As it was sent.
  case whole
  /// As it was sent, so many milliseconds late.
  case late(milliseconds: Int64)
  /// Not at all: the connection ends without a byte. The bank knows nothing of the request.
  case dropped
  /// Not at all: the connection is reset, and the bank has done what was asked.
  case lost
  /// The first so many bytes of the body, then the connection ends.
  case cut(bytes: Int)
  /// Not at all, and the connection stays open.
  case silent
}

/// A bank and the faults on the way to it.
public struct FaultyBank: Sendable {
  /// The bank.
  public var bank: BankServer
  private var faults: Faults

  /// Puts faults between a bank and its clients.
  public init(_ bank: BankServer, _ faults: Faults) {
    self.bank = bank
    self.faults = faults
  }

  /// Answers one request, as `BankServer.answer` does.
  ///
  /// - Returns: The answer, and how it gets through.
  public mutating func answer(
    _ request: HTTPRequest, authorization: String? = nil, accept: String = "*/*", at now: Instant
  ) -> (response: HTTPResponse, passage: Passage) {
    let nothing = HTTPResponse(status: 502)
    let fault = faults.next(request)
    switch fault?.kind {
    case .tooMany: return (FaultyBank.tooMany(fault?.number ?? 0), .whole)
    case .failure: return (FaultyBank.failure(fault?.number ?? 0), .whole)
    case .html: return (FaultyBank.strangePage, .whole)
    case .drop: return (nothing, .dropped)
    case .hang: return (nothing, .silent)
    case .expire: bank.expireTokens(at: now)
    case .reset, .loseToken, .truncate, .slow, .noKey, nil: break
    }
    var response = bank.answer(request, authorization: authorization, accept: accept, at: now)
    switch fault?.kind {
    case .reset, .loseToken: return (response, .lost)
    case .truncate: return (response, .cut(bytes: response.body.count / 2))
    case .slow:
      return (response, .late(milliseconds: 1000 + Int64((fault?.number ?? 0) % 3000)))
    case .noKey where response.status == 200: response.body = Array("{}".utf8)
    default: break
    }
    return (response, .whole)
  }

  private static func tooMany(_ number: UInt64) -> HTTPResponse {
    var refusal = Refusal(429, "rate_limited", "Too many requests")
    if number % 2 == 0 { refusal.headers["retry-after"] = String(1 + number / 2 % 2) }
    return refusal.response
  }

  private static func failure(_ number: UInt64) -> HTTPResponse {
    switch number % 3 {
    case 0: Refusal(500, "internal_service", "Internal service error").response
    case 1: Refusal(504, "timeout", "Timed out").response
    default:
      HTTPResponse(
        status: 502, headers: ["content-type": "text/html"],
        body: Array("<html><title>502 Bad Gateway</title></html>\n".utf8))
    }
  }

  /// What a café's network answers to everything until somebody pays for the coffee.
  private static let strangePage = HTTPResponse(
    status: 200, headers: ["content-type": "text/html; charset=utf-8"],
    body: Array("<!DOCTYPE html><title>Welcome to the café</title>\n".utf8))
}
