import EMGUnits
import Files
import Foundation
import SessionResults
import Synchronization

/// `glutecue bids … participant`: every recording of the participants by itself. What is finished is left alone, so that the
/// same command goes on after anything that ended it.
struct ParticipantLevel: Sendable {
  let study: StudyFolder
  let results: StudyResults
  let plan: AnalysisPlan
  /// How many recordings at once.
  let jobs: Int
  /// Whether what is finished is made anew.
  let force: Bool
  /// Whether each recording gets its page.
  let hasPages: Bool

  /// Analyses these recordings; the outcomes are in their order.
  func run(_ recordings: [StudyRecording]) -> [StudyOutcome] {
    let next = Atomic(0)
    let outcomes = Mutex([StudyOutcome?](repeating: nil, count: recordings.count))
    DispatchQueue.concurrentPerform(iterations: min(jobs, recordings.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < recordings.count else { return }
        let outcome = outcome(recordings[index])
        outcomes.withLock { $0[index] = outcome }
      }
    }
    return outcomes.withLock { $0.compactMap(\.self) }
  }

  private func outcome(_ recording: StudyRecording) -> StudyOutcome {
    if !force, let known = results.outcome(recording), known.isFinished { return known }
    let outcome: StudyOutcome
    do { outcome = try results.keep(recording) { analyse(recording, into: $0) } } catch {
      outcome = self.outcome(recording, error)
    }
    tell(recording, outcome.problem.map { "exit code \(outcome.exitCode): \($0)" } ?? "done")
    return outcome
  }

  private func analyse(_ recording: StudyRecording, into folder: String) -> StudyOutcome {
    do {
      var request = try plan.request(
        study.file(recording.place), names: recording.profileNames, person: recording.participantID)
      if jobs > 1 { request.readsAhead = false }
      let channels = StudyChannels(beside: recording, in: study)
      if let map = channels.map {
        request.fallbacks.writtenMap = WrittenChannelMap(map)
        request.fallbacks.mapOrigin = channels.path
      }
      let analysis = RecordingAnalysis(request: request, output: folder, force: true, hasPage: hasPages)
      let (summary, files) = try analysis.run { _ in }
      return self.outcome(recording, SessionEnd(summary, files: files).failure)
    } catch {
      return self.outcome(recording, CommandFailure(error) ?? CommandFailure("\(error)", .software))
    }
  }

  /// Where the data set lies is not told: results are the same wherever that is.
  private func outcome(_ recording: StudyRecording, _ failure: CommandFailure?) -> StudyOutcome {
    StudyOutcome(
      recording: recording.place, exitCode: (failure?.status ?? .success).rawValue,
      problem: failure.map { $0.message.replacing(study.path + "/", with: "") }, software: GlutecueCommand.software)
  }

  /// A line for each that is made, at once: whoever reads the log of a job sees how far it is.
  private func tell(_ recording: StudyRecording, _ words: String) { StandardError.say("\(recording.stem): \(words)") }
}
