// The system's disk, call by call. Files belong to their owner alone (0600, folders 0700), since they hold
// a person's payments. Interrupted calls are made again and short writes go on where they stopped.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A folder of the system's disk.
public struct SystemDisk: Disk, Sendable {
  /// The absolute path of the root.
  public let place: String

  /// Names a folder, which need not exist yet.
  ///
  /// - Parameter path: absolute, or relative to the working directory.
  public init(_ path: String) {
    let whole = path.utf8.first == 0x2F ? path : "\(SystemDisk.workingDirectory())/\(path)"
    place = "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// The absolute path of a file or folder, for messages and for programs that open it themselves.
  public func absolute(_ path: String) -> String { path.isEmpty ? place : "\(place)/\(path)" }

  /// A path as the system knows it: absolute, links followed as far as it exists.
  package static func canonical(_ path: String) -> String {
    var known = SystemDisk(path).place
    var rest: [Substring] = []
    while true {
      if let found = realpath(known, nil) {
        defer { free(found) }
        let start = String(cString: found)
        if rest.isEmpty { return start }
        return (start == "/" ? "" : start) + "/" + rest.joined(separator: "/")
      }
      guard let slash = known.lastIndex(of: "/"), slash > known.startIndex else {
        return SystemDisk(path).place
      }
      let name = known[known.index(after: slash)...]
      if !name.isEmpty, name != "." { rest.insert(name, at: 0) }
      known = String(known[..<slash])
    }
  }

  private static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  // MARK: Reading

  /// The bytes of a file; nil when there is none.
  public func read(_ path: String) throws(StorageError) -> [UInt8]? {
    let descriptor: Int32
    do { descriptor = try RegularFile.open(absolute(path), O_RDONLY) } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw failed("read", path, error)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size) + 1) }
    var piece = [UInt8](repeating: 0, count: min(1 << 20, max(1 << 12, Int(status.st_size) + 1)))
    while true {
      let count = piece.withUnsafeMutableBytes { buffer in
        retried { systemRead(descriptor, buffer) }
      }
      guard count >= 0 else { throw failed("read", path) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// The number of bytes of a file; nil when there is none.
  public func size(_ path: String) throws(StorageError) -> Int? {
    var status = stat()
    guard stat(absolute(path), &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failed("read", path)
    }
    return Int(status.st_size)
  }

  /// What says one state of a file from another without reading it; nil when there is none.
  public func state(_ path: String) -> FileState? { FileState(absolute(path)) }

  /// The names in a folder, sorted by bytes; empty when there is none.
  public func list(_ folder: String) throws(StorageError) -> [String] {
    guard let stream = opendir(absolute(folder)) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw failed("list", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw failed("list", folder) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Writing

  /// Writes a new file, in the place of an earlier one.
  public func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let descriptor: Int32
    do { descriptor = try RegularFile.create(absolute(path)) } catch {
      throw failed("write", path, error)
    }
    try write(bytes, descriptor, path)
  }

  /// Adds to the end of a file, making it when there is none.
  public func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let descriptor: Int32
    do {
      descriptor = try RegularFile.open(absolute(path), O_WRONLY | O_CREAT | O_APPEND)
    } catch {
      throw failed("write", path, error)
    }
    try write(bytes, descriptor, path)
  }

  private func write(
    _ bytes: [UInt8], _ descriptor: Int32, _ path: String
  ) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        retried { systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...])) }
      }
      guard count >= 0 else {
        let error = failed("write", path)
        close(descriptor)
        throw error
      }
      done += count
    }
    // Some file systems say only now that there is no room.
    guard close(descriptor) == 0 || errno == EINTR else { throw failed("write", path) }
  }

  /// Waits until the bytes of a file are on the disk.
  public func synchronize(_ path: String) throws(StorageError) {
    try synchronize(path, O_WRONLY)
  }

  /// Waits until the names in a folder are on the disk.
  public func synchronizeFolder(_ folder: String) throws(StorageError) {
    try synchronize(folder, O_RDONLY | O_DIRECTORY)
  }

  private func synchronize(_ path: String, _ flags: Int32) throws(StorageError) {
    let descriptor = retried { open(absolute(path), flags | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failed("save", path) }
    defer { close(descriptor) }
    #if canImport(Darwin)
      // Darwin's fsync leaves bytes in the drive's own memory; not every file system can do better.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard retried({ fsync(descriptor) }) == 0 else { throw failed("save", path) }
  }

  /// Puts a file in the place of another.
  public func rename(_ path: String, to target: String) throws(StorageError) {
    guard systemRename(absolute(path), absolute(target)) == 0 else {
      throw failed("replace", target)
    }
  }

  /// Removes a file; nothing when there is none.
  public func remove(_ path: String) throws(StorageError) {
    guard unlink(absolute(path)) == 0 || errno == ENOENT else { throw failed("remove", path) }
  }

  /// Makes a folder with the folders above it; nothing when it is there.
  public func makeFolder(_ folder: String) throws(StorageError) {
    let whole = absolute(folder)
    if mkdir(whole, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = whole.utf8.lastIndex(of: 0x2F), slash > whole.startIndex
    else { throw failed("make the folder", folder) }
    try SystemDisk(String(whole[..<slash])).makeFolder("")
    guard mkdir(whole, 0o700) == 0 || errno == EEXIST else {
      throw failed("make the folder", folder)
    }
  }

  func failed(_ action: String, _ path: String) -> StorageError {
    StorageError.inArchive(action: action, path: absolute(path), code: errno)
  }

  private func failed(
    _ action: String, _ path: String, _ error: RegularFile.Refused
  ) -> StorageError {
    var failure = StorageError.inArchive(action: action, path: absolute(path), code: error.code)
    if error.code == StorageError.otherKind { failure.advice = error.advice }
    return failure
  }
}

/// Makes a call again for as long as a signal interrupts it.
func retried<Count: SignedInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}

private func systemRename(_ path: String, _ target: String) -> Int32 { rename(path, target) }
