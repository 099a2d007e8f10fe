// What is not read is named as what it is, once, with what to do.

import Model
import Normalize
import Testing

@Suite struct KnownFormatTests {
  @Test(arguments: [
    ("%PDF-1.7\n1 0 obj\n{}\n[1]\n", "a PDF statement"),
    ("OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX>", "an OFX file"),
    ("<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?><OFX>", "an OFX file"),
    ("!Type:Bank\nD01/02/2026\nT-1.00\n^\n", "a QIF file"), ("!Account\nNMonzo\n^\n", "a QIF file"),
    ("\n <!DOCTYPE html><html>", "an HTML page"), ("<html><body>[1,2]\n{}\n", "an HTML page"),
    (
      "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">",
      "a CAMT statement (ISO 20022)"
    ),
    ("<?xml version=\"1.0\"?><feed/>", "an XML document"), ("PK\u{3}\u{4}rest", "a zip file"),
    ("SQLite format 3\u{0}", "an SQLite database"), ("{\\rtf1 x}", "an RTF document"),
    (":20:START\n:25:1\n", "an MT940 statement"), ("{1:F01BANK}{2:O940}", "an MT940 statement"),
    ("BZh91AY", "a bzip2 file"), ("PAR1xx", "a Parquet file"),
  ])
  func `a file of a known format is named once`(text: String, name: String) {
    let bytes = Array(text.utf8)
    let outputs = read(bytes).outputs
    #expect(outputs.count == 1)
    #expect(outputs.diagnostics.first?.hasPrefix("in: this looks like \(name): ") == true)
    for size in [1, 5, 100] { #expect(read(bytes, chunk: size).outputs == outputs) }
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "a gzip file"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "an old Excel workbook"),
      ([0xFF, 0xFE, 0x41, 0], "a text in UTF-16"), ([0x89, 0x50, 0x4E, 0x47, 13], "a PNG image"),
    ] as [([UInt8], String)])
  func `a file of bytes is named too`(bytes: [UInt8], name: String) {
    let diagnostics = read(bytes).outputs.diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.contains("this looks like \(name): ") == true)
  }

  @Test(arguments: [
    (
      #"{"results":[{"account_id":"a","account_type":"TRANSACTION","display_name":"x","provider":{}}]}"#,
      "a TrueLayer account"
    ),
    (#"{"results":[{"currency":"GBP","available":1.5,"current":2}]}"#, "a TrueLayer balance"),
    (
      #"{"balances":[{"balanceAmount":{"amount":"1","currency":"GBP"}}]}"#, "balances of GoCardless"
    ),
    (
      #"{"transactions":[{"transaction_id":"x","account_id":"y","amount":1.5,"iso_currency_code":"GBP","date":"2026-01-01"}]}"#,
      "a transaction of Plaid"
    ),
    (#"{"feedItems":[{"feedItemUid":"x","amount":{"minorUnits":1}}]}"#, "nothing"),
    (#"{"access_token":"secret","token_type":"Bearer"}"#, "a login token"),
    (#"{"authenticated":true,"client_id":"x","user_id":"y"}"#, "an answer about a login"),
  ])
  func `records of other services and other answers are named`(json: String, name: String) {
    let diagnostics = read(json).diagnostics
    #expect(diagnostics.count == 1)
    let expected = name == "nothing" ? "neither a transaction" : "this looks like \(name): "
    #expect(diagnostics.first?.contains(expected) == true)
    #expect(diagnostics.first?.contains("secret") == false)
  }
}
