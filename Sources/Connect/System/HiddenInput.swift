// A line that is typed or pasted at a terminal and not shown, such as a secret.

package import Disk
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension File {
  /// Reads a line of a terminal that is not shown; nil when the user ends the input instead.
  ///
  /// The terminal gives every key at once, Ctrl-C too, so that it can be put right again before the program ends.
  ///
  /// - Parameter ask: asks for the line; what comes after it is neither shown nor lost.
  /// - Returns: the line without its end.
  /// - Throws: `StorageError` when the input is no terminal or cannot be read.
  package func readHiddenLine(asking ask: () -> Void) throws(StorageError) -> [UInt8]? {
    var usual = termios()
    guard tcgetattr(descriptor, &usual) == 0 else {
      throw StorageError(action: "read", path: path, code: errno)
    }
    var hidden = usual
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(descriptor, TCSAFLUSH, &hidden)
    defer { tcsetattr(descriptor, TCSADRAIN, &usual) }
    ask()
    var line: [UInt8] = []
    var key: [UInt8] = []
    while try read(upTo: 1, appendingTo: &key) == 1, let byte = key.popLast() {
      switch byte {
      case 0x0A, 0x0D: return line
      case 0x03:
        tcsetattr(descriptor, TCSADRAIN, &usual)
        raise(SIGINT)
      case 0x04: return nil
      case 0x08, 0x7F: _ = line.popLast()
      case 0x15: line = []
      default: line.append(byte)
      }
    }
    return nil
  }
}
