// The state of an archive for programs.

import Aggregate
import Archive
import Export
import Fetch
import Model
import Pipeline
import Write

extension ArchiveStatus {
  /// The state as one JSON object.
  func json(_ consent: ConsentState?) -> [UInt8] {
    var json = IndentedJSON()
    json.object { json in
      json.member("archive") { $0.string(path) }
      json.member("bytes") { $0.integer(Int128(byteCount)) }
      json.member("user_id") { $0.string(user) }
      json.member("fetched") { $0.string(fetched.map { "\($0)" }) }
      json.member("as_of") { $0.string("\(asOf)") }
      json.member("consent_ends") { $0.string(consent.map { "\($0.consent.ends)" }) }
      json.member("consent_days_left") {
        $0.integer(consent.map { Int128($0.daysLeft) })
      }
      json.member("accounts") { json in
        json.array { json in
          for register in registers { json.element { write(register, &$0) } }
        }
      }
      json.member("exports") { json in
        json.array { json in
          for destination in destinations { json.element { write(destination, &$0) } }
        }
      }
    }
    return json.finished
  }

  private func write(_ register: RegisterState, _ json: inout IndentedJSON) {
    json.object { json in
      json.member("account") { $0.string(register.slug) }
      json.member("id") { $0.string(register.id) }
      json.member("type") { $0.string(register.type) }
      json.member("closed") { $0.boolean(register.isClosed) }
      json.member("currency") { $0.string(register.currency.code) }
      json.member("rows") { $0.integer(Int128(register.rows)) }
      json.member("complete_since") { $0.string(register.span.map { "\($0.since)" }) }
      json.member("complete_before") { $0.string(register.span.map { "\($0.before)" }) }
      json.member("refused") { $0.boolean(register.isRefused) }
      json.member("missing") { json in
        json.array { json in
          for time in register.missing {
            json.element { json in
              json.line { json in
                json.member("since") { $0.string("\(time.window.since)") }
                json.member("before") { $0.string("\(time.window.before)") }
                json.member("reason") { $0.string(time.reason?.rawValue) }
              }
            }
          }
        }
      }
      json.member("balance_minor") { $0.integer(register.balanceMinor.map { Int128($0) }) }
      json.member("proof") { $0.string("\(register.proof.word)") }
      json.member("proved_since") { $0.string(register.proof.provedSince?.description) }
      json.member("proof_reason") { $0.string(register.proof.reason(in: register.currency)) }
    }
  }

  private func write(_ destination: DestinationState, _ json: inout IndentedJSON) {
    json.object { json in
      json.member("destination") { $0.string(destination.name) }
      json.member("periods") { json in
        json.array { json in
          for period in destination.periods { json.element { $0.string(period) } }
        }
      }
      for sort in RowDifference.Sort.allCases {
        json.member(sort.rawValue) { json in
          json.integer(Int128(destination.differences.count { $0.sort == sort }))
        }
      }
    }
  }
}
