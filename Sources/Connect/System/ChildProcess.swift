// Another program, started without a shell: a credential helper, or a browser. A helper stays in the foreground
// of the terminal, so that it can ask the user for a passphrase; Foundation would put it into the background.

package import Disk
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Starts programs.
///
/// A command line can be read by everybody on the machine, so it holds no secret. Secrets of this program's
/// environment are not handed on.
package struct ChildProcess {
  private static let secretVariables: Set = ["MONZO_ACCESS_TOKEN", "MONZO_CLIENT_SECRET"]

  /// The program, looked up in PATH when its name has no slash, and its arguments.
  let command: [String]
  let environment: [String: String]

  /// Names a program; nothing is started yet.
  package init(command: [String], environment: [String: String]) {
    self.command = command
    self.environment = environment
  }

  /// Why a program did not come to its end.
  package enum Failure: Error, Equatable {
    /// It could not be started.
    case notStarted(StorageError)
    /// It took longer than so many seconds, and was ended.
    case tooSlow(seconds: Int)
    /// It printed more than so many bytes, and was ended.
    case tooMuch(bytes: Int)
  }

  /// How long a program may take, and how much it may print.
  package struct Limits {
    /// Seconds, in which the user may have to type a passphrase.
    var seconds = 120
    /// Bytes.
    var bytes = 65_536
  }

  /// Runs a program to its end.
  ///
  /// It has ended when its process has: what another process prints, to which it left its standard output, is not
  /// waited for.
  ///
  /// - Parameters:
  ///   - input: what it reads.
  ///   - limits: how long it may take, and how much it may print.
  /// - Returns: what it printed, and its exit code; what it says on stderr goes where this program's messages go.
  /// - Throws: `Failure`.
  package func run(
    _ input: [UInt8], limits: Limits = Limits()
  ) throws(Failure) -> (output: [UInt8], status: Int32) {
    let (toChild, fromChild, process) = try startWithPipes()
    var run = ChildRun(process, input: toChild, output: fromChild, limits)
    return try run.finish(input)
  }

  private func startWithPipes() throws(Failure) -> (SystemPipe, SystemPipe, pid_t) {
    do {
      let (toChild, fromChild) = (try SystemPipe(), try SystemPipe())
      let process = try start { actions in
        if let input = toChild.reader { actions.redirect(0, to: input.descriptor) }
        if let output = fromChild.writer { actions.redirect(1, to: output.descriptor) }
      }
      toChild.closeReader()
      fromChild.closeWriter()
      return (toChild, fromChild, process)
    } catch {
      throw .notStarted(error)
    }
  }

  /// Starts a program that says nothing here and lives on when this one is stopped.
  package func launch() throws(StorageError) {
    let process = try start { actions in
      for descriptor: Int32 in 0...2 { actions.discard(descriptor) }
      actions.leaveGroup()
    }
    // Nobody asks how it ended, and still somebody must: until then the system keeps its remains, and whoever
    // waits for any child of this process meets them over and over.
    Thread.detachNewThread {
      while waitpid(process, nil, 0) < 0 && errno == EINTR {}
    }
  }

  private func start(_ prepare: (SpawnActions) -> Void) throws(StorageError) -> pid_t {
    let name = command.first ?? ""
    guard let path = find(name) else {
      throw StorageError(
        action: "start it", path: name, code: ENOENT,
        advice: "expected the path of a program, or a name that PATH leads to")
    }
    let actions = SpawnActions()
    prepare(actions)
    let variables = environment.filter { !Self.secretVariables.contains($0.key) }
    return try actions.spawn(
      path, command, variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
  }

  /// Where a program is; nil when there is none.
  private func find(_ name: String) -> String? {
    if name.contains("/") { return access(name, F_OK) == 0 ? name : nil }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return name.isEmpty
      ? nil : folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}

/// What the system does before a program begins.
private final class SpawnActions {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
  }

  deinit {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  func redirect(_ descriptor: Int32, to other: Int32) {
    posix_spawn_file_actions_adddup2(&actions, other, descriptor)
  }

  func discard(_ descriptor: Int32) {
    posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
  }

  func leaveGroup() {
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
  }

  func spawn(
    _ path: String, _ command: [String], _ environment: [String]
  ) throws(StorageError) -> pid_t {
    var process = pid_t()
    let (arguments, variables) = (CStrings(command), CStrings(environment))
    let code = withExtendedLifetime((arguments, variables)) {
      posix_spawn(
        &process, path, &actions, &attributes, arguments.pointers, variables.pointers)
    }
    guard code == 0 else { throw StorageError(action: "start it", path: path, code: code) }
    return process
  }
}

/// A list of texts as C wants it, ended by a null.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }

  deinit { for pointer in pointers { free(pointer) } }
}
