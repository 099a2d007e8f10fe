// The executable: arguments in, exit code out. Each command is in a file of its own under Commands/;
// `Pipeline.swift` is where the stages meet.

import Archive
import Arguments
import Connect
import Foundation
import Model
import Pipeline

@main
enum MonzoExport {
  static let version = PipelineSettings.version

  /// In the order of use, as help lists them.
  static let commands: [CommandRunner] = [
    .demo, .login, .logout, .whoami, .accounts, .fetch,
    .importing,
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

  /// Runs one command line against the streams given, and says how it ended.
  static func run(
    arguments: [String], environment: [String: String], input: File, output: File, errors: File,
    clock: @escaping @Sendable () -> Instant = { BankTime.ofSystem }
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
    } catch let error as UsageError {
      console.say("\(error)", .usage)
    } catch let error as StorageError where error.isClosedPipe {
      // Whoever read the data has had enough, as `head` has: nothing went wrong.
    } catch let error as StorageError {
      console.fault("\(error)", .localStorage)
    } catch let error as ArchiveError {
      console.fault("\(error)", error.status)
    } catch let error as PipelineError {
      let error = error.asCommandError
      console.fault(error.message, error.status)
    } catch let error as CommandError {
      console.fault(error.message, error.status)
    } catch ConnectError.noNewToken {
      // A notice has said why.
    } catch let error as ConnectError {
      let error = CommandError(error)
      console.fault(error.message, error.status)
    } catch is AlreadyReported {
    } catch {
      console.fault("\(error)", .failed)
    }
    context?.remindOfConsent()
    return ExitStatus.worst(console.statuses).rawValue
  }
}

/// A command: its definition, and what it does.
struct CommandRunner: Sendable {
  let definition: Command
  let run: @Sendable (CommandContext) throws -> Void
}

/// A reason to stop that a person can do something about.
struct CommandError: Error {
  let message: String
  var status = ExitStatus.failed
}

/// The end of a command whose reason was reported where it was known.
struct AlreadyReported: Error {}
