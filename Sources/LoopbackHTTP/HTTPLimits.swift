// How much of a request is taken. The server is for one person on one machine; the limits keep a broken or
// hostile client from filling its memory, and leave honest ones far below.

/// The greatest sizes of the parts of a request, in bytes unless said otherwise.
public enum HTTPLimits {
  /// A request line: RFC 9112 §3 wants at least 8,000, a login callback has some 300.
  public static let requestLineMax = 8192
  /// All field lines of a header or a trailer; nginx takes 32 KiB, Apache 8 KiB a line.
  public static let headerMax = 32_768
  /// Field lines of a header or a trailer, a count; Apache takes 100.
  public static let fieldsMax = 100
  /// A body: the largest that clients of a bank send is an attachment, a photo of a receipt.
  public static let bodyMax = 8 << 20
  /// The line before a chunk: a size of 16 digits, and extensions that nobody uses.
  public static let chunkLineMax = 256
  /// Empty lines before a request line: RFC 9112 §2.2 wants at least one ignored.
  public static let emptyLinesMax = 2
}
