// Which hosts a request may be for. A page of any web site can have its name resolve to 127.0.0.1 and then
// read what this server says (DNS rebinding); but the browser still sends that name as the host.

/// Checks that a request means this machine and not a name that leads here.
///
/// - Parameters:
///   - request: the request.
///   - port: where the server listens.
/// - Throws: 421 (RFC 9110 §15.5.20) when it is meant for another host.
func checkAuthority(of request: IncomingRequest, port: UInt16) throws(HTTPError) {
  // Only programs speak HTTP/1.0 without a host; no browser does.
  guard let host = request.headers["host"]?.asciiLowercased else { return }
  let isOurs = ["127.0.0.1", "localhost", "[::1]"].contains { name in
    host == "\(name):\(port)" || (port == 80 && host == name)
  }
  guard isOurs else {
    throw HTTPError(421, "this server is for 127.0.0.1:\(port) and localhost:\(port) only")
  }
}
