// The two forms of OFX that programs take: SGML with a header of nine lines, and XML. The elements are the same.

internal import Bytes

/// A version of OFX.
public enum OFXVersion: String, CaseIterable, Sendable {
  /// OFX 1.0.2: what every program reads, text of any language included.
  case v102 = "1.0.2"
  /// OFX 2.1.1: for programs that take XML only; some read no text in it but ASCII.
  case v211 = "2.1.1"

  /// Appends what is before the first element.
  func appendHeader(to writer: inout ByteWriter) {
    switch self {
    case .v102:
      writer.append(
        """
        OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:UTF-8\r\n\
        CHARSET:NONE\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n
        """)
    case .v211:
      writer.append(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n\
        <?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\r\n
        """)
    }
  }
}
