// The state of an archive for programs.

import Aggregate
import Archive
import Bytes
import Disk
import Export
package import Model
import Write

extension ArchiveStatus {
  /// The state as one JSON object.
  ///
  /// - Parameters:
  ///   - consentEnds: when the bank's consent ends; nil when that is not known.
  ///   - daysLeft: the days until then.
  /// - Returns: the document, a line feed at its end.
  package func json(consentEnds: Instant?, daysLeft: Int?) -> [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("archive", path)
      json.member("bytes", byteCount)
      json.member("user_id", user)
      json.member("fetched", fetched?.description)
      json.member("as_of", "\(asOf)")
      json.member("consent_ends", consentEnds?.description)
      json.member("consent_days_left", daysLeft)
      json.member("accounts", each: registers, write)
      json.member("unreadable", each: unreadable, in: .spaced) { rows, json in
        json.member("account", rows.slug)
        json.member("id", rows.id)
        json.member("rows", rows.count)
        json.member("file", rows.file)
      }
      json.member("not_counted", each: notCounted, in: .spaced) { $0.write(to: &$1) }
      json.member("damage", each: damage) { damage, json in
        json.member("path", damage.path)
        damage.write(to: &json)
      }
      json.member("accepted_damage", acceptedCount)
      if let verification {
        json.member("verified") { json in
          json.member("files", verification.files)
          json.member("bytes", verification.bytes)
          json.member("rows", verification.rows)
          json.member("problems", each: verification.problems, in: .spaced) { problem, json in
            json.member("path", problem.path)
            json.member("line", problem.line)
            json.member("problem", problem.word)
          }
        }
      }
      json.member("exports", each: destinations) { destination, json in
        json.member("destination", destination.name)
        json.member("periods", texts: destination.periods)
        json.member("skipped", texts: destination.skipped.map { "\($0)" })
        for sort in RowDifference.Sort.allCases {
          json.member(sort.rawValue, destination.differences.count { $0.sort == sort })
        }
      }
    }
  }

  private func write(_ register: RegisterState, _ json: inout JSONWriter) {
    json.member("account", register.slug)
    json.member("id", register.id)
    json.member("type", register.type)
    json.member("closed", register.isClosed)
    json.member("currency", register.currency.code)
    json.member("rows", register.rows)
    json.member("complete_since", register.span?.since.description)
    json.member("complete_before", register.span?.before.description)
    json.member("refused", register.isRefused)
    json.member("missing", each: register.missing, in: .spaced) { time, json in
      json.member("since", "\(time.window.since)")
      json.member("before", "\(time.window.before)")
      json.member("reason", time.reason?.rawValue)
    }
    json.member("balance_minor", register.balanceMinor)
    json.member("proof", "\(register.proof.word)")
    json.member("proved_since", register.proof.provedSince?.description)
    json.member("proof_reason", register.proof.reason(in: register.currency))
    let finding = register.proof.finding
    json.member("proof_balance_seen", finding?.seen?.description)
    json.member("proof_balance_minor", finding?.balanceMinor)
    json.member("proof_difference_minor", finding?.differenceMinor)
    json.member("proof_explained_by", texts: finding?.rows.compactMap(\.id) ?? [])
  }
}
