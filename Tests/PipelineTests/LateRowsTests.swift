// When rows came late, from the marks of fetches and from what was noted before the rows were stored.

import Archive
import Model
import Testing

@testable import Pipeline

@Suite struct `rows that came late` {
  private func arrivals(_ marks: [FetchMark], _ late: [LateRows]) -> [LateArrival] {
    var log = FetchLog()
    (log.fetches, log.lateRows) = (marks, late)
    return RowPast(log, []).arrivals
  }
  private func at(_ seconds: Int64) -> Instant { Instant(seconds: seconds) }
  private func arrival(_ id: String, _ seconds: Int64) -> LateArrival {
    LateArrival(RowKey(id), fetched: at(seconds))
  }

  @Test func `came when the run ended that has them in its mark`() {
    let marks = [FetchMark(time: at(100)), FetchMark(time: at(200), late: ["tx_1"])]
    #expect(arrivals(marks, []) == [arrival("tx_1", 200)])
  }

  @Test func `came when they were stored, also in a run that was cut off`() {
    let marks = [
      FetchMark(time: at(100)), FetchMark(time: at(200)),
      FetchMark(time: at(300), late: ["tx_2", "tx_3"]),
    ]
    let late = [LateRows(time: at(150), ids: ["tx_1"]), LateRows(time: at(250), ids: ["tx_2"])]
    #expect(
      arrivals(marks, late)
        == [arrival("tx_1", 150), arrival("tx_2", 250), arrival("tx_3", 300)])
    #expect(arrivals([marks[0]], [late[0]]) == [arrival("tx_1", 150)])
  }
}
