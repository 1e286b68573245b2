import Foundation
import OfflineAnalysis
import Recording
import SessionResults
import Synchronization

/// Several recordings analysed at once, one on each processor, with one table over all of them.
///
/// A recording that cannot be analysed stops nothing: its failure stands in the table, and the command ends with the exit
/// code of the first one.
struct BatchAnalysis {
  /// In the output folder, beside a folder for each recording.
  static let tableName = "recordings.csv"

  let items: [RecordingList.Item]
  let output: String?
  let force: Bool
  /// How a recording is analysed.
  let request: @Sendable (_ path: String) -> OfflineAnalysis.Request

  /// Analyses all of them; the outcomes are in the order of the items.
  func run() throws -> [BatchOutcome] {
    let table = try output.map {
      try OutputFolder(path: $0, names: [Self.tableName], inputs: items.map(\.path), overwrites: force)
    }
    let progress = Mutex(BatchProgress(items.map { Self.length($0.path) }))
    let outcomes = Mutex([BatchOutcome?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let outcome = analyse(items[index]) { part in progress.withLock { $0.update(index, part) } }
      progress.withLock { $0.update(index, 1) }
      outcomes.withLock { $0[index] = outcome }
    }
    progress.withLock { $0.clear() }
    let all = outcomes.withLock { $0.compactMap { $0 } }
    try table?.write(Self.tableName, BatchTable(all).csv)
    return all
  }

  private func analyse(_ item: RecordingList.Item, onProgress: (Double) -> Void) -> BatchOutcome {
    var request = request(item.path)
    if items.count > 1 { request.readsAhead = false }
    let folder = output.map { OutputFolder.join($0, item.name) }
    do {
      let analysis = RecordingAnalysis(request: request, output: folder, force: force)
      let (summary, files) = try analysis.run(onProgress: onProgress)
      return BatchOutcome(item: item, summary: summary, failure: SessionEnd(summary, files: files).failure)
    } catch {
      let failure = CommandFailure(error) ?? CommandFailure("\(error)", .software)
      return BatchOutcome(item: item, summary: nil, failure: failure)
    }
  }

  /// Bytes of a file, at least 1: progress goes by them.
  private static func length(_ path: String) -> Double {
    var status = stat()
    return stat(path.onDisk, &status) == 0 ? max(1, Double(status.st_size)) : 1
  }
}

/// What became of one of several recordings.
struct BatchOutcome: Sendable {
  /// The recording.
  let item: RecordingList.Item
  /// What was found; nil when it could not be analysed.
  let summary: SessionSummary?
  /// Why it failed, or why its results cannot be used.
  let failure: CommandFailure?
}

/// How far several recordings are, as one line.
struct BatchProgress {
  private let lengths: [Double]
  private var parts: [Double]
  private var line: ProgressLine

  /// One length a recording, in any unit.
  init(_ lengths: [Double]) {
    self.lengths = lengths
    parts = [Double](repeating: 0, count: lengths.count)
    line = ProgressLine("Analysing \(lengths.count) recordings")
  }

  /// Recording number `index` is done to `part`, 0…1.
  mutating func update(_ index: Int, _ part: Double) {
    parts[index] = part
    let done = zip(parts, lengths).reduce(0) { $0 + $1.0 * $1.1 }
    line.update(done / max(1, lengths.reduce(0, +)))
  }

  /// Takes the line away.
  mutating func clear() { line.clear() }
}
