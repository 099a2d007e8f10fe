// The references of an answer: what it says of accounts, pots and balances, for those who have the whole of it in
// memory and want no rows.

internal import Bytes
public import Model

extension ReferenceBook {
  /// A list of the bank's, by the key that it has in an answer.
  public enum List: String, Sendable {
    /// `/accounts`.
    case accounts
    /// `/pots`.
    case pots
  }

  /// Takes in the references of an answer of the bank, or of a file that keeps such answers.
  ///
  /// - Parameters:
  ///   - answer: the whole of it; rows and what cannot be read are passed over.
  ///   - account: the account of pots and balances that do not name one.
  public mutating func add(answer: [UInt8], of account: String? = nil) {
    var normalizer = Normalizer(.init(file: "", account: account))
    var rest = answer.indices
    while let outcome = normalizer.next(in: answer, &rest, isLast: true) {
      if case .reference(let reference) = outcome { add(reference) }
    }
  }

  /// Takes in what a list of the bank's holds.
  public mutating func add(_ objects: [RawObject], listedAs list: List) {
    var answer = ByteWriter()
    answer.append("{\"")
    answer.append(string: list.rawValue)
    answer.append("\":[")
    for (index, object) in objects.enumerated() {
      if index > 0 { answer.append(",") }
      answer.append(bytes: object.body)
    }
    answer.append("]}")
    add(answer: answer.bytes)
  }
}
