// One file of records in an archive, with what its place says of its records.

import Archive
import Model

/// A file of an archive that the normalizer reads.
struct ArchivePart: Equatable {
  /// The path below the archive, which messages show and caches are named by.
  let name: String
  /// The account of records that do not name one; nil where each record must say.
  var account: String?
  /// The UTC month in which its rows were made; nil for files of other kinds.
  var month: Month?
  /// Whether it holds imported accounts, pots, balances and names of categories, and no rows.
  var isOfReferences = false

  /// A file that reports accounts, pots or balances.
  init(reference name: String) {
    self.name = name
    let folders = name.split(separator: "/")
    // Pots do not always say whose they are; their file is in the folder of the account.
    if folders.last == "pots.json", folders.count > 1 { account = String(folders[1]) }
  }

  /// A file of rows of one account and one month.
  init(rows file: PartitionFile) {
    name = file.path
    account = file.owner
    month = file.month
  }

  /// A file of what rows of an account were.
  init(history name: String) { self.name = name }

  /// A file of imported records.
  init(imported file: PartitionFile) {
    name = file.path
    let dialect = ImportedDialect(folder: file.owner)
    account = dialect.account
    isOfReferences = dialect.dialect == ImportedDialect.references
  }
}

/// What the folder of imported records is called: a dialect, for statements the digest of the file that they
/// came in, and the account that was named when they were imported.
package struct ImportedDialect: Equatable {
  /// The folder of what is reported beside rows.
  package static let references = "references"

  var dialect: String
  /// The digest of a statement; nil where rows know their account by themselves.
  package private(set) var digest: String?
  var account: String?

  /// Names a folder.
  package init(_ dialect: String, digest: String? = nil, account: String? = nil) {
    self.dialect = dialect
    self.digest = digest
    self.account = account
  }

  /// Reads the name of a folder.
  init(folder: String) {
    var name = folder[...]
    if let start = name.firstRange(of: "-acc_")?.lowerBound {
      account = String(name[name.index(after: start)...])
      name = name[..<start]
    }
    let parts = name.split(separator: "-", maxSplits: 1)
    dialect = parts.first.map(String.init) ?? folder
    digest = parts.count > 1 ? String(parts[1]) : nil
  }

  /// The name of the folder.
  package var folder: String {
    [dialect, digest, account].compactMap(\.self).joined(separator: "-")
  }
}
