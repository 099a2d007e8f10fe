// What two outputs of one run say is the same to the penny: summaries and pages of the site, tables and files,
// running balances and the balances of statements.

import Aggregate
import Enrich
import Model
import TestSupport
import Testing

@testable import Site

@Suite struct `one sum laws` {
  /// A history that was linked and enriched, with what balances know of it.
  private struct Enriched {
    let history: PotHistory
    let balances: Balances
    var rows: [Row] = []

    init(seed: UInt64) {
      history = PotHistory(seed: seed)
      let links = Links(linking: history.knowledge, asOf: CivilDate(days: 20_700))
      balances = Balances(history.knowledge, links: links, in: .london)
      var enricher = Enricher(history.knowledge, links: links)
      var running = RunningBalance(balances)
      for row in history.rows {
        var row = enricher.enriched(row)
        row.balanceMinor = running.balance(after: row)
        rows.append(row)
      }
    }

    var months: [Month] { Set(rows.map(\.date.month)).sorted() }

    /// The registers of a month with their entries, as files are written from them.
    func registers(of month: Month) -> [(register: Register, entries: [Register.Entry])] {
      let book = history.knowledge.references
      var scan = RegisterScan(
        book, rule: balances.rule, potsByAccount: history.knowledge.potsByAccount,
        slugs: Slugs(book))
      let rows = rows.filter { $0.date.month == month }
      for row in rows { scan.add(row) }
      let registers = Registers(scan)
      return Array(zip(registers.all, registers.entries(of: rows))).map { ($0, $1) }
    }
  }

  @Test func `the parts of every split sum to the row, each with the row's flow`() {
    for seed in 0..<Law.seedCount {
      for row in Enriched(seed: seed).rows where row.countsAsMoney {
        #expect(
          row.categoryShares.reduce(0) { $0 + $1.amountMinor } == Int128(row.amountMinor),
          "seed \(seed)")
        var cells = Totals()
        for share in row.categoryShares {
          cells.merge(Totals(row, amountMinor: share.amountMinor))
        }
        let whole = Totals(row)
        #expect(cells.net == whole.net && cells.pendingNet == whole.pendingNet, "seed \(seed)")
        #expect(cells.counted.spending == whole.counted.spending, "seed \(seed)")
        #expect(cells.counted.income == whole.counted.income, "seed \(seed)")
      }
    }
  }

  @Test func `the pages of the site add up to the summary, by month and by category`() throws {
    for seed in 0..<Law.seedCount {
      let run = Enriched(seed: seed)
      var options = SiteOptions(
        asOf: Instant(seconds: 1_900_000_000), timeZone: .london, version: "test")
      options.postings = run.balances.rule
      var site = SiteFacts(options)
      for month in run.months {
        let rows = run.rows.filter { $0.date.month == month }
        let summary = Summary(rows)
        var facts = site.beginMonth(of: rows[0])
        for row in rows { facts.add(row, balance: site.note(row)) }
        let totals = facts.totals()
        #expect(totals == summary.whole.first?.totals, "seed \(seed), \(month)")
        var sums: [String: Totals] = [:]
        for (key, cell) in summary.cells where key.dimension == .category { sums[key.value] = cell }
        #expect(facts.categories == sums, "seed \(seed), \(month)")
        #expect(
          facts.categories.values.reduce(0) { $0 + $1.spent } == totals.spent, "seed \(seed)")
        #expect(
          facts.categories.values.reduce(0) { $0 + $1.income } == totals.income, "seed \(seed)")
        let accounts = summary.cells.filter { $0.key.dimension == .account }.map(\.value)
        var byAccount = Totals()
        for cell in accounts { byAccount.merge(cell) }
        #expect(byAccount == totals, "seed \(seed), \(month)")
      }
    }
  }

  @Test func `every register closes as it was made, month after month`() {
    for seed in 0..<Law.seedCount {
      let run = Enriched(seed: seed)
      for (id, closing) in run.history.closings {
        #expect(run.balances.proof(of: id) == .proved, "seed \(seed), \(id)")
        #expect(run.balances.closing(of: id) == closing, "seed \(seed), \(id)")
        #expect(run.balances.opening(of: id) == run.history.openings[id], "seed \(seed), \(id)")
      }
      var held = run.history.openings
      for month in run.months {
        let next = month.days.through.adding(days: 1)
        for (var register, entries) in run.registers(of: month) {
          register.openingMinor = run.balances.balance(of: register.id, before: month.days.from)
          var line = AccountLine(
            register, proof: run.balances.proof(of: register.id))
          for entry in entries { line.add(entry) }
          #expect(line.openingMinor == held[register.id], "seed \(seed), \(month), \(register.id)")
          held[register.id] = line.closingMinor.flatMap { Int64(exactly: $0) }
          #expect(
            run.balances.balance(of: register.id, before: next) == held[register.id],
            "seed \(seed), \(month), \(register.id)")
        }
      }
      #expect(held == run.history.closings, "seed \(seed)")
    }
  }

  @Test
  func
    `a statement's balance is the manifest's closing and the last running balance, less what is pending`()
  {
    for seed in 0..<Law.seedCount {
      let run = Enriched(seed: seed)
      var open: [String: Int128] = [:]
      for month in run.months {
        let next = month.days.through.adding(days: 1)
        for (var register, entries) in run.registers(of: month) {
          let id = register.id
          open[id, default: 0] += entries.reduce(0) { sum, entry in
            entry.row.status == .pending ? sum + Int128(entry.amountMinor) : sum
          }
          let closing = run.balances.balance(of: id, before: next) ?? .min
          let pending = run.balances.pending(of: id, before: next)
          register.closingMinor = Int64(exactly: Int128(closing) - pending)
          #expect(register.ledger.minor == Int128(closing) - pending, "seed \(seed), \(id)")
          let known = run.balances.knownSum(of: id, in: register.currency, before: next)
          #expect(
            (known ?? 0) + Int128(run.history.openings[id] ?? 0) == register.ledger.minor,
            "seed \(seed), \(id)")
          #expect(pending == open[id], "seed \(seed), \(month), \(id)")
          // Entries of which the last is the register's own row have its running balance.
          guard let last = entries.last(where: { $0.row.countsAsMoney }), !last.isMirror else {
            continue
          }
          let twins = run.rows.contains {
            $0.created == last.row.created && $0[.id] != last.row[.id]
          }
          let isOfPot = id == PotHistory.pot
          guard !twins, !isOfPot else { continue }
          #expect(last.row.balanceMinor == closing, "seed \(seed), \(month), \(id)")
        }
      }
    }
  }

  @Test func `the last running balance of an account and of a pot is what it holds`() {
    var checked = 0
    for seed in 0..<Law.seedCount {
      let run = Enriched(seed: seed)
      let rule = run.balances.rule
      for id in [PotHistory.current, PotHistory.pot] {
        let register = rule.home(StableHash.of(id))
        let last = run.rows.last { row in
          switch rule.placement(of: row) {
          case .own(let home), .mirrored(let home): home == register
          case .move(let home, let pot): home == register || pot == register
          }
        }
        guard let last, rule.placement(of: last).home == register else { continue }
        checked += 1
        #expect(last.balanceMinor == run.history.closings[id], "seed \(seed), \(id)")
      }
    }
    #expect(checked > Int(Law.seedCount))
  }

  @Test func `every row is in a register, or an account's row represents it in the same one`() {
    for seed in 0..<Law.seedCount {
      let run = Enriched(seed: seed)
      var mirrored = 0
      for row in run.rows {
        guard case .mirrored(let pot) = run.balances.rule.placement(of: row) else { continue }
        mirrored += 1
        let sides = run.rows.filter {
          $0[.transferID] == row[.transferID]
            && run.balances.rule.placement(of: $0)
              == .move(
                run.balances.rule.home(StableHash.of(PotHistory.current)), pot: pot)
        }
        #expect(sides.count == 1, "seed \(seed)")
        #expect(sides.first?.amountMinor == -row.amountMinor, "seed \(seed)")
      }
      let own = run.rows.filter {
        $0[.accountID] == PotHistory.potAccount && $0.kind == .potTransfer
      }
      #expect(mirrored == own.count, "seed \(seed)")
    }
  }
}
