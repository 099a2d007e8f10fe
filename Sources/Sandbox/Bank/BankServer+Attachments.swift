// Photos of receipts: an address to upload to, the upload itself, and the file at a row (Monzo docs,
// "Attachments"). The bank stores the files itself, under `/sandbox/files`.

internal import Model
import MonzoAPI

extension BankServer {
  /// The greatest file that is taken, in bytes.
  static let fileSizeMax = 8 << 20

  /// `POST /attachment/upload`, `/attachment/register` and `/attachment/deregister`.
  mutating func attachment(_ call: BankCall, _ verb: String) throws(Refusal) -> HTTPResponse {
    let form = try call.form()
    switch verb {
    case "upload": return try makeRoom(form, at: call.now)
    case "register": return try attach(form, at: call.now)
    default: return try detach(form)
    }
  }

  /// `PUT` and `GET /sandbox/files/NAME`: the file itself, which needs no token, only the address.
  mutating func files(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    guard call.path.count == 3, call.path[1] == "files",
      var upload = clientData.uploads[call.path[2]]
    else { throw .notFound("File") }
    try allow(call, .get, .put)
    guard call.method == .put else {
      guard let bytes = upload.bytes else { throw .notFound("File") }
      return HTTPResponse(status: 200, headers: ["content-type": upload.type], body: bytes)
    }
    guard call.request.body.count == upload.length else {
      throw .parameter("content_length", "the body is of another length")
    }
    upload.bytes = call.request.body
    clientData.uploads[call.path[2]] = upload
    return .emptyObject
  }

  private mutating func makeRoom(
    _ form: FormFields, at now: Instant
  ) throws(Refusal) -> HTTPResponse {
    _ = try form.required("file_name")
    let type = try form.required("file_type")
    let text = try form.required("content_length")
    guard let length = Int(text), 1...BankServer.fileSizeMax ~= length,
      text.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { throw .parameter("content_length", "1 to \(BankServer.fileSizeMax) bytes are taken") }
    let name = clientData.makeIdentifier(.attachment, seed: seed, at: now).text
    clientData.uploads[name] = ClientData.Upload(type: type, length: length)
    let url = "\(rules.baseURL)/sandbox/files/\(name)"
    return .json(#"{"file_url":\#(url),"upload_url":\#(url)}"#)
  }

  private mutating func attach(
    _ form: FormFields, at now: Instant
  ) throws(Refusal) -> HTTPResponse {
    guard let id = Identifier(.transaction, try form.required("external_id")) else {
      throw .parameter("external_id", "not a transaction id")
    }
    guard books.entry(id) != nil else { throw .notFound("Transaction") }
    let file = FileAttachment(
      id: clientData.makeIdentifier(.attachment, seed: seed, at: now),
      userID: books.bank.drafts.identities.user(.tansy), fileURL: try form.required("file_url"),
      fileType: try form.required("file_type"), created: now.milliseconds)
    books.change(id) { entry in
      entry.attachments.append(file)
      entry.touched = now.milliseconds
    }
    clientData.attachedTo[file.id.text] = id
    return .json(#"{"attachment":\#(file.json(of: id))}"#)
  }

  private mutating func detach(_ form: FormFields) throws(Refusal) -> HTTPResponse {
    let name = try form.required("id")
    guard let id = clientData.attachedTo.removeValue(forKey: name) else {
      throw .notFound("Attachment")
    }
    books.change(id) { entry in entry.attachments.removeAll { $0.id.text == name } }
    return .emptyObject
  }
}
