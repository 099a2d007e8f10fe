// Answers as bytes (RFC 9112 §4 and §6): framed by Content-Length, always.

import Bytes

extension Reply {
  /// Writes the answer.
  ///
  /// An answer with a field that cannot be written, such as one with a line break in its value, becomes a
  /// 500: it must not turn into two fields, or two answers.
  ///
  /// - Parameters:
  ///   - request: what is answered; null when it could not be read.
  ///   - keepsAlive: whether the connection goes on after the answer.
  /// - Returns: header and body.
  public func bytes(answering request: IncomingRequest?, keepsAlive: Bool) -> [UInt8] {
    guard 200...599 ~= status, headers.fields.allSatisfy(\.canBeWritten) else {
      return HTTPError(500, "the server made an answer that cannot be written").reply
        .bytes(answering: request, keepsAlive: keepsAlive)
    }
    var writer = ByteWriter(reservingCapacity: body.count + 512)
    writer.append("HTTP/1.1 ")
    writer.append(integer: Int64(status))
    writer.append(0x20)
    writer.append(string: statusText(status))
    writer.append("\r\n")
    for field in headers.fields where !Self.framingFields.contains(field.name) {
      writer.append(string: field.name)
      writer.append(": ")
      writer.append(string: field.value)
      writer.append("\r\n")
    }
    // 204 and 304 have no body by definition, and no length (RFC 9110 §8.6).
    let hasBody = status != 204 && status != 304
    if hasBody {
      writer.append("content-length: ")
      writer.append(integer: Int64(body.count))
      writer.append("\r\n")
    }
    if !keepsAlive {
      writer.append("connection: close\r\n")
    } else if request?.minorVersion == 0 {
      writer.append("connection: keep-alive\r\n")
    }
    writer.append("\r\n")
    if hasBody, request?.method != "HEAD" { writer.append(bytes: body) }
    return writer.bytes
  }

  /// Fields that say where a message ends; what a handler says of them is not written.
  private static let framingFields: Set = ["content-length", "transfer-encoding", "connection"]
}

extension HeaderFields.Field {
  /// Whether the field is one line, and the field that it looks like.
  fileprivate var canBeWritten: Bool {
    !name.isEmpty && name.utf8.allSatisfy(isTokenByte) && value.utf8.allSatisfy(isFieldValueByte)
  }
}
