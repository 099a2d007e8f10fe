// OFX 1.0.2: exact bytes, what becomes of hostile text, and what a reader gets back from any history.

import Aggregate
import Bytes
import Model
import TestSupport
import Testing
import Write

struct `OFX statements` {
  private let asOf = Instant(seconds: 1_722_470_399)  // 31 July 2024 23:59:59 UTC

  private typealias Filled = (register: Register, entries: [Register.Entry])

  private func file(
    _ filled: Filled, _ basis: DateBasis = .created
  ) -> (text: String, leftOut: LeftOut) {
    var writer = ByteWriter()
    let leftOut = OFXWriter(asOf: asOf, dateBasis: basis)
      .append(filled.register, filled.entries, to: &writer)
    return (writer.string, leftOut)
  }

  private func read(_ register: Filled, _ basis: DateBasis = .created) throws -> ReadOFX.Element {
    try #require(ReadOFX(file(register, basis).text)).root
  }

  private func register(_ rows: [Row]) throws -> Filled {
    try #require(Household.registers(rows).first)
  }

  @Test func `a small statement gives these bytes`() throws {
    var register = try register([
      Household.row("tx_1", Household.current, -535) {
        $0[.payee] = "Café & <Co>"
        $0[.memo] = "with \"quotes\"\r\nand lines"
      },
      Household.row("tx_2", Household.current, -1287, day: 2) {
        $0.localAmount = Money(-2400, jpy)
        $0[.payee] = "Ramen"
      },
    ])
    register.register.period = DayRange(
      from: CivilDate("2024-07-01") ?? asDay, through: CivilDate("2024-07-31") ?? asDay)
    register.register.closingMinor = 12_345
    let lines = [
      "OFXHEADER:100", "DATA:OFXSGML", "VERSION:102", "SECURITY:NONE", "ENCODING:UTF-8",
      "CHARSET:NONE", "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "",
      "<OFX>", "<SIGNONMSGSRSV1>", "<SONRS>", "<STATUS>", "<CODE>0</CODE>",
      "<SEVERITY>INFO</SEVERITY>", "</STATUS>", "<DTSERVER>20240731235959</DTSERVER>",
      "<LANGUAGE>ENG</LANGUAGE>", "<FI>", "<ORG>Monzo</ORG>", "</FI>",
      "</SONRS>", "</SIGNONMSGSRSV1>", "<BANKMSGSRSV1>",
      "<STMTTRNRS>", "<TRNUID>0</TRNUID>", "<STATUS>", "<CODE>0</CODE>",
      "<SEVERITY>INFO</SEVERITY>", "</STATUS>", "<STMTRS>", "<CURDEF>GBP</CURDEF>",
      "<BANKACCTFROM>", "<BANKID>040004</BANKID>", "<ACCTID>01234567</ACCTID>",
      "<ACCTTYPE>CHECKING</ACCTTYPE>", "</BANKACCTFROM>", "<BANKTRANLIST>",
      "<DTSTART>20240701</DTSTART>", "<DTEND>20240731</DTEND>",
      "<STMTTRN>", "<TRNTYPE>POS</TRNTYPE>", "<DTPOSTED>20240701</DTPOSTED>",
      "<DTUSER>20240701120000.000[0:GMT]</DTUSER>",
      "<TRNAMT>-5.35</TRNAMT>", "<FITID>tx_1</FITID>", "<NAME>Café &amp; &lt;Co&gt;</NAME>",
      "<MEMO>with \"quotes\" and lines</MEMO>", "</STMTTRN>",
      "<STMTTRN>", "<TRNTYPE>POS</TRNTYPE>", "<DTPOSTED>20240702</DTPOSTED>",
      "<DTUSER>20240702120000.000[0:GMT]</DTUSER>",
      "<TRNAMT>-12.87</TRNAMT>", "<FITID>tx_2</FITID>", "<NAME>Ramen</NAME>",
      "<MEMO>2400 JPY</MEMO>", "<ORIGCURRENCY>", "<CURRATE>0.0053625</CURRATE>",
      "<CURSYM>JPY</CURSYM>", "</ORIGCURRENCY>", "</STMTTRN>",
      "</BANKTRANLIST>", "<LEDGERBAL>", "<BALAMT>123.45</BALAMT>", "<DTASOF>20240731</DTASOF>",
      "</LEDGERBAL>", "</STMTRS>", "</STMTTRNRS>", "</BANKMSGSRSV1>", "</OFX>", "",
    ]
    #expect(Array(file(register).text.utf8) == Array(lines.joined(separator: "\r\n").utf8))
  }

  private let asDay = CivilDate(days: 0)

  @Test func `Flex is a credit card, and pots and unnumbered accounts have frozen short ids`()
    throws
  {
    let flex = try register([Household.row("tx_1", Household.flex, -1)])
    let card = try #require(try read(flex).all("CCSTMTRS").first?.child("CCACCTFROM"))
    #expect(card["ACCTID"] == "ACC4E052A519EEB0CBF")
    let move = Household.row("tx_1", Household.current, -1, .potTransfer) {
      $0[.potID] = Household.holiday
    }
    let pot = try #require(Household.registers([move]).last)
    let bank = try #require(try read(pot).all("BANKACCTFROM").first)
    #expect(bank["BANKID"] == "MONZO")
    #expect(bank["ACCTID"] == "POT6DBEF8ADF8152723")
    #expect(bank["ACCTTYPE"] == "SAVINGS")
  }

  @Test(arguments: [
    (Kind.cardPayment, -1, "POS"), (.cardPayment, 1, "CREDIT"), (.refund, 1, "CREDIT"),
    (.cashWithdrawal, -1, "ATM"), (.bankTransfer, -1, "PAYMENT"), (.bankTransfer, 1, "CREDIT"),
    (.bacsCredit, 1, "DIRECTDEP"), (.directDebit, -1, "DIRECTDEBIT"), (.directDebit, 1, "CREDIT"),
    (.standingOrder, -1, "REPEATPMT"), (.ownTransfer, -1, "XFER"), (.ownTransfer, 1, "XFER"),
    (.interest, 1, "INT"), (.fee, -1, "FEE"), (.cheque, 1, "CHECK"), (.cashDeposit, 1, "DEP"),
    (.flex, -1, "DEBIT"), (.topUp, 1, "CREDIT"), (.other, -1, "DEBIT"), (.other, 1, "CREDIT"),
  ])
  func `the type of a transaction`(_ kind: Kind, _ amount: Int, _ type: String) throws {
    let register = try register([Household.row("tx_1", Household.current, Int64(amount), kind)])
    #expect(try read(register).all("STMTTRN").first?["TRNTYPE"] == type)
  }

  @Test func `what is pending, declined or zero is left out and named`() throws {
    let register = try register([
      Household.row("tx_1", Household.current, -1),
      Household.row("tx_2", Household.current, -2) { $0.status = .pending },
      Household.row("tx_3", Household.current, -3) { $0.status = .declined },
      Household.row("tx_4", Household.current, 0, .cardCheck),
      Household.row("tx_5", Household.current, -5) { $0.status = .pending },
    ])
    let (text, leftOut) = file(register)
    #expect(text.contains("<FITID>tx_1<") && !text.contains("tx_2"))
    #expect(leftOut.pending == ["tx_2", "tx_5"])
    #expect(leftOut.declined == ["tx_3"])
    #expect(leftOut.zero == ["tx_4"])
    #expect(leftOut.description == "2 pending, 1 declined, 1 zero-amount left out")
  }

  @Test func `a row that is left out is counted once although it is in two registers`() {
    let move = Household.row("tx_1", Household.current, -1, .potTransfer) {
      $0[.potID] = Household.holiday
      $0.status = .pending
    }
    let pending = Household.registers([move]).flatMap { file($0).leftOut.pending }
    #expect(pending == ["tx_1"])
  }

  @Test func `the ledger balance is the closing one, else the running one without pending money`()
    throws
  {
    func balance(_ filled: Filled) throws -> String? {
      try read(filled).all("LEDGERBAL").first?["BALAMT"]
    }
    let running = try register([
      Household.row("tx_1", Household.current, 1000) { $0.balanceMinor = 5000 },
      Household.row("tx_2", Household.current, -300, day: 2) {
        $0.status = .pending
        $0.balanceMinor = 4700
      },
      Household.row("tx_3", Household.current, -20, day: 3),
    ])
    #expect(try balance(running) == "49.80")
    var register = try register([Household.row("tx_1", Household.current, 1000)])
    register.register.openingMinor = 100
    #expect(try balance(register) == "11.00")
    register.register.closingMinor = -7
    #expect(try balance(register) == "-0.07")
  }

  @Test func `a balance beyond 64 bits is written whole`() throws {
    let rows = ["tx_1", "tx_2"].map { Household.row($0, Household.current, .max) }
    #expect(
      try read(try register(rows)).all("LEDGERBAL").first?["BALAMT"] == "184467440737095516.14")
  }

  @Test func `the balance is never dated before the last posting`() throws {
    // 2024-07-30T23:00:00Z, midnight of the 31st in London.
    let late = Instant(seconds: 1_722_380_400)
    let row = Household.row("tx_1", Household.current, -1) {
      $0.created = late
      $0.date = TimeZoneRules.london.date(of: late)
    }
    let filled = try register([row])
    var writer = ByteWriter()
    OFXWriter(asOf: late).append(filled.register, filled.entries, to: &writer)
    let root = try #require(ReadOFX(writer.string)).root
    #expect(root.all("DTASOF").map(\.value) == ["20240731"])
  }

  @Test func `posting days follow the date basis, and the statement spans them`() throws {
    var register = try register([
      Household.row("tx_1", Household.current, -1) { $0.postedDate = CivilDate("2024-08-05") },
      Household.row("tx_2", Household.current, -2, day: 2),
    ])
    register.register.period = DayRange(
      from: CivilDate("2024-07-02") ?? asDay, through: CivilDate("2024-07-31") ?? asDay)
    let created = try read(register)
    #expect(created.all("DTPOSTED").map(\.value) == ["20240701", "20240702"])
    #expect(created.all("DTSTART").first?.value == "20240701")
    let settled = try read(register, .settled)
    #expect(settled.all("DTPOSTED").map(\.value) == ["20240805", "20240702"])
    #expect(settled.all("DTEND").first?.value == "20240805")
  }

  @Test func `a name that is cut appears in full at the start of the memo`() throws {
    let name = "The Honourable Company of Edinburgh Golfers"
    let register = try register([
      Household.row("tx_1", Household.current, -1) {
        $0[.payee] = name
        $0[.memo] = "green fee"
      }
    ])
    let transaction = try #require(try read(register).all("STMTTRN").first)
    #expect(transaction["NAME"] == "The Honourable Company of Edinbu")
    #expect(transaction["MEMO"] == name + "; green fee")
  }

  @Test func `a name is never empty and an empty memo is not there`() throws {
    let register = try register([
      Household.row("tx_1", Household.current, -1) {
        $0[.payee] = " \u{2028}\t"
        $0[.memo] = "\u{7}"
        $0[.description] = "RAW"
      }
    ])
    let transaction = try #require(try read(register).all("STMTTRN").first)
    #expect(transaction["NAME"] == "RAW")
    #expect(transaction["MEMO"] == nil)
  }

  @Test(arguments: hostileTexts)
  func `hostile text comes back on one line, within the limits, cut between characters`(
    _ text: String
  ) throws {
    let register = try register([
      Household.row("tx_1", Household.current, -1) {
        $0[.payee] = text
        $0[.memo] = text
        $0.localAmount = Money(-5, jpy)
      }
    ])
    let transaction = try #require(try read(register).all("STMTTRN").first)
    let name = try #require(transaction["NAME"])
    let memo = try #require(transaction["MEMO"])
    let clean = cleaned(text)
    #expect(!name.isEmpty && memo.hasSuffix("5 JPY"))
    #expect(name.unicodeScalars.count <= 32 && name.utf8.count <= 96)
    #expect(memo.unicodeScalars.count <= 255 && memo.utf8.count <= 390)
    for value in [name, memo] {
      #expect(value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(!value.unicodeScalars.contains { "\u{2028}\u{2029}".unicodeScalars.contains($0) })
    }
    if !clean.isEmpty {
      #expect(clean.utf8.starts(with: name.utf8))
      // A single character beyond the limit is the only one that may be cut in two.
      #expect(clean.hasPrefix(name) || name.count == 1)
    }
  }

  /// Controls and line ends as one space, none at the ends.
  private func cleaned(_ text: String) -> String {
    var words: [String] = [""]
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control || 0x2028...0x2029 ~= scalar.value {
        words.append("")
      } else {
        words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    return words.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
      .map { $0.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed() }
      .filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: " ")
  }

  @Test func `any history comes back with its ids, days and amounts`() throws {
    for seed in 1...100 {
      var random = SeededRandom(seed: UInt64(seed))
      let rows = Household.history(&random, 30)
      for register in Household.registers(rows) {
        let written = register.entries.filter {
          $0.row.status == .settled && $0.row.amountMinor != 0
        }
        let root = try read(register)
        let transactions = root.all("STMTTRN")
        #expect(transactions.map { $0["FITID"] } == written.map { $0.row[.id] })
        #expect(
          transactions.map { $0["TRNAMT"].flatMap { units($0, 2) } } == written.map(\.amountMinor))
        #expect(
          transactions.map { $0["DTPOSTED"] }
            == written.map { "\($0.date(.created))".split(separator: "-").joined() })
        #expect(Set(transactions.map { $0["FITID"] }).count == transactions.count)
        let days = transactions.compactMap { $0["DTPOSTED"] }
        let span = [root.all("DTSTART")[0].value, root.all("DTEND")[0].value]
        #expect(days.allSatisfy { span[0] <= $0 && $0 <= span[1] })
      }
    }
  }

  @Test func `a rate gives the amount back to the last digit`() throws {
    var random = SeededRandom(seed: 9)
    for _ in 0..<500 {
      let local = Money(Int64(random.below(1_000_000_000)) + 1, random.pick([jpy, kwd]))
      let row = Household.row("tx_1", Household.current, -Int64(random.below(100_000_000)) - 1) {
        $0.localAmount = local
      }
      let transaction = try #require(try read(try register([row])).all("STMTTRN").first)
      let rate = try #require(transaction.child("ORIGCURRENCY")?["CURRATE"])
      #expect(rate.utf8.count <= 32)
      // In units of 10^-30, so that nothing is rounded before the end.
      let parts = rate.split(separator: ".")
      let places = parts.count > 1 ? parts[1].count : 0
      let digits = try #require(Int128(parts.joined()))
      let scale = (0..<(places + local.currency.exponent - 2)).reduce(Int128(1)) { scale, _ in
        scale * 10
      }
      let product = digits * Int128(local.minorUnits)
      #expect((product + scale / 2) / scale == Int128(row.amountMinor.magnitude))
    }
  }
}
