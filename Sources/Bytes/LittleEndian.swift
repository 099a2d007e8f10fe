// Numbers in files of the program's own, the least byte first on every machine.

/// Whole numbers as bytes, there and back.
public enum LittleEndian {
  /// The bytes of a number, as many as it is wide.
  public static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  /// The number that begins at a place; all of its bytes must be there.
  public static func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], _ at: Int
  ) -> Number {
    bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Number.self))
    }
  }
}
