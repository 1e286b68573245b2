import EMGUnits
import Files
import Recording
import SessionResults

/// One of two sessions that are laid side by side, as its folder tells it.
public struct SessionSide: Sendable {
  /// The folder.
  public let path: String
  /// Its own files; whoever compares must not write over them.
  public let files: [String]
  /// What was found, one entry a leg.
  public let points: [TrendPoint]
  /// When it began, in words; with “about” where only a file tells it.
  public let date: String
  /// When it began.
  public let start: Moment
  /// Name or code of the person.
  public let person: String?
  /// What somebody wrote about it.
  public let notes: String?
  /// Moments that were marked: `12:30 hill`.
  public let marks: [String]
  /// Channels that were not usable: `glute: hum`.
  public let trouble: [String]

  /// Reads a session folder.
  ///
  /// - Parameter person: whose it is, where the session does not say so or says something else; nil for what it says.
  public init(_ folder: String, person: String? = nil) throws(SessionReadingError) {
    let saved = try SavedSession(folder)
    let record = try SessionRecord(saved, startedAt: nil, note: nil, person: person)
    let start = saved.start
    path = saved.path
    files = saved.files
    points = record.legs.map { TrendPoint($0, of: record.session) }
    self.start = start.moment
    date = (start.isStated ? "" : "about ") + "\(start.moment.date) \(start.moment.clock)"
    self.person = record.session.person
    notes = saved.notes.flatMap { $0.isEmpty ? nil : $0 }
    marks = (saved.summary.marks ?? []).map { mark in
      let seconds = Int(bounded: mark.seconds.rounded(.down))
      let rest = seconds % 60
      return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)" + (mark.label.isEmpty ? "" : " \(mark.label)")
    }
    trouble = saved.summary.channels.filter { !$0.usable }.map { channel in
      let name = channel.role.isEmpty ? "channel \(channel.channel)" : channel.role
      return "\(name): \(channel.state.isEmpty ? "not usable" : channel.state)"
    }
  }

  /// `Anna, 2026-03-02 17:30, 10 min`.
  public var facts: String {
    let minutes = (points.first?.seconds ?? 0) / 60
    return [person, date, "\(minutes.decimals(0)) min", points.first?.programme?.words].compactMap { $0 }
      .joined(separator: ", ")
  }
}

extension TrendPoint {
  /// Of a session that need not be in a history.
  init(_ leg: LegEntry, of session: SessionEntry) {
    self.init(
      number: session.id ?? 0, startedAt: session.start, seconds: session.seconds, bandLowHz: session.bandLowHz,
      bandHighHz: session.bandHighHz, reference: session.reference, leg: leg.leg, strides: leg.strides,
      judged: leg.firing + leg.weak + leg.silent, silent: leg.silent, weak: leg.weak,
      cadenceStridesPerMin: leg.cadenceStridesPerMin, shareMedian: leg.shareMedian,
      shareLowerQuartile: leg.shareLowerQuartile, shareUpperQuartile: leg.shareUpperQuartile,
      levelDifferenceDb: leg.levelDb
        ?? leg.gluteRmsDbfs.flatMap { glute in leg.hamstringRmsDbfs.map { glute - $0 } })
    gluteOfMaximum = leg.gluteOfMaximum
    hamstringOfMaximum = leg.hamstringOfMaximum
    maximumShare = leg.maximumShare
    against = leg.against
    person = session.person
    aim = leg.aimKind.map {
      TrendAim(
        kind: $0, value: leg.aimValue, judged: leg.aimJudgedStrides, met: leg.aimMetStrides,
        firstLevel: leg.aimFirstLevel, lastLevel: leg.aimLastLevel)
    }
    programme = session.programme.map {
      TrendProgramme(
        name: $0, session: session.programmeSession, sessions: session.programmeSessions,
        feedbackShare: session.feedbackShare)
    }
  }
}
