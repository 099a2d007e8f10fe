// Identifiers, order, and the promise that a seed decides every byte.

import Bytes
import Model
import TestSupport
import Testing

@testable import Sandbox

@Suite struct OrderTests {
  @Test(arguments: [
    ("tx_0000AG2o6vNOP3W9owpal8", "2022-02-01T20:47:19.158Z"),
    ("tx_0000Aj4wfo7ftSnTPwjWqI", "2024-06-19T07:43:37.354Z"),
    ("tx_00008zIcpb1TB4yeIFXMzx", "2015-08-22T12:20:18.884Z"),
  ])
  func `an identifier is its time in base 62`(published: String, time: String) throws {
    let instant = try #require(Instant(time))
    let milliseconds = instant.seconds * 1000 + Int64(instant.nanoseconds) / 1_000_000
    let least = Identifier(.transaction, milliseconds, 0).text
    let greatest = Identifier(.transaction, milliseconds, .max).text
    #expect(least <= published && published <= greatest)
  }

  @Test(arguments: [100, 5000, 9000])
  func `rows come in order of time, and identifiers sort like them and are unique`(size: Int) {
    let rows = DemoRow.all(of: DemoBank(seed: 2, transactions: size))
    #expect(rows.count == size)
    for (earlier, later) in zip(rows, rows.dropFirst()) {
      #expect(earlier.instant <= later.instant)
      #expect(earlier.id < later.id)
    }
  }

  @Test func `all rows lie between the opening and the end, the last complete month is June`() {
    #expect(Demo.rows.first?.day == "2023-07-01")
    #expect(Demo.rows.last?.day == "2026-07-18")
    #expect(Demo.rows.allSatisfy { $0.instant <= DemoBank.asOf })
    #expect(Set(Demo.rows.map { $0.day.prefix(7) }).count == 37)
  }

  @Test func `nothing has settled in the future`() {
    for row in Demo.rows where !row.settled.isEmpty {
      #expect((Instant(row.settled) ?? DemoBank.asOf) <= DemoBank.asOf)
    }
  }

  @Test func `the same seed gives the same bytes, another seed others`() {
    #expect(bytes(DemoBank(seed: 1)) == bytes(Demo.bank))
    #expect(bytes(DemoBank(seed: 2)) != bytes(Demo.bank))
  }

  @Test func `the bytes of a seed are the same on every machine and in every run`() {
    let all = bytes(Demo.bank)
    let hash = StableHash.of(all, ByteRange(start: 0, count: all.count))
    #expect(
      hash == 2_390_768_875_471_468_141,
      "where the data was changed on purpose, write the new hash here")
  }

  @Test func `the statements of all accounts and pots together are all rows`() {
    let accounts = Demo.bank.accountIDs + Demo.bank.potAccountIDs
    let count = accounts.map { DemoRow.read(Demo.bank.records(of: $0)).count }.reduce(0, +)
    #expect(count == Demo.bank.transactionCount)
    #expect(Demo.bank.records(of: "acc_nobody").isEmpty)
    for account in accounts {
      #expect(DemoRow.read(Demo.bank.records(of: account)).allSatisfy { $0.accountID == account })
    }
  }

  @Test(arguments: Seeds.few(6, of: [-1, 0, 1, 2, 3, 50, 1000, 5569, 5571, 6001, 20_000]))
  func `a bank of a given size has exactly so many rows`(size: Int) {
    let bank = DemoBank(seed: 5, transactions: size)
    var count = 0
    bank.forEachRecord { _ in count += 1 }
    #expect(count == max(0, size) && bank.transactionCount == count)
  }

  @Test func `a natural bank has some thousand rows`() {
    #expect((4000...8000).contains(Demo.bank.transactionCount))
  }

  private func bytes(_ bank: DemoBank) -> [UInt8] {
    var all: [UInt8] = []
    bank.forEachRecord { line in all.append(contentsOf: copy line) }
    return all + bank.accountsAnswer() + bank.potsAnswer() + bank.references()
      + bank.earlierVersions()
  }
}
