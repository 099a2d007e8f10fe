// Everything that a demo bank has, as a file of its raw records.

import Bytes
package import Disk
import Pipeline
package import Sandbox

extension DemoBank {
  /// Writes the bank's answers about accounts, pots and balances, then its rows, one a line.
  package func writeRecords(to file: File) throws {
    var stream = OutputStream(file)
    stream.writer.append(bytes: accountsAnswer())
    stream.writer.append(bytes: potsAnswer())
    stream.writer.append(bytes: references())
    try forEachRecord { line in
      stream.writer.append(bytes: line)
      try stream.drain()
    }
    try stream.finish()
  }
}
