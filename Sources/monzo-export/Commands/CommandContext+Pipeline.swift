// The pipeline of one run: its settings, and this console for what it finds.

import Pipeline
import Wording

extension CommandContext {
  var pipelineSettings: PipelineSettings {
    var pipeline = PipelineSettings(
      timeZone: timeZone, asOf: settings.asOf, statementAccount: statementAccount,
      home: settings.home, archive: settings.archive)
    pipeline.spending = settings.spending
    pipeline.chart = settings.chart
    pipeline.statementDates = self[Options.dates]
    return pipeline
  }

  var observer: PipelineObserver {
    PipelineObserver { [console] progress in
      console.progress(progress.map { "reading \($0.file): \($0.bytes >> 20) MiB" })
    } finding: { [console] in
      console.show($0.messages)
    }
  }
}
