// The hint that a run leaves for the next one: read strictly, and ignored when it is anything else.

import Fetch
import Model
import Testing

@Suite struct ResumeHintTests {
  private let hint = ResumeHint(parts: [
    .init(
      accountID: "acc_\"1\"",
      window: TimeWindow(since: at("2024-01-10T08:59:59Z"), before: at("2024-03-01T00:00:00.5Z"))),
    .init(
      accountID: "acc_2",
      window: TimeWindow(since: at("2023-01-01T00:00:00Z"), before: at("2023-02-01T00:00:00Z"))),
  ])

  @Test func `what is written is read again`() {
    #expect(ResumeHint(json: hint.json) == hint)
    #expect(ResumeHint(json: ResumeHint().json) == ResumeHint())
  }

  @Test func `it is one line of JSON that never changes its shape`() {
    let one = ResumeHint(parts: [hint.parts[1]])
    #expect(
      String(decoding: one.json, as: UTF8.self) == """
        {"version":1,"parts":[{"account_id":"acc_2","since":"2023-01-01T00:00:00Z",\
        "before":"2023-02-01T00:00:00Z"}]}

        """)
  }

  @Test(arguments: [
    "", "[]", "{}", "null", #"{"version":1}"#, #"{"version":2,"parts":[]}"#,
    #"{"version":1,"parts":{}}"#, #"{"version":1,"parts":[1]}"#,
    #"{"version":1,"parts":[],"windows":[]}"#,
    // The state of a run, as earlier versions left it.
    #"{"accounts":[],"phase":{"idle":{}},"parts":[]}"#,
    #"{"version":1,"parts":[{"account_id":"a","since":"2024-01-01T00:00:00Z"}]}"#,
    #"{"version":1,"parts":[{"account_id":"a","since":"today","before":"2024-01-01T00:00:00Z"}]}"#,
    #"{"version":1,"parts":[{"account_id":"a","since":"2024-01-02T00:00:00Z","before":"2024-01-01T00:00:00Z"}]}"#,
    #"{"version":1,"parts":[{"account_id":"a","since":"2024-01-01T00:00:00Z","before":"#,
  ]) func `anything else is no hint`(text: String) {
    #expect(ResumeHint(json: Array(text.utf8)) == nil)
  }
}
