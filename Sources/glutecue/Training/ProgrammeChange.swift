/// What changed on a leg from the first run of a programme to the latest, in one sentence.
struct ProgrammeChange {
  private let first: ProgrammeRow.Leg
  private let latest: ProgrammeRow.Leg
  private let isTest: Bool

  /// `isTest`: the latest was run without feedback.
  init(_ first: ProgrammeRow.Leg, _ latest: ProgrammeRow.Leg, isTest: Bool) {
    self.first = first
    self.latest = latest
    self.isTest = isTest
  }

  /// Nil when nothing can be compared.
  var sentence: String? {
    var parts: [String] = []
    if let before = first.gluteOfMaximum, let now = latest.gluteOfMaximum {
      parts.append(
        "the glute works at \(ProgrammeTable.fine(now)) of its maximum (\(ProgrammeTable.fine(before)) then)")
    }
    if let before = first.level, let now = latest.level {
      let change = now - before
      parts.append(
        "its level against the hamstring is \(ProgrammeTable.decibels(change.magnitude)) "
          + (change < 0 ? "lower" : "higher"))
    }
    if let met = latest.quiet.part {
      let with = isTest ? nil : latest.heard.part
      parts.append(
        "\(ProgrammeTable.percent(met)) of strides met the aim without feedback"
          + (with.map { ", \(ProgrammeTable.percent($0)) with it" } ?? ""))
    }
    guard !parts.isEmpty else { return nil }
    let leg = latest.leg.isEmpty ? "" : ", \(latest.leg) leg"
    return "Since the first session\(leg): \(parts.joined(separator: "; ")). "
      + "Electrodes put on anew move single days; `glutecue history` tells change from scatter."
  }
}
