// What a run finds and why it cannot go on, as facts: whoever runs the stages owns the words and the exit codes.

public import Archive
public import Model
public import Mustache
public import Normalize

/// Something that a run found and that does not stop it.
public enum PipelineFinding: Equatable, Sendable {
  /// A record cannot be read; the others are. One of an archive was read before, so it is damaged.
  case unreadable(Diagnostic, isOfArchive: Bool)
  /// Something of the input that is no row although nothing is wrong with it, or how the input was read.
  case leftOut(Diagnostic)
  /// So many more records of the input, or of the named file, cannot be read.
  case moreUnreadable(Int, file: String?, isOfArchive: Bool)
  /// A name of the input that no rule knows.
  case unknownName(UnknownNames.Entry)
  /// So many rows of statements are of an account that nothing names.
  case rowsOfUnknownAccount(Int)
  /// So many moves name a pot, and several pots have the name.
  case movesOfOneOfSeveralPots(Int, name: String)
  /// Files of the archive do not hold what was written into them.
  case damaged([FileDamage])
  /// Files of an archive that was imported are damaged, and nothing of them was taken.
  case damagedImport(of: String, [FileDamage])
  /// The archive has its list of digests from now on; an earlier version had made none.
  case madeDigests
  /// Months between exported ones were never exported to a destination.
  case skippedMonths([Month], destination: String)
}

/// Why a folder that is there cannot take a copy of the archive.
public enum CopyRefusal: Equatable, Sendable {
  /// It holds something that is of no copy.
  case stranger(name: String)
  /// It is a copy of another archive: its folder.
  case ofOther(archive: String)
  /// It was written to since it was copied.
  case writtenSince
  /// It still holds what files of the archive lost.
  case holdsLost([String])
}

/// Why a run cannot go on, beside what storage and the archive report themselves.
public enum PipelineError: Error, Equatable {
  /// There is no archive in the folder.
  case noArchive(path: String)
  /// Another run changed a file while it was read.
  case changedWhileRead(path: String)
  /// No account or pot of the input has the name; the slugs of those that there are.
  case unknownAccount(String, known: [String])
  /// A folder of exports holds a month that no export of the archive wrote, with a row that the archive has not.
  case foreignMonth(folder: String, row: String)
  /// A folder of exports holds a month that an earlier version wrote, and nothing in it says which rows it has.
  case unlistedMonth(folder: String)
  /// OFX has one file an account, and one output was asked for; the slugs of the accounts.
  case severalAccountsInOneFile([String])
  /// QIF has one currency a file, and one output was asked for; the codes of the currencies.
  case severalCurrenciesInOneFile([String])
  /// A target has a file for each account, and one output was asked for; the program, and the slugs of the accounts.
  case severalAccountsForTarget(program: String, [String])
  /// A workbook would be larger than its format allows.
  case workbookTooLarge
  /// A template cannot be used; the folder that it is in unless it is built in.
  case template(TemplateError, folder: String?)
  /// The archive was named as what is to be imported into it.
  case importOfItself(path: String)
  /// A file of an archive to be imported is damaged without which nothing of it can be taken.
  case importOfDamaged(path: String, file: String)
  /// No import has the number; the imports that there are.
  case unknownImport(Int, known: [LoggedImport])
  /// What an import brought cannot be read, so nothing can be undone; the file that says it.
  case unreadableImport(LoggedImport, path: String)
  /// A copy of the archive cannot go into a folder.
  case copyRefused(path: String, CopyRefusal)
  /// A file to be imported holds an account of another bank user than the archive's.
  case importOfOtherUser(file: String, account: String, user: String, owner: String)
  /// A pot was named as an account to fetch; the slug of the account that it is fetched with, where it is known.
  case potIsNoAccount(String, account: String?)
  /// Nothing was exported to a destination yet; the destinations that something was exported to.
  case nothingExported(to: String, others: [String])
  /// Nothing was fetched into the archive yet.
  case nothingFetched
}
