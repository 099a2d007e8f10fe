// The one retry policy, by the tables of its documentation.

import Testing

@testable import Fetch

@Suite struct RetryPolicyTests {
  @Test(
    arguments: [
      (1, nil, 500, 1_000), (2, nil, 1_000, 2_000), (3, nil, 2_000, 4_000), (1, 0, 500, 1_000),
      (1, 30, 30_000, 30_000), (1, 60, 60_000, 60_000), (1, 61, nil, nil), (4, nil, nil, nil),
    ] as [(Int, Int?, Int64?, Int64?)])
  func `a request that somebody waits for is sent four times and waits a minute at most`(
    failures: Int, retryAfter: Int?, least: Int64?, most: Int64?
  ) {
    let policy = RetryPolicy.attended
    #expect(
      policy.decide(afterFailures: failures, retryAfter: retryAfter, jitter: 0) == decision(least))
    #expect(policy.decide(afterFailures: failures, retryAfter: retryAfter) == decision(most))
  }

  @Test(
    arguments: [
      (1, 500, 1_000), (2, 1_000, 2_000), (3, 2_000, 4_000), (4, 4_000, 8_000),
      (5, 8_000, 16_000), (6, nil, nil), (100, nil, nil),
    ] as [(Int, Int64?, Int64?)])
  func `a request of a run of fetching is sent six times`(
    failures: Int, least: Int64?, most: Int64?
  ) {
    let policy = RetryPolicy.fetching
    #expect(policy.decide(afterFailures: failures, jitter: 0) == decision(least))
    #expect(policy.decide(afterFailures: failures) == decision(most))
  }

  @Test func `waiting grows and has a cap, but for what the bank asks`() {
    let failures = [1, 2, 3, 4, 5, 6, 7, 100]
    #expect(
      failures.map { RetryPolicy.wait(afterFailures: $0, jitter: 0) }
        == [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    #expect(
      failures.map { RetryPolicy.wait(afterFailures: $0) }
        == [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    #expect(RetryPolicy.wait(afterFailures: 1, retryAfter: 3600) == 3_600_000)
    #expect(RetryPolicy.wait(afterFailures: 1, retryAfter: .max) == .max)
  }

  private func decision(_ milliseconds: Int64?) -> RetryPolicy.Decision {
    milliseconds.map { .again(milliseconds: $0) } ?? .giveUp
  }
}
