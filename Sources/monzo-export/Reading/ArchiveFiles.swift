// The files of an archive, found by their places: what an archive holds is told by the names of its folders,
// so nothing has to be opened to know where a month lies.

import Foundation
import Model

/// One file of records in an archive.
struct ArchivePart: Equatable {
  /// The path below the archive, which messages show and caches are keyed by.
  let name: String
  /// The account of its records; nil where each record must tell.
  let account: String?
  /// The UTC month in which its rows were made; nil for all months.
  var month: Month?
}

/// The files of one archive.
struct ArchiveFiles {
  let folder: String

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Whether there is an archive at all.
  var exists: Bool { FileState(path("FORMAT")) != nil }

  /// The files with rows as the bank's API of today sent them, by account and month.
  var transactions: [ArchivePart] {
    names("transactions").flatMap { folder -> [ArchivePart] in
      guard let account = ArchiveFiles.value(of: "account_id", in: folder) else { return [] }
      return names("transactions/\(folder)").compactMap { month in
        let name = "transactions/\(folder)/\(month)/part.jsonl"
        guard let value = ArchiveFiles.value(of: "month", in: month), let month = Month(value)
        else { return nil }
        return FileState(path(name)).map { _ in
          ArchivePart(name: name, account: account, month: month)
        }
      }
    }
  }

  /// What the bank told of accounts and pots.
  var references: [ArchivePart] {
    names("accounts").flatMap { account in
      ["account.json", "pots.json"].compactMap { file in
        let name = "accounts/\(account)/\(file)"
        return FileState(path(name)).map { _ in ArchivePart(name: name, account: account) }
      }
    }
  }

  /// Every balance that was seen.
  var balances: [ArchivePart] {
    names("balances").compactMap { folder in
      let name = "balances/\(folder)/part.jsonl"
      guard let account = ArchiveFiles.value(of: "account_id", in: folder) else { return nil }
      return FileState(path(name)).map { _ in ArchivePart(name: name, account: account) }
    }
  }

  /// Records of other dialects; a folder of one account says so in its name.
  var imports: [ArchivePart] { imports(in: "imports", account: nil) }

  private func imports(in folder: String, account: String?) -> [ArchivePart] {
    names(folder).flatMap { name -> [ArchivePart] in
      let inner = "\(folder)/\(name)"
      if FileState(path(inner)) != nil {
        return name.hasSuffix(".jsonl") ? [ArchivePart(name: inner, account: account)] : []
      }
      return imports(in: inner, account: ArchiveFiles.value(of: "account_id", in: name) ?? account)
    }
  }

  /// Which windows are complete, a file an account.
  var coverage: [String] {
    names("coverage").filter { $0.hasSuffix(".json") }.map { "coverage/\($0)" }
  }

  /// The names in a folder, sorted by bytes; hidden ones are on their way to another name.
  private func names(_ folder: String) -> [String] {
    guard let listing = opendir(path(folder)) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The value that a folder's name gives a key: `account_id=acc_1`.
  private static func value(of key: String, in name: String) -> String? {
    name.hasPrefix("\(key)=") ? String(name.dropFirst(key.count + 1)) : nil
  }
}
