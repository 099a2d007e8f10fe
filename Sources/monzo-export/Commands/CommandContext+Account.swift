// An account by the name that people have for it, looked up in the archive that files are to be imported into.

import Archive
import Model
import Pipeline

extension CommandContext {
  /// The id of the one account of the archive that a slug or a type stands for; nil when there is none, or more.
  func account(inArchive name: String) throws -> String? {
    let archive: ArchiveReading
    do {
      archive = try ArchiveReading(archivePath())
    } catch is CommandError {
      return nil
    } catch PipelineError.noArchive {
      return nil
    }
    var known = Knowledge.empty
    known.references = try archive.book()
    known.merge(archive.referenceKnowledge)
    let ids = (try? AccountBook(known, fixed: archive.names).ids(of: name)) ?? []
    let accounts = ids.filter { $0.hasPrefix("acc_") }
    return accounts.count == 1 ? accounts.first : nil
  }
}
