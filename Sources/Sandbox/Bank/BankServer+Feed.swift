// Items in the feed of the app, and webhooks (Monzo docs, "Feed items", "Webhooks"). Both are kept and counted;
// nothing is shown and nothing is sent, for the bank has no app and no way out.

internal import Bytes
internal import Model
import MonzoAPI

extension BankServer {
  /// `POST /feed`.
  mutating func postFeedItem(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    let form = try call.form()
    _ = try ownAccount(form)
    guard try form.required("type") == "basic" else {
      throw .parameter("type", "only basic is known")
    }
    for name in ["title", "image_url"] { _ = try form.required("params[\(name)]") }
    for name in ["background_color", "title_color", "body_color"] {
      guard let color = form["params[\(name)]"] else { continue }
      guard BankServer.isColor(color) else {
        throw .parameter("params[\(name)]", "#RRGGBB is needed")
      }
    }
    clientData.feedItems += 1
    return .emptyObject
  }

  private static func isColor(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst()
    return text.utf8.first == 0x23 && digits.count == 6
      && digits.allSatisfy { hexadecimalValue($0) != nil }
  }

  /// `GET` and `POST /webhooks`.
  mutating func webhooks(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    guard call.method == .post else {
      let account = try ownAccount(call.query)
      let own = clientData.webhooks.filter { $0.accountID == account }
      return .json(#"{"webhooks":[\#(own.map(\.json))]}"#)
    }
    let form = try call.form()
    let account = try ownAccount(form)
    let url = try form.required("url")
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw .parameter("url", "an absolute address is needed")
    }
    let id = clientData.makeIdentifier(.webhook, seed: seed, at: call.now).text
    let webhook = ClientData.Webhook(id: id, accountID: account, url: url)
    clientData.webhooks.append(webhook)
    return .json(#"{"webhook":\#(webhook.json)}"#)
  }

  /// `DELETE /webhooks/ID`.
  mutating func deleteWebhook(_ id: String) throws(Refusal) -> HTTPResponse {
    guard let index = clientData.webhooks.firstIndex(where: { $0.id == id }) else {
      throw .notFound("Webhook")
    }
    clientData.webhooks.remove(at: index)
    return .emptyObject
  }

  /// The field `account_id`, which must be an account that the bank lists.
  private func ownAccount(_ fields: FormFields) throws(Refusal) -> String {
    let id = try accountID(fields, "account_id")
    guard let register = register(id), DemoAccount.accounts.contains(register) else {
      throw .permissions("Account is not yours")
    }
    return id
  }
}

extension ClientData.Webhook {
  fileprivate var json: JSONText { #"{"account_id":\#(accountID),"id":\#(id),"url":\#(url)}"# }
}
