// In which order the files of a folder are put in their place. Pure: from what is there and what was drafted to a
// list of operations, after each of which a kill may come. What is not the program's is in no operation.

/// One operation on a disk.
enum FolderStep: Equatable {
  /// Makes a file, written and on the disk.
  case create(String, [UInt8])
  /// Makes a folder.
  case makeFolder(String)
  /// Moves a file or folder, in the place of what is there.
  case rename(String, to: String)
  /// Moves a draft to a name that nobody has, and fails when somebody does by now.
  case place(String, at: String)
  /// Makes sure that a folder still holds what it held, and moves it back and fails when it does not.
  case confirm(String, FolderSurvey, elseTo: String)
  /// Gives an earlier file, whose bytes a draft has, the draft's place, so that its times stay.
  case keep(String, draft: String, at: String)
  /// Sets permission bits.
  case setMode(UInt32, of: String)
  /// Removes a file.
  case remove(String)
  /// Removes a folder, unless somebody has put something into it.
  case removeFolder(String)
  /// Waits until the names in a folder are on the disk.
  case synchronizeFolder(String)
}

/// Puts drafts in their place.
struct FolderPlan {
  /// A file that was written under another name.
  struct Draft: Equatable {
    /// Where it is.
    let path: String
    /// Its number on the disk.
    let number: UInt64
  }

  /// The folder.
  let folder: String
  /// What is in it; nil when it is not there.
  let survey: FolderSurvey?
  /// The folder of the drafts.
  let staging: String
  /// The files by the name that each is to have in the folder.
  let drafts: [String: Draft]
  /// The names whose file in the folder has the bytes of the draft.
  let unchanged: Set<String>

  private static let fileMode: UInt32 = 0o600
  private static let folderMode: UInt32 = 0o700

  private var names: [String] { drafts.keys.sorted() }

  /// The folders that the names are in; each comes before those in it.
  private var newFolders: [String] { FolderMarker.folders(of: drafts.keys).sorted() }

  // MARK: As a whole

  /// Makes the drafts' folder the folder, in the place of one that holds nothing of others.
  ///
  /// - Parameter old: where the earlier folder is until the new one is in its place.
  /// - Returns: the operations in their order.
  func replacing(by old: String) -> [FolderStep] {
    var steps: [FolderStep] = [
      .create("\(staging)/\(FolderMarker.name)", FolderMarker(files: Set(names)).bytes),
      .synchronizeFolder(staging),
    ]
    for path in newFolders {
      steps.append(.makeFolder("\(staging)/\(path)"))
      steps += mode(of: path, at: "\(staging)/\(path)", usually: FolderPlan.folderMode)
    }
    for name in names {
      guard let draft = drafts[name] else { continue }
      let place = "\(staging)/\(name)"
      if unchanged.contains(name) {
        steps.append(.keep("\(folder)/\(name)", draft: draft.path, at: place))
      } else {
        steps += mode(of: name, at: draft.path, usually: FolderPlan.fileMode)
        steps.append(.rename(draft.path, to: place))
      }
    }
    if let mode = survey?.root.mode, mode != FolderPlan.folderMode {
      steps.append(.setMode(mode, of: staging))
    }
    steps += (newFolders.map { "\(staging)/\($0)" } + [staging]).map { .synchronizeFolder($0) }
    guard let survey, !survey.entries.isEmpty else {
      // A folder that is not there or empty gives its place in one step.
      return steps + [.rename(staging, to: folder), .synchronizeFolder("")]
    }
    // Nobody finds the folder under its name while it is looked at once more.
    steps += [.rename(folder, to: old), .confirm(old, survey, elseTo: folder)]
    steps += [.rename(staging, to: folder), .synchronizeFolder("")]
    return steps + FolderPlan.clearing(old, survey) + [.synchronizeFolder("")]
  }

  /// Removes a folder with all that the program wrote in it; the marker goes last, so that the rest stays known.
  static func clearing(_ folder: String, _ survey: FolderSurvey) -> [FolderStep] {
    var steps = survey.entries.keys.filter(FolderDrafts.isDraft).sorted()
      .map { FolderStep.remove("\(folder)/\($0)") }
    steps += survey.ownFiles.map { .remove("\(folder)/\($0)") }
    steps += survey.ownFolders.reversed().map { .removeFolder("\(folder)/\($0)") }
    if survey.isOwn(FolderMarker.name) { steps.append(.remove("\(folder)/\(FolderMarker.name)")) }
    return steps + [.removeFolder(folder)]
  }

  // MARK: File by file

  /// Puts each file in its place among what others have in the folder.
  ///
  /// - Parameter draft: where the marker is written before it takes the place of the earlier one.
  /// - Returns: the operations in their order.
  func merging(markerDraft draft: String) -> [FolderStep] {
    guard let survey else { return [] }
    let stale = survey.ownFiles.filter { drafts[$0] == nil }
    let gone = foldersToRemove(survey, stale)
    let final = FolderMarker(
      files: Set(names), folders: Set(survey.ownFolders).subtracting(gone))
    let first = FolderMarker(
      files: Set(survey.ownFiles),
      pending: drafts.filter { !survey.isOwn($0.key) }.mapValues(\.number),
      folders: Set(survey.ownFolders))
    var steps: [FolderStep] = []
    if first != survey.marker { steps += FolderPlan.marking(folder, first, draft: draft) }
    for path in newFolders where survey.entries[path] == nil {
      steps.append(.makeFolder("\(folder)/\(path)"))
    }
    for name in names {
      guard let draft = drafts[name] else { continue }
      let place = "\(folder)/\(name)"
      if unchanged.contains(name) {
        steps.append(.remove(draft.path))
      } else if survey.isOwn(name) {
        steps += mode(of: name, at: draft.path, usually: FolderPlan.fileMode)
        steps.append(.rename(draft.path, to: place))
      } else {
        steps.append(.place(draft.path, at: place))
      }
    }
    steps += stale.map { .remove("\(folder)/\($0)") }
    steps += gone.map { .removeFolder("\(folder)/\($0)") }
    steps += ([""] + newFolders.map { "/\($0)" }).map { .synchronizeFolder(folder + $0) }
    if final != first { steps += FolderPlan.marking(folder, final, draft: draft) }
    return steps
  }

  /// Puts a marker in the place of the earlier one.
  static func marking(_ folder: String, _ marker: FolderMarker, draft: String) -> [FolderStep] {
    [
      .create(draft, marker.bytes), .rename(draft, to: "\(folder)/\(FolderMarker.name)"),
      .synchronizeFolder(folder),
    ]
  }

  /// The program's folders that hold nothing when stale files are gone, the inner ones first.
  private func foldersToRemove(_ survey: FolderSurvey, _ stale: [String]) -> [String] {
    let needed = Set(newFolders)
    var gone = Set(stale)
    return survey.ownFolders.reversed().filter { folder in
      guard !needed.contains(folder) else { return false }
      let isEmpty = survey.entries.keys.allSatisfy {
        !$0.hasPrefix("\(folder)/") || gone.contains($0)
      }
      if isEmpty { gone.insert(folder) }
      return isEmpty
    }
  }

  /// Gives what replaces a file or folder of the program the permissions that the user gave that.
  private func mode(of name: String, at path: String, usually usual: UInt32) -> [FolderStep] {
    guard let survey, survey.isOwn(name) || survey.isOwnFolder(name),
      let mode = survey.entries[name]?.mode, mode != usual
    else { return [] }
    return [.setMode(mode, of: path)]
  }
}
