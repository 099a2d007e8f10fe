// Which path is answered by what, and who may ask: the list of the API's calls in one place.

import MonzoAPI

extension BankServer {
  mutating func route(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    switch call.path.first {
    case nil: return try authorisationPage(call)
    case "approve": return try approve(call)
    case "oauth2": return try authenticate(call)
    case "sandbox": return call.path == ["sandbox", "truth"] ? try truth(call) : try files(call)
    default: break
    }
    try checkAccept(call.accept)
    let pair = try logins.pair(bearer(call), at: call.now)
    if call.path == ["ping", "whoami"] {
      try allow(call, .get)
      return whoAmI(pair)
    }
    guard BankServer.rooms.contains(call.path[0]) else { throw .notFound("Endpoint") }
    guard pair.login.isApproved(at: call.now) else {
      throw .permissions("Access forbidden due to insufficient permissions")
    }
    return try answer(call, pair.login)
  }

  /// The first parts of the paths for which a login must be approved.
  private static let rooms: Set<String> = [
    "accounts", "balance", "pots", "transactions", "feed", "webhooks", "attachment",
    "transaction-receipts",
  ]

  private mutating func answer(
    _ call: BankCall, _ login: Logins.Login
  ) throws(Refusal) -> HTTPResponse {
    let path = call.path
    switch (path[0], path.count) {
    case ("accounts", 1):
      try allow(call, .get)
      return accounts(call)
    case ("balance", 1):
      try allow(call, .get)
      return try balance(call)
    case ("pots", 1):
      try allow(call, .get)
      return try pots(call)
    case ("pots", 3) where path[2] == "deposit" || path[2] == "withdraw":
      try allow(call, .put)
      return try movePotMoney(call, path[1], isDeposit: path[2] == "deposit")
    case ("transactions", 1):
      try allow(call, .get)
      return try transactions(call, login)
    case ("transactions", 2):
      try allow(call, .get, .patch)
      return try transaction(call, path[1], login)
    case ("feed", 1):
      try allow(call, .post)
      return try postFeedItem(call)
    case ("webhooks", 1):
      try allow(call, .get, .post)
      return try webhooks(call)
    case ("webhooks", 2):
      try allow(call, .delete)
      return try deleteWebhook(path[1])
    case ("attachment", 2) where ["upload", "register", "deregister"].contains(path[1]):
      try allow(call, .post)
      return try attachment(call, path[1])
    case ("transaction-receipts", 1):
      try allow(call, .get, .put, .delete)
      return try receipt(call)
    default:
      throw .notFound("Endpoint")
    }
  }

  /// Lets only some methods through.
  func allow(_ call: BankCall, _ methods: HTTPRequest.Method...) throws(Refusal) {
    guard !methods.contains(call.method) else { return }
    var refusal = Refusal(405, "method_not_allowed", "\(call.method.rawValue) is not allowed here")
    refusal.headers["allow"] = methods.map(\.rawValue).joined(separator: ", ")
    throw refusal
  }

  /// The token of a call (RFC 6750 §2.1).
  func bearer(_ call: BankCall) throws(Refusal) -> String {
    let words = (call.authorization ?? "").split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw .token("", "Missing access token")
    }
    return String(words[1])
  }

  private func checkAccept(_ accept: String) throws(Refusal) {
    let types = accept.lowercased().split(separator: ",").map { type in
      type.prefix { $0 != ";" }.filter { $0 != " " }
    }
    let isFine =
      types.isEmpty || types.contains { ["*/*", "application/*", "application/json"].contains($0) }
    if !isFine { throw Refusal(406, "not_acceptable", "The answer is application/json") }
  }
}
