// The files of a folder, drafted under other names and then put in their place: as a new folder where the old one
// holds nothing of others, else file by file. What an interrupted run left is put right before anything else.

/// A folder whose files are being written.
struct FolderUpdate<Storage: FolderDisk> {
  private(set) var disk: Storage
  /// The folder.
  let folder: String
  /// Where a new folder is prepared, beside the folder.
  private let new: String
  /// Where the earlier folder is while the new one takes its place.
  private let old: String
  /// Where drafts are.
  private(set) var staging: String
  private(set) var drafts: [String: String] = [:]
  /// How many drafts there were, also those that are no longer wanted.
  private var draftCount = 0

  /// Puts right what an interrupted run left, and makes room for drafts.
  ///
  /// - Parameters:
  ///   - folder: its name in the disk's root.
  ///   - disk: the disk, rooted in the folder that holds the folder.
  /// - Throws: `StorageError` when there is no way to write there.
  init(of folder: String, on disk: Storage) throws(StorageError) {
    self.disk = disk
    self.folder = folder
    new = SiblingPath.of(folder, .new)
    old = SiblingPath.of(folder, .old)
    staging = new
    try recover()
    staging = try beginDrafts()
  }

  private var inside: String { "\(folder)/\(FolderDrafts.folder)" }

  /// Where a run has its drafts while it lasts.
  static func draftFolders(of folder: String) -> [String] {
    [SiblingPath.of(folder, .new), "\(folder)/\(FolderDrafts.folder)"]
  }

  /// Where a marker is drafted; the drafts of files have numbers above it.
  private var markerDraft: String { "\(inside)/\(FolderDrafts.name(0))" }

  private func survey() throws(StorageError) -> FolderSurvey? {
    try FolderSurvey(of: folder, on: disk)
  }

  // MARK: After an interrupted run

  /// Brings back a folder that was taken away, lists what is the program's, and clears its drafts.
  private mutating func recover() throws(StorageError) {
    let kind = try disk.status(folder)?.kind
    guard kind == nil || kind == .folder else {
      throw StorageError.notAFolder(disk.place, folder)
    }
    if kind == nil, try FolderSurvey(of: old, on: disk)?.marker != nil {
      try disk.rename(old, to: folder)
      try disk.synchronizeFolder("")
    }
    if let survey = try survey(), survey.marker?.pending.isEmpty == false {
      if try disk.status(inside) == nil { try disk.makeFolder(inside) }
      try disk.remove(markerDraft)
      try perform(FolderPlan.marking(folder, survey.settledMarker, draft: markerDraft))
    }
    for leftover in [inside, new, old] { try clear(leftover) }
  }

  /// Removes a folder that an interrupted run left, unless anything of somebody else is in it.
  private mutating func clear(_ leftover: String) throws(StorageError) {
    guard let status = try disk.status(leftover) else { return }
    guard status.kind == .folder, let survey = try FolderSurvey(of: leftover, on: disk) else {
      throw StorageError.taken(disk.place, leftover)
    }
    let foreign = survey.strangers.filter {
      !FolderDrafts.isDraft($0) || survey.entries[$0]?.kind != .file
    }
    if let name = foreign.first {
      throw StorageError.taken(disk.place, "\(leftover)/\(name)")
    }
    try perform(FolderPlan.clearing(leftover, survey))
  }

  /// Makes the folder of drafts: beside the folder when that can be replaced as a whole, else in it.
  private mutating func beginDrafts() throws(StorageError) -> String {
    guard let survey = try survey() else { return try makeDrafts(new) }
    if canReplace(survey) {
      do throws(StorageError) {
        return try makeDrafts(new)
      } catch  where error.isForbidden {
        // Whoever may write in the folder may not write beside it.
      }
    }
    return try makeDrafts(inside)
  }

  /// Makes a folder of drafts; that it cannot be made is reported of the folder that the user knows.
  private mutating func makeDrafts(_ path: String) throws(StorageError) -> String {
    do { try disk.makeFolder(path) } catch {
      var error = error
      error.path = "\(disk.place)/\(folder)"
      throw error
    }
    return path
  }

  /// Whether another folder may take the place of this one: it holds nothing of others, and would not change owner.
  private func canReplace(_ survey: FolderSurvey) -> Bool {
    survey.strangers.isEmpty && survey.root.owner == disk.user
  }

  // MARK: Writing

  /// The path at which to write a file, before it is put in its place.
  mutating func draft(_ name: String) throws(StorageError) -> String {
    if let earlier = drafts[name] {
      try disk.remove(earlier)
      return earlier
    }
    draftCount += 1
    let path = "\(staging)/\(FolderDrafts.name(draftCount))"
    drafts[name] = path
    return path
  }

  /// Has a file that is in the folder stay as it is, without a copy of its bytes.
  ///
  /// - Returns: false where the file system has no links.
  mutating func keep(_ name: String) throws(StorageError) -> Bool {
    let path = try draft(name)
    do { try disk.link("\(folder)/\(name)", to: path) } catch { return false }
    return true
  }

  /// Takes a draft back.
  mutating func discard(_ name: String) throws(StorageError) {
    if let path = drafts.removeValue(forKey: name) { try disk.remove(path) }
  }

  /// Makes sure that no file takes the place of one that somebody else has.
  ///
  /// - Throws: `StorageError` that names the first one that would.
  func check() throws(StorageError) {
    if let name = try survey()?.clash(with: drafts.keys) {
      throw StorageError.taken(disk.place, "\(folder)/\(name)")
    }
  }

  /// Puts all files in their place, and removes those of an earlier run that are not among them.
  mutating func commit() throws(StorageError) {
    for draft in drafts.values.sorted() { try disk.synchronize(draft) }
    try check()
    let survey = try survey()
    let plan = FolderPlan(
      folder: folder, survey: survey, staging: staging, drafts: try numbered(),
      unchanged: unchanged(survey))
    if staging == new, survey.map(canReplace) ?? true {
      try perform(plan.replacing(by: old))
    } else {
      if staging == new { try disk.makeFolder(inside) }
      try perform(plan.merging(markerDraft: markerDraft))
      for leftover in [inside, new] { try clear(leftover) }
    }
    drafts = [:]
  }

  /// Leaves the folder as it was, or with what is in its place already, and no draft.
  mutating func abandon() { try? recover() }

  private func numbered() throws(StorageError) -> [String: FolderPlan.Draft] {
    var numbered: [String: FolderPlan.Draft] = [:]
    for (name, path) in drafts {
      guard let status = try disk.status(path) else {
        throw StorageError.draftIsGone(disk.place, path)
      }
      numbered[name] = FolderPlan.Draft(path: path, number: status.number)
    }
    return numbered
  }

  /// The names whose file in the folder has the bytes of the draft already.
  private func unchanged(_ survey: FolderSurvey?) -> Set<String> {
    guard let survey else { return [] }
    return Set(
      drafts.filter { name, draft in
        survey.isOwn(name) && (try? disk.holdSame(draft, "\(folder)/\(name)")) == true
      }.keys)
  }

  // MARK: Steps

  private mutating func perform(_ steps: [FolderStep]) throws(StorageError) {
    for step in steps { try perform(step) }
  }

  private mutating func perform(_ step: FolderStep) throws(StorageError) {
    switch step {
    case .create(let path, let bytes):
      try disk.create(path, bytes)
      try disk.synchronize(path)
    case .makeFolder(let path): try disk.makeFolder(path)
    case .rename(let path, let target): try disk.rename(path, to: target)
    case .place(let draft, let path): try place(draft, at: path)
    case .confirm(let path, let survey, let place):
      let found = try FolderSurvey(of: path, on: disk)
      if let name = found?.entries.keys.filter({ survey.entries[$0] == nil }).min() {
        try disk.rename(path, to: place)
        throw StorageError.putThereMeanwhile(disk.place, "\(place)/\(name)")
      }
    case .keep(let earlier, let draft, let path):
      do {
        try disk.link(earlier, to: path)
        try disk.remove(draft)
      } catch {
        // Not every file system has links.
        try disk.copyTimes(of: earlier, to: draft)
        try disk.rename(draft, to: path)
      }
    case .setMode(let mode, let path): try disk.setMode(mode, of: path)
    case .remove(let path): try disk.remove(path)
    case .removeFolder(let path):
      do { try disk.removeFolder(path) } catch  where error.isNotEmpty {
        // Somebody has put something there.
      }
    case .synchronizeFolder(let path): try disk.synchronizeFolder(path)
    }
  }

  /// Moves a draft to a name that nobody has: a link fails where a rename would replace.
  private mutating func place(_ draft: String, at path: String) throws(StorageError) {
    do {
      try disk.link(draft, to: path)
    } catch {
      guard try disk.status(path) == nil else { throw StorageError.taken(disk.place, path) }
      return try disk.rename(draft, to: path)
    }
    try disk.remove(draft)
  }
}
