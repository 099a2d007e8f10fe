// The package as a library: what README.md shows, compiled as any other program would compile it.

import Export
import Model
import Output
import Pipeline
import Write

/// Exports a month of an archive in every format, and builds the site beside it.
func exportMonth(_ month: Month, of archive: String, to out: String) throws -> [String] {
  let history = try DatasetReader().read(ArchiveReading(archive))
  let rows = EnrichedRowSource(history)
  guard !CoverageCheck(history, Period(month)).forbidsExport else { return [] }
  var folder = try ExportFolder(history, Period(month), in: out)
  let manifest = try folder.write(rows)
  let pages = try SiteFolder(rows, in: "\(out)/site").write()
  return manifest.files.map { "\(month)/\($0.name)" } + pages.map { "site/\($0)" }
}
