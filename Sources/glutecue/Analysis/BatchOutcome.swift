import Report

/// What became of one of several recordings.
struct BatchOutcome: Sendable {
  /// The recording.
  let item: RecordingList.Item
  /// What was found; nil when it could not be analysed.
  let summary: SessionSummary?
  /// Why it failed, or why its results cannot be used.
  let failure: CommandFailure?
}
