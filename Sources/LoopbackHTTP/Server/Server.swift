// The one place of this room that opens sockets: a small HTTP/1.1 server on 127.0.0.1.

/// Where a server listens: this machine only.
public let loopbackAddress = "127.0.0.1"
