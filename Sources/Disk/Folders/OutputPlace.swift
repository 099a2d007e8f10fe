// Which folders are never written into, whatever is in them: a pure function of the path and of what the system says
// of it, so that it can be tested without going near such a folder.

/// A folder that files are to be written into.
struct OutputPlace: Equatable {
  /// The folder, absolute, links followed as far as it exists.
  var path: String
  /// The user's home folder, in the same form.
  var home: String?
  /// The archives that are read and written, in the same form.
  var archives: [String] = []
  /// The user that the process acts as.
  var user: UInt32 = 0
  /// What is there; nil for nothing.
  var status: EntryStatus?
  /// The device of the folder that it is in.
  var deviceAbove: UInt64?

  /// Why nothing may be written into a folder.
  enum Refusal: Equatable {
    /// It is the root of the file system, or a folder of the system.
    case system
    /// It is a home folder.
    case home
    /// It is the archive.
    case archive
    /// It is in the archive.
    case insideArchive
    /// The archive is in it.
    case holdsArchive
    /// It is where another disk begins.
    case mountPoint
    /// It belongs to the system's administrator, who is somebody else.
    case ofRoot
  }

  /// Folders of the system that nothing is written into, nor into what is in them.
  private static let trees = [
    "/System", "/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/private/etc",
    "/proc", "/sbin", "/sys", "/usr/bin", "/usr/include", "/usr/lib", "/usr/lib32", "/usr/lib64",
    "/usr/libexec", "/usr/sbin",
  ]

  /// Folders that are everybody's; what is in them may be the user's.
  private static let shared: Set = [
    "/", "/Applications", "/Library", "/Users", "/Volumes", "/dev", "/dev/shm", "/home", "/media",
    "/mnt", "/nix", "/opt", "/private", "/private/tmp", "/private/var", "/private/var/tmp",
    "/run", "/snap", "/srv", "/tmp", "/usr", "/usr/local", "/usr/local/bin", "/usr/local/lib",
    "/usr/local/share", "/usr/share", "/var", "/var/cache", "/var/lib", "/var/log", "/var/run",
    "/var/spool", "/var/tmp",
  ]

  /// Folders that hold the home folders of all users.
  private static let homes: Set = ["/Users", "/home"]

  /// Why nothing may be written into the folder; nil when it may.
  var refusal: Refusal? {
    if isOfSystem { return .system }
    if path == home || path == "/root" || OutputPlace.homes.contains(OutputPlace.parent(path)) {
      return .home
    }
    for archive in archives {
      if path == archive { return .archive }
      if OutputPlace.holds(archive, path) { return .insideArchive }
      if OutputPlace.holds(path, archive) { return .holdsArchive }
    }
    guard let status else { return nil }
    if status.owner == 0, user != 0 { return .ofRoot }
    if let deviceAbove, deviceAbove != status.device { return .mountPoint }
    return nil
  }

  private var isOfSystem: Bool {
    if let home, OutputPlace.holds(path, home) { return true }
    return OutputPlace.shared.contains(path)
      || OutputPlace.trees.contains { $0 == path || OutputPlace.holds($0, path) }
  }

  /// Whether a folder is above another path.
  private static func holds(_ folder: String, _ path: String) -> Bool {
    folder == "/" ? path != "/" : path.hasPrefix("\(folder)/")
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}

extension OutputPlace.Refusal {
  /// What the user reads.
  var advice: String {
    switch self {
    case .system: "it is a folder of the system: name another"
    case .home: "it is a home folder: name a folder in it"
    case .archive: "it is the archive: name a folder beside it"
    case .insideArchive: "it is in the archive: name a folder beside that"
    case .holdsArchive: "the archive is in it: name another folder"
    case .mountPoint: "another disk begins here: name a folder in it"
    case .ofRoot: "it belongs to the administrator: name a folder of your own"
    }
  }
}
