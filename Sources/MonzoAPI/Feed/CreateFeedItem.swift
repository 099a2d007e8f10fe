// `POST /feed`: a card in the app's feed.

/// Puts an item of the type `basic` into a user's feed (Monzo docs, "Create feed item").
public struct CreateFeedItem: Endpoint {
  /// The account whose feed it is.
  public var accountID: String
  /// The title.
  public var title: String
  /// The address of the picture.
  public var imageURL: String
  /// The text under the title.
  public var body: String?
  /// What opens when the item is tapped; the item itself when null.
  public var url: String?
  /// The colour of the ground, as `#RRGGBB`.
  public var backgroundColor: String?
  /// The colour of the title, as `#RRGGBB`.
  public var titleColor: String?
  /// The colour of the text, as `#RRGGBB`.
  public var bodyColor: String?

  /// Creates the call; the app's own colours are used unless others are set.
  public init(
    accountID: String, title: String, imageURL: String, body: String? = nil, url: String? = nil
  ) {
    self.accountID = accountID
    self.title = title
    self.imageURL = imageURL
    self.body = body
    self.url = url
  }

  /// The bank answers nothing of interest.
  public typealias Answer = Void

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/feed",
      form: FormFields([
        "account_id": accountID, "type": "basic", "url": url, "params[title]": title,
        "params[image_url]": imageURL, "params[body]": body,
        "params[background_color]": backgroundColor, "params[title_color]": titleColor,
        "params[body_color]": bodyColor,
      ]))
  }
}
