import CalibrationProtocol

/// Why steps of a calibration did not work, each reason once.
struct FailedSteps {
  private let records: [StepRecord]

  init(_ records: [StepRecord]) { self.records = records }

  /// `2 steps did not work. glute-prone, glute-standing: glute: 1.8 % of the samples …`
  var words: String {
    var reasons: [(words: String, ids: [String])] = []
    for record in records {
      let words = record.refusals.last { $0 != .noMoreTrials }?.description ?? "\(TrialRefusal.noMoreTrials)"
      if let index = reasons.firstIndex(where: { $0.words == words }) {
        reasons[index].ids.append(record.id)
      } else {
        reasons.append((words, [record.id]))
      }
    }
    let count = records.count == 1 ? "A step" : "\(records.count) steps"
    return "\(count) did not work. "
      + reasons.map { "\($0.ids.joined(separator: ", ")): \($0.words)" }.joined(separator: " ")
  }
}
