// `PATCH /transactions/ID`: a user's own words on a transaction.

public import Model

/// Writes into the metadata of a transaction (Monzo docs, "Annotate transaction").
public struct AnnotateTransaction: Endpoint {
  /// The key that sets the notes that people see in the app.
  public static let notes = "notes"

  /// One key and what it shall say.
  public struct Annotation: Equatable, Sendable {
    /// The key.
    public var key: String
    /// Its value; an empty one deletes the key.
    public var value: String

    /// Creates an annotation.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The transaction.
  public var id: String
  /// What is written.
  public var annotations: [Annotation]

  /// Creates the call.
  public init(id: String, _ annotations: [Annotation]) {
    self.id = id
    self.annotations = annotations
  }

  /// The request.
  public var request: HTTPRequest {
    var form = FormFields()
    for annotation in annotations {
      form.append("metadata[\(annotation.key)]", annotation.value)
    }
    return HTTPRequest(
      .patch, path: "/transactions/\(PercentEncoding.encode(id))", form: form)
  }

  /// Reads the transaction as it is afterwards.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> RawTransaction {
    try AnswerObject(response).object("transaction").transaction()
  }
}
