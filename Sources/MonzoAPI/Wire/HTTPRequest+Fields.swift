// Requests from fields, as every endpoint makes them, and back to fields, as a server reads them.

extension HTTPRequest {
  /// A request whose arguments are in the query.
  init(_ method: Method, path: String, query: FormFields = FormFields()) {
    self.init(method, query.fields.isEmpty ? path : "\(path)?\(query.encoded)")
  }

  /// A request whose arguments are in a form.
  init(_ method: Method, path: String, form: FormFields) {
    self.init(
      method, path, contentType: FormFields.contentType, body: Array(form.encoded.utf8))
  }

  /// The parts of the path, decoded: `transactions` and an id.
  public var path: [String] {
    target.utf8.prefix { $0 != 0x3F }.split(separator: 0x2F).map(PercentEncoding.decode)
  }

  /// The fields of the query; none without one.
  public var query: FormFields {
    guard let mark = target.utf8.firstIndex(of: 0x3F) else { return FormFields() }
    return FormFields(parsing: target[target.utf8.index(after: mark)...])
  }

  /// The fields of the body when it is a form; null when it is something else.
  public var form: FormFields? {
    guard let contentType else { return body.isEmpty ? FormFields() : nil }
    let type = contentType.utf8.prefix { $0 != 0x3B && $0 != 0x20 }
    guard String(Substring(type)).lowercased() == FormFields.contentType else { return nil }
    return FormFields(parsing: body)
  }
}
