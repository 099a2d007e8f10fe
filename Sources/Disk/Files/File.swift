// An open file: everything that the program reads or writes outside of the archive's own layout goes through
// these few calls. A file that replaces another is prepared beside it and appears whole or not at all.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An open file; closed when the last owner lets go.
package final class File {
  /// The name for messages.
  package let path: String
  /// The system's number of the file, for calls that are not here.
  package let descriptor: Int32
  private let closes: Bool
  /// Where the file is until it is whole, and where it belongs then.
  private var move: (staging: String, target: String)?

  private init(descriptor: Int32, path: String, closes: Bool = true) {
    self.descriptor = descriptor
    self.path = path
    self.closes = closes
  }

  deinit {
    if closes { close(descriptor) }
    if let move { unlink(move.staging) }
  }

  /// The stream that input comes from.
  package static var standardInput: File {
    File(descriptor: 0, path: "standard input", closes: false)
  }
  /// The stream that data goes to.
  package static var standardOutput: File {
    File(descriptor: 1, path: "standard output", closes: false)
  }
  /// The stream that messages go to.
  package static var standardError: File {
    File(descriptor: 2, path: "standard error", closes: false)
  }

  /// Keeps files that are opened later from taking the place of a standard stream that is closed.
  ///
  /// What takes its place can only be used the wrong way round, so that using it is still an error.
  package static func holdStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Whether a person sits at the other end.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// How many characters a line of the terminal has; nil when it does not say.
  package var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether a pipe holds something that nobody read, or a file more than was read of it; a device never does.
  package var holdsUnread: Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return lseek(descriptor, 0, SEEK_CUR) < status.st_size
    case S_IFIFO:
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&wanted, 1, 0) == 1 && wanted.revents & Int16(POLLIN) != 0
    default: return false
    }
  }

  /// What says the file from what may take its place; nil when the system does not say.
  package var state: FileState? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileState(status) : nil
  }

  /// Opens a regular file for reading; anything else is an error.
  package static func reading(_ path: String) throws(StorageError) -> File {
    do {
      return File(descriptor: try RegularFile.open(path, O_RDONLY), path: path)
    } catch {
      throw StorageError(action: "read", path: path, code: error.code, advice: error.advice)
    }
  }

  /// Opens what the user named as input, which may also be a pipe; a folder is an error.
  package static func readingInput(_ path: String) throws(StorageError) -> File {
    var status = stat()
    guard stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      return try reading(path)
    }
    return try stream(path, O_RDONLY, "read")
  }

  /// Makes a new file that only its owner may read, in the place of an earlier one.
  package static func creating(_ path: String) throws(StorageError) -> File {
    do {
      return File(descriptor: try RegularFile.create(path), path: path)
    } catch {
      throw StorageError(action: "write", path: path, code: error.code)
    }
  }

  /// Opens a pipe or a device, waiting for the other end.
  private static func stream(
    _ path: String, _ flags: Int32, _ action: String
  ) throws(StorageError) -> File {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(action: action, path: path, code: errno) }
    return File(descriptor: descriptor, path: path)
  }

  /// Makes a pipe, whose ends other programs have only when they are handed them.
  package static func pipe() throws(StorageError) -> (reader: File, writer: File) {
    var ends: [Int32] = [-1, -1]
    guard systemPipe(&ends) == 0 else {
      throw StorageError(action: "make it", path: "a pipe", code: errno)
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (File(descriptor: ends[0], path: "a pipe"), File(descriptor: ends[1], path: "a pipe"))
  }

  /// Makes a file that takes the place of another when `commit` is called, and never does otherwise.
  ///
  /// A link is followed.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - mayBeStream: whether a device or a pipe is written to as it is; an error otherwise.
  /// - Returns: the file, of which nothing stays when it is let go of before `commit`.
  /// - Throws: `StorageError` when there cannot be such a file.
  package static func replacing(
    _ path: String, mayBeStream: Bool = true
  ) throws(StorageError) -> File {
    var status = stat()
    let isOther = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    if isOther && mayBeStream { return try stream(path, O_WRONLY, "write") }
    let target = followed(path)
    let staging = SiblingPath.of(target, .new)
    do {
      if isOther { close(try RegularFile.open(path, O_WRONLY)) }
      let file = File(descriptor: try RegularFile.create(staging), path: path)
      file.move = (staging, target)
      return file
    } catch {
      throw StorageError(action: "write", path: path, code: error.code, advice: error.advice)
    }
  }

  /// Removes a file.
  package static func remove(_ path: String) throws(StorageError) {
    guard unlink(path) == 0 else {
      throw StorageError(action: "remove", path: path, code: errno)
    }
  }

  /// Where a link leads to; other paths as they are.
  package static func followed(_ path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK,
      let target = realpath(path, nil)
    else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// Puts a file made by `replacing` in its place, whole and on the disk; nothing for other files.
  package func commit() throws(StorageError) {
    guard let move else { return }
    try synchronize()
    guard rename(move.staging, move.target) == 0 else {
      throw StorageError(action: "replace", path: path, code: errno)
    }
    self.move = nil
  }

  /// Waits until the names in a folder are on the disk.
  package static func synchronizeFolder(_ path: String) throws(StorageError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(action: "write", path: path, code: errno) }
    try File(descriptor: descriptor, path: path).synchronize()
  }

  /// Makes a file without a name for reading and writing: it is gone when the process is, however it ends.
  package static func temporary() throws(StorageError) -> File {
    let folder =
      getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/monzo-export-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = template.withUnsafeBufferPointer { name in
      name.baseAddress.map { String(cString: $0) } ?? folder
    }
    guard descriptor >= 0 else {
      throw StorageError(action: "make a temporary file", path: folder, code: errno)
    }
    unlink(path)
    return File(descriptor: descriptor, path: path)
  }

  /// Reads up to `count` bytes behind what a buffer holds; zero at the end of the file.
  package func read(upTo count: Int, appendingTo buffer: inout [UInt8]) throws(StorageError) -> Int
  {
    var code: Int32 = 0
    var got = 0
    buffer.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { target, initialized in
        let all = UnsafeMutableRawBufferPointer(start: target.baseAddress, count: count)
        got = retried { systemRead(descriptor, all) }
        code = errno
        initialized = max(0, got)
      }
    }
    guard got >= 0 else { throw StorageError(action: "read", path: path, code: code) }
    return got
  }

  /// Reads the rest of the file piece by piece, in memory that does not grow with it.
  ///
  /// - Parameter body: takes a piece of up to a mebibyte.
  /// - Throws: `StorageError`, and what the body throws.
  package func forEachPiece(_ body: ([UInt8]) throws -> Void) throws {
    var piece: [UInt8] = []
    while try read(upTo: 1 << 20, appendingTo: &piece) > 0 {
      try body(piece)
      piece.removeAll(keepingCapacity: true)
    }
  }

  /// Reads the rest of the file.
  package func readAll() throws(StorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    while try read(upTo: 1 << 16, appendingTo: &bytes) > 0 {}
    return bytes
  }

  /// Fills a buffer from an offset on; shorter only at the end of the file.
  package func read(at offset: Int, count: Int, into buffer: inout [UInt8]) throws(StorageError) {
    if buffer.count != count { buffer = [UInt8](repeating: 0, count: count) }
    var code: Int32 = 0
    var total = 0
    buffer.withUnsafeMutableBytes { bytes in
      while total < count {
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[total...])
        let got = pread(descriptor, part.baseAddress, count - total, off_t(offset + total))
        code = errno
        if got < 0 && code == EINTR { continue }
        if got <= 0 { return }
        code = 0
        total += got
      }
    }
    guard total == count || code == 0 else {
      throw StorageError(action: "read", path: path, code: code)
    }
    if total < count { buffer.removeLast(count - total) }
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(StorageError) {
    var code: Int32 = 0
    var done = 0
    bytes.withUnsafeBytes { all in
      while done < all.count {
        let part = UnsafeRawBufferPointer(rebasing: all[done...])
        let count = retried { systemWrite(descriptor, part) }
        code = errno
        if count < 0 { return }
        done += count
      }
    }
    guard done == bytes.count else { throw StorageError(action: "write", path: path, code: code) }
  }

  /// Makes the next read begin at the start.
  package func rewind() throws(StorageError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw StorageError(action: "read", path: path, code: errno)
    }
  }

  /// Waits until what was written is on the disk.
  package func synchronize() throws(StorageError) {
    guard fsync(descriptor) == 0 else {
      throw StorageError(action: "write", path: path, code: errno)
    }
  }
}

private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }
