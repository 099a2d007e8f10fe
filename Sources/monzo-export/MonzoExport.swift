// The executable: arguments in, exit code out. Each command is in a file of its own under Commands/; what it does is
// in the rooms below, and what users read of it is in the room Wording.

import Archive
import Arguments
import Connect
import Disk
import Foundation
import Model
import Pipeline
import Wording

@main
enum MonzoExport {
  static let version = PipelineSettings.version

  /// In the order of use, as help lists them.
  static let commands: [CommandRunner] = [
    .demo, .login, .logout, .whoami, .accounts, .fetch,
    .importing, .archive,
    .monthly, .export, .report,
    .status, .diff,
    .explain,
    .normalize, .enrich, .aggregate, .write,
    .sandbox,
  ]

  static let program = CommandLineTool(
    name: "monzo-export", version: version,
    abstract: "Turns your Monzo transactions into accounting files and a site to read.",
    commands: commands.map(\.definition), commonOptions: Options.common,
    footer: """
      Data goes to stdout; messages go to stderr. Files are recognized by what is in them, whatever their names.

      \(ExitStatus.orderInWords)
      """, exitCodes: ExitCode.all)

  static func main() {
    File.holdStandardStreams()
    exit(
      run(
        arguments: Array(CommandLine.arguments.dropFirst()),
        environment: ProcessInfo.processInfo.environment,
        input: .standardInput, output: .standardOutput, errors: .standardError))
  }

  /// Runs one command line and returns its exit code.
  static func run(
    arguments: [String], environment: [String: String], input: File, output: File, errors: File,
    clock: @escaping @Sendable () -> Instant = { .ofSystem }
  ) -> Int32 {
    let console = Console(input: input, output: output, errors: errors)
    var context: CommandContext?
    do {
      switch try program.parse(arguments, environment: environment) {
      case .help(let text), .version(let text): try console.print(text)
      case .run(let invocation):
        let run = try CommandContext(invocation, console, environment: environment, clock: clock)
        context = run
        try commands.first { $0.definition == invocation.command }?.run(run)
      }
    } catch {
      console.report(error)
    }
    context?.noteUnreadInput()
    context?.remindOfConsent()
    return ExitStatus.worst(console.statuses).rawValue
  }
}

struct CommandRunner: Sendable {
  let definition: Command
  let run: @Sendable (CommandContext) throws -> Void
}

extension Console {
  /// Reports why a command ended before its end.
  fileprivate func report(_ error: any Error) {
    switch error {
    case let error as UsageError: say("\(error)", .usage)
    // Whoever read the data has had enough, as `head` has: nothing went wrong.
    case let error as StorageError where error.isClosedPipe: break
    // A notice has said why.
    case ConnectError.noNewToken, is AlreadyReported: break
    case let error as any WordedError: fault(error.inWords.message, error.inWords.status)
    default: fault("\(error)", .failed)
    }
  }
}
