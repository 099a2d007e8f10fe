// `POST /attachment/upload`: a place at the bank for a picture. The bytes then go to that address, which needs
// no token: it is one.

/// Asks where a file can be uploaded (Monzo docs, "Upload attachment").
public struct UploadAttachment: Endpoint {
  /// The name of the file.
  public var fileName: String
  /// Its type, such as `image/png`.
  public var fileType: String
  /// Its length in bytes.
  public var contentLength: Int

  /// Creates the call.
  public init(fileName: String, fileType: String, contentLength: Int) {
    self.fileName = fileName
    self.fileType = fileType
    self.contentLength = contentLength
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/attachment/upload",
      form: FormFields([
        "file_name": fileName, "file_type": fileType, "content_length": String(contentLength),
      ]))
  }

  /// Reads the addresses.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> AttachmentUpload {
    let answer = try AnswerObject(response)
    return AttachmentUpload(
      fileURL: try answer.requiredText("file_url"),
      uploadURL: Secret(try answer.requiredText("upload_url")))
  }
}

/// Where a file goes and where it will be.
public struct AttachmentUpload: Equatable, Sendable {
  /// The address of the file once it is there.
  public var fileURL: String
  /// The address to send the file to; whoever knows it can write there.
  public var uploadURL: Secret
}
