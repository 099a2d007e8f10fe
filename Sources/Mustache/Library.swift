// A set of templates that may call each other, parsed once and rendered many times. It reads no
// files: the caller brings the text of every template.

public import Bytes

/// Templates that may call each other by name.
public struct Library: Sendable {
  /// How errors of templates and of their context are taken.
  public enum Mode: Sendable {
    /// A missing name or template, and text where markup is due, are errors.
    case strict
    /// As the public specification has it: what is missing is nothing, and any text may be
    /// unescaped.
    case plain
  }

  let program: CompiledTemplate

  /// Parses templates.
  ///
  /// - Parameters:
  ///   - sources: The templates; of several with one name the last one counts.
  ///   - mode: How errors are taken.
  /// - Throws: The first error of the templates, in the order of their names.
  public init(_ sources: [TemplateSource], mode: Mode = .strict) throws(TemplateError) {
    let byName = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let sorted = byName.values.sorted { $0.name < $1.name }
    program = CompiledTemplate(try Assembler(sorted, mode: mode), mode: mode)
    if mode == .strict { try program.checkOverrides() }
  }

  /// The names of the templates, sorted.
  public var names: [String] { program.sources.map(\.name) }

  /// Renders a template.
  ///
  /// - Parameters:
  ///   - name: The name of the template.
  ///   - context: What fills it. Text in it is never read as a template.
  ///   - output: Where the text is appended; unchanged when an error is thrown.
  ///   - bytesMax: How long the text may be.
  /// - Throws: The first error, with the place of its tag.
  public func render(
    _ name: String, with context: Value, into output: inout ByteWriter,
    bytesMax: Int = Library.outputBytesMax
  ) throws(TemplateError) {
    guard let template = program.numberOfTemplate[name] else {
      throw TemplateError(.unknownTemplate(name))
    }
    let before = output.count
    var renderer = Renderer(program, context, bytesMax: bytesMax)
    swap(&renderer.output, &output)
    defer { swap(&renderer.output, &output) }
    do throws(TemplateError) {
      try renderer.render(template: template, after: before)
    } catch {
      renderer.output.bytes.removeSubrange(before...)
      throw error
    }
  }

  /// Renders a template.
  ///
  /// - Parameters:
  ///   - name: The name of the template.
  ///   - context: What fills it. Text in it is never read as a template.
  /// - Returns: The text in UTF-8.
  /// - Throws: The first error, with the place of its tag.
  public func render(_ name: String, with context: Value) throws(TemplateError) -> [UInt8] {
    var output = ByteWriter()
    try render(name, with: context, into: &output)
    return output.bytes
  }

  /// How long one rendered text may be unless the caller says otherwise: 16 MiB, many times the
  /// largest page a browser shows in comfort.
  public static let outputBytesMax = 16 << 20
}
