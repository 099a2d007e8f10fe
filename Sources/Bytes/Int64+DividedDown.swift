// Division as calendars need it: a moment before 1970 is in the day that had begun then, not in the one after.

extension Int64 {
  /// The quotient rounded towards minus infinity.
  @inlinable public func dividedDown(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}
