// Drawings are held against the numbers that they carry.

import Model
import Testing

@testable import Site

@Suite struct ChartTests {
  @Test(arguments: [
    ([0], 0, 100, 100), ([4_218_12], 0, 5_000_00, 1_000_00), ([99], 0, 100, 100),
    ([-150_00, 320_00], -200_00, 400_00, 100_00), ([1_00], 0, 1_00, 1_00),
    ([-5], -100, 100, 100),
  ])
  func `scales begin at zero or below, and have round steps`(
    values: [Int], low: Int, high: Int, step: Int
  ) {
    let scale = Scale(values.map { Int128($0) }, .gbp)
    #expect(scale.low == Int128(low))
    #expect(scale.high == Int128(high))
    #expect(scale.step == Int128(step))
    #expect(scale.ticks.contains(0) && scale.ticks.count <= 8)
  }

  @Test func `the height of each column is its share of the scale`() throws {
    let rows = try (1...9).map { try Row.make("tx_\($0)", "2026-0\($0)-01", Int64(-12_345 * $0)) }
    let files = texts(try site(of: rows, options(asOf: "2026-09-15")))
    let page = try HTMLReader.read(try #require(files["index.html"]))
    let chart = try #require(page.all("svg").first { $0["role"] == "img" })
    let bars = chart.all("rect")
    #expect(bars.map { $0["class"] ?? "" } == Array(repeating: "whole", count: 8) + ["part"])
    #expect(bars.map { $0["data-v"] ?? "" } == (1...9).map { "\(12_345 * $0)" })
    let unit = try #require(Double(bars[7]["height"] ?? "")) / (12_345 * 8)
    for bar in bars {
      let (y, height) = (Double(bar["y"] ?? ""), Double(bar["height"] ?? ""))
      let (bottom, size) = (try #require(y), try #require(height))
      #expect(abs(bottom + size - 208) < 0.02)
      #expect(abs(size - unit * (Double(bar["data-v"] ?? "") ?? 0)) < 0.02)
    }
    let average = try #require(chart.all("line").first { $0["class"] == "average" })
    #expect(average["data-v"] == "55552")  // 12,345 × 4.5, half to even
    let cells = page.first("figure")?.all("tbody").flatMap { $0.all("td") } ?? []
    #expect(cells.map(\.text) == (1...9).map { Amount(Int128(12_345 * $0), .gbp).text })
  }

  @Test func `bars of categories are shares of the longest`() throws {
    let rows: [Row] = try [("bills", 8_000), ("gifts", 2_000), ("cash", 30)].map {
      category, pence in
      try .make("tx_\(pence)", "2026-06-02", Int64(-pence)) { $0[.category] = category }
    }
    let files = texts(try site(of: rows, options(asOf: "2026-06-30")))
    let page = try HTMLReader.read(try #require(files["months/2026-06.html"]))
    let bars = page.all("svg").filter { $0["class"] == "bar" }.flatMap { $0.all("rect") }
    #expect(bars.map { $0["width"] } == ["100%", "25%", "0.38%"])
    #expect(bars.map { $0["data-v"] } == ["8000", "2000", "30"])
  }

  @Test func `the curve adds up day by day, beside last month and a typical one`() throws {
    let amounts: [(String, Int64)] = [
      ("2026-02-03", -100), ("2026-03-03", -900), ("2026-04-03", -300), ("2026-05-10", -500),
      ("2026-06-02", -200), ("2026-06-04", -250), ("2026-06-05", 50),
    ]
    let rows: [Row] = try amounts.map { day, amount in
      try .make("tx_\(day)", day, amount) { if amount > 0 { $0.kind = .refund } }
    }
    let page = try lastMonth(rows, asOf: "2026-06-30")
    let lines = page.curve.lines
    #expect(lines.map(\.role) == [.now, .before, .typical])
    #expect(Array(lines[0].values.prefix(6)) == [0, 200, 200, 450, 400, 400])
    #expect(lines[0].values.count == 30 && lines[1].values.count == 31)
    #expect(lines[1].values[8] == 0 && lines[1].values[9] == 500)
    #expect(lines[2].values[2] == 200)  // the middle of 0, 100, 300 and 900
    #expect(lines[2].values.last == 400)
    #expect(
      page.curve.finding.text
        == "£4.00 was spent by the end of the month, the same as in a typical month "
        + "(£4.00, the median of the 4 months before).")
  }

  @Test func `fewer than three months make no typical one`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-05-01", -100), try .make("tx_2", "2026-06-01", -100),
    ]
    #expect(try lastMonth(rows, asOf: "2026-06-30").curve.lines.map(\.role) == [.now, .before])
  }
}
