// Whose bank holidays count: those of the United Kingdom are three lists.

/// A part of the United Kingdom with bank holidays of its own.
public enum Nation: String, CaseIterable, Sendable {
  /// England and Wales.
  case englandAndWales = "england-and-wales"
  /// Scotland.
  case scotland
  /// Northern Ireland.
  case northernIreland = "northern-ireland"
}
