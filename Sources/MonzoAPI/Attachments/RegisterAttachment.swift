// `POST /attachment/register`: a picture beside a transaction.

public import Model

/// Shows a picture with a transaction (Monzo docs, "Register attachment").
public struct RegisterAttachment: Endpoint {
  /// The transaction.
  public var transactionID: String
  /// The address of the picture.
  public var fileURL: String
  /// Its type, such as `image/png`.
  public var fileType: String

  /// Creates the call.
  public init(transactionID: String, fileURL: String, fileType: String) {
    self.transactionID = transactionID
    self.fileURL = fileURL
    self.fileType = fileType
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/attachment/register",
      form: FormFields([
        "external_id": transactionID, "file_url": fileURL, "file_type": fileType,
      ]))
  }

  /// Reads the new attachment.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> Attachment {
    let object = try AnswerObject(response).object("attachment")
    return Attachment(
      raw: try object.raw(), transactionID: object.text("external_id"),
      fileURL: object.text("file_url"), fileType: object.text("file_type"),
      created: object.time("created"))
  }
}

/// A picture beside a transaction.
public struct Attachment: Equatable, Sendable {
  /// The attachment as the bank sent it.
  public var raw: RawObject
  /// The transaction.
  public var transactionID: String?
  /// The address of the picture.
  public var fileURL: String?
  /// Its type.
  public var fileType: String?
  /// When it was registered.
  public var created: Instant?

  /// Its id.
  public var id: String { raw.id }
}
