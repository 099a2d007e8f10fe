// The context stack: where names find their values. A name is a number, and the place of every name
// in a shape is worked out when the shape is first met, so that finding a value is reading two arrays.

/// The values that are in scope, innermost last.
struct Scope {
  private let program: CompiledTemplate
  private var frames: [Frame] = []
  /// For each shape met so far, a row of slots: for each name of the program its place in the
  /// shape, or -1.
  private var slots: [Int32] = []
  private var rowOfShape: [ObjectIdentifier: Int] = [:]
  /// Keeps the shapes, whose identities are in use, alive.
  private var shapes: [Shape] = []

  private struct Frame {
    let value: Value
    /// Where the slots of its shape begin; -1 when it is not an object.
    let row: Int
  }

  init(_ program: CompiledTemplate, _ context: Value) {
    self.program = program
    push(context)
  }

  mutating func push(_ value: Value) {
    guard case .object(let object) = value else {
      frames.append(Frame(value: value, row: -1))
      return
    }
    frames.append(Frame(value: value, row: row(of: object.shape)))
  }

  mutating func pop() { frames.removeLast() }

  /// Finds a value; nil when there is none.
  ///
  /// The first name is looked for from the innermost value outwards, the others only in what was
  /// found.
  mutating func find(_ path: Path) -> Value? {
    guard !path.isImplicit else { return frames.last?.value }
    let start = Int(path.start)
    guard var value = find(program.pathNames[start]) else { return nil }
    for index in start + 1..<start + Int(path.count) {
      guard case .object(let object) = value else { return nil }
      let slot = slots[row(of: object.shape) + program.pathNames[index]]
      guard slot >= 0 else { return nil }
      value = object.values[Int(slot)]
    }
    return value
  }

  private func find(_ name: Int) -> Value? {
    var index = frames.count - 1
    while index >= 0 {
      let row = frames[index].row
      if row >= 0, slots[row + name] >= 0, case .object(let object) = frames[index].value {
        return object.values[Int(slots[row + name])]
      }
      index -= 1
    }
    return nil
  }

  /// The names of the innermost object.
  var innermostNames: [String] {
    for frame in frames.reversed() {
      if case .object(let object) = frame.value { return object.shape.names }
    }
    return []
  }

  private mutating func row(of shape: Shape) -> Int {
    if let last = shapes.last, last === shape { return slots.count - program.names.count }
    if let row = rowOfShape[ObjectIdentifier(shape)] { return row }
    let row = slots.count
    slots.append(contentsOf: repeatElement(-1, count: program.names.count))
    for (slot, name) in shape.names.enumerated() {
      if let number = program.numberOfName[name] { slots[row + number] = Int32(slot) }
    }
    rowOfShape[ObjectIdentifier(shape)] = row
    shapes.append(shape)
    return row
  }
}
