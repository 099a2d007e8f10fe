// The latest time at the bank that one run came to know, from an answer or from the archive; and by which clock a
// consent runs out.

public import Fetch
public import Model

/// The bank's time as far as a run knows it.
public final class BankTime {
  /// The latest time that is known; nil when none is.
  public private(set) var latest: Instant?

  /// Creates a time that is not known yet.
  public init() {}

  /// Takes note of a time that the bank reported.
  public func learn(_ time: Instant?) {
    guard let time else { return }
    latest = latest.map { max($0, time) } ?? time
  }
}

/// A consent at a time.
public struct ConsentState {
  /// The consent.
  public let consent: Consent
  /// What time it is for it.
  public let time: Instant

  /// Creates the state of a consent.
  public init(_ consent: Consent, at time: Instant) { (self.consent, self.time) = (consent, time) }

  /// The whole days that are left, rounded down.
  public var daysLeft: Int { consent.daysLeft(at: time) }
  /// How near the end is; nil while it is far away.
  public var ending: Consent.Ending? { consent.ending(at: time) }
}

extension BankConnection {
  /// What is known of the consent for the API and what time it is for it, which goes on while nobody fetches; nil
  /// when nothing is known.
  ///
  /// A bank on this machine is a sandbox, which lives in a time of its own: there it is the last that is known.
  ///
  /// - Parameters:
  ///   - bankTime: what the run knows of the bank's time.
  ///   - clock: the time of this machine.
  ///   - lastFetch: looks up when the archive was updated last.
  /// - Returns: the consent and its time.
  public func consentState(
    _ bankTime: BankTime, clock: Instant, lastFetch: () -> Instant?
  ) -> ConsentState? {
    guard let consent = consent() else { return nil }
    let isSandbox = api.base.isLoopback
    let known = bankTime.latest ?? (isSandbox ? lastFetch() : nil) ?? consent.approved
    return ConsentState(consent, at: isSandbox ? known : max(clock, known))
  }
}
