import Biofeedback
import EMGUnits
import Foundation
import GaitAnalysis

/// Collects a session's strides and cues and makes the summary of them.
public struct SessionRecorder {
  private var legs: [LegStatistics] = []
  private var cues: [CueKind: Int] = [:]
  private var fits: [(leg: Side?, fit: ProfileFit)] = []
  /// The latest stride.
  public private(set) var latest: StrideRecord?

  private let feedback: FeedbackShare

  /// Starts with nothing; `feedback` is the part of each minute in which the runner hears anything.
  public init(feedback: FeedbackShare = FeedbackShare(1)) { self.feedback = feedback }

  /// Counts a stride.
  public mutating func add(_ stride: StrideRecord) {
    latest = stride
    legs[place(of: stride.leg)].add(stride)
  }

  /// Counts a cue. One without a leg concerns every leg.
  public mutating func add(_ cue: Cue) {
    cues[cue.kind, default: 0] += 1
    if cue.leg == nil && !legs.isEmpty {
      for index in legs.indices { legs[index].add(cue) }
    } else {
      legs[place(of: cue.leg)].add(cue)
    }
  }

  /// Keeps how the session compares with the profile.
  public mutating func add(_ fit: ProfileFit, leg: Side?) { fits.append((leg, fit)) }

  /// The statistics of a leg, made when it is seen first.
  private mutating func place(of leg: Side?) -> Int {
    if let index = legs.firstIndex(where: { $0.leg == leg }) { return index }
    legs.append(LegStatistics(leg: leg, feedback: feedback))
    return legs.count - 1
  }

  /// What the shell knows about a session.
  public struct Circumstances {
    /// What made the session, such as `glutecue 0.1.0`.
    public var software: String
    /// `analyze` or `live`.
    public var kind: String
    /// Where the samples came from.
    public var input: SessionSummary.Input
    /// What the channels carry.
    public var map: ChannelMap
    /// How large a sample is.
    public var scale: AmplitudeScale
    /// What was done about hum: `auto`, `50`, `60` or `off`.
    public var mains: String
    /// What strides are judged by; nil for the session's own first strides.
    public var profile: RunnerProfile?
    /// Whole sentences.
    public var warnings: [String]
    /// What the values of the input are; nil when nobody said.
    public var unit: String?
    /// Rows a second of a table, where somebody had to say them.
    public var rate: Hertz?
    /// What the first words are to compare with; nil for what is known.
    public var against: Against?

    /// Joins the values.
    public init(
      software: String, kind: String, input: SessionSummary.Input, map: ChannelMap, scale: AmplitudeScale,
      mains: String, profile: RunnerProfile? = nil, warnings: [String]
    ) {
      self.software = software
      self.kind = kind
      self.input = input
      self.map = map
      self.scale = scale
      self.mains = mains
      self.profile = profile
      self.warnings = warnings
    }
  }

  /// The summary of everything so far.
  public func summary(_ session: Circumstances, pipeline: borrowing BiofeedbackPipeline) -> SessionSummary {
    let assessments = pipeline.assessments(of: session.map)
    var input = session.input
    if pipeline.gapCount > 0 { (input.gaps, input.lostSeconds) = (pipeline.gapCount, pipeline.lostSeconds) }
    let cueRate = session.kind == "live" ? Hertz(session.input.sampleRateHz) : nil
    var legSummaries: [SessionSummary.Leg] = []
    var legRemarks: [String] = []
    for index in 0..<pipeline.legCount {
      let side = pipeline.side(leg: index)
      let statistics = legs.first { $0.leg == side } ?? LegStatistics(leg: side, feedback: feedback)
      let references = [Gait.running, .walking].compactMap { gait in
        SessionSummary.Reference(pipeline, leg: index, gait, scale: session.scale, profile: session.profile)
      }
      var leg = statistics.summary(scale: session.scale, references: references, cueRate: cueRate)
      let evidence = pipeline.evidence(leg: index)
      leg.gluteAgainstHamstringDb = evidence.level.map(Double.init)
      leg.levelDb = leg.gluteAgainstHamstringDb
      let known = session.profile?.knowledge(of: side)
      leg.calibrated = known?.calibrated
      leg.aim = statistics.aims.summary(
        pipeline.aim, next: pipeline.aimLevelToKeep(leg: index), hasMaximum: known?.hasGluteMaximum ?? false,
        hasShareOfMaxima: known?.hasBothMaxima ?? false)
      leg.otherLeg = otherLeg(side)
      leg.against = AgainstChoice(leg, legs: pipeline.legCount).against(wanted: session.against).rawValue
      leg.crosstalkPercent = evidence.crosstalk.map { 100 * Double($0) }
      leg.channelOrder = evidence.order?.rawValue
      legSummaries.append(leg)
      legRemarks += LegRemark.remarks(
        on: evidence, leg: side, map: session.map, hasMaximum: leg.gluteOfMaximum != nil)
    }
    return SessionSummary(
      software: session.software, kind: session.kind, input: input,
      settings: SessionSummary.Settings(
        map: session.map.description, fullScaleMv: session.scale.fullScaleMillivolts, unit: session.unit,
        rateHz: session.rate?.value,
        bandHz: [pipeline.band.low.value, pipeline.band.high.value], mains: session.mains,
        profile: session.profile?.name,
        thresholds: pipeline.changedThresholds.isEmpty
          ? nil : Dictionary(uniqueKeysWithValues: pipeline.changedThresholds.map { ($0.name, $0.value) })),
      channels: assessments.map { SessionSummary.Channel($0, scale: session.scale, seconds: input.seconds) },
      legs: legSummaries,
      symmetry: symmetry(assessments),
      cues: session.kind == "live"
        ? Dictionary(
          uniqueKeysWithValues: CueKind.allCases.filter(\.isRecorded).map { ($0.rawValue, cues[$0] ?? 0) }) : nil,
      warnings: session.warnings
        + ChannelJudgement.remarks(strides: legSummaries.map(\.strides).max() ?? 0, seconds: input.seconds)
        + assessments.filter { ChannelJudgement.isPossible($0, seconds: input.seconds) }
        .flatMap { ChannelRemark.remarks(on: $0) }
        + legRemarks + ProfileRemark.remarks(session.profile, rate: Hertz(session.input.sampleRateHz), fits: fits))
  }

  /// The glute against the other leg's; nil with one leg.
  private func otherLeg(_ side: Side?) -> SessionSummary.OtherLeg? {
    guard let own = legs.first(where: { $0.leg == side }), let other = legs.first(where: { $0.leg != side }),
      legs.count == 2
    else { return nil }
    let ratio = { (own: Double?, other: Double?) -> Double? in
      guard let own, let other, other > 0 else { return nil }
      return own / other
    }
    let (a, b) = (own.medianGlute, other.medianGlute)
    if a.ofMaximum != nil && b.ofMaximum != nil {
      return SessionSummary.OtherLeg(by: "maximum", ratio: ratio(a.ofMaximum, b.ofMaximum))
    }
    return SessionSummary.OtherLeg(by: "level", ratio: ratio(a.level, b.level))
  }

  /// Only of muscles whose channels could be used on both legs.
  private func symmetry(_ channels: [ChannelAssessment]) -> SessionSummary.Symmetry? {
    guard let left = legs.first(where: { $0.leg == .left }), let right = legs.first(where: { $0.leg == .right }) else {
      return nil
    }
    let compare = { (muscle: Muscle, left: Double?, right: Double?) -> Double? in
      let isUsable = channels.allSatisfy { $0.role.signal != .muscle(muscle) || $0.isUsable }
      guard isUsable, let left, let right, left + right > 0 else { return nil }
      return 200 * (right - left) / (left + right)
    }
    let symmetry = SessionSummary.Symmetry(
      gluteRmsPercent: compare(.gluteusMaximus, left.medianGluteRMS, right.medianGluteRMS),
      hamstringRmsPercent: compare(.hamstrings, left.medianHamstringRMS, right.medianHamstringRMS))
    return symmetry.gluteRmsPercent == nil && symmetry.hamstringRmsPercent == nil ? nil : symmetry
  }
}

extension SessionSummary.Reference {
  /// Nil while the leg has none.
  init?(
    _ pipeline: borrowing BiofeedbackPipeline, leg: Int, _ gait: Gait, scale: AmplitudeScale, profile: RunnerProfile?
  ) {
    let strides = pipeline.referenceStrides(leg: leg, gait)
    guard strides > 0 else { return nil }
    var muscles: [SessionSummary.MuscleReferenceSummary] = []
    for muscle in Muscle.allCases {
      guard let reference = pipeline.reference(leg: leg, gait, muscle) else { continue }
      let amplitude = Double(reference.amplitude)
      let maximum = profile?.scaled(toFullScale: scale.fullScaleMillivolts)
        .maxima[ChannelRole(.muscle(muscle), side: pipeline.side(leg: leg))]
      muscles.append(
        SessionSummary.MuscleReferenceSummary(
          muscle: muscle.rawValue, windowPct: [100 * reference.window.on, 100 * reference.window.off],
          amplitudeUv: scale.microvolts(amplitude), amplitudeDbfs: scale.decibelsFullScale(amplitude),
          noiseFloorUv: scale.microvolts(Double(reference.noisePower).squareRoot()),
          percentOfMaximum: maximum.map { 100 * amplitude / Double($0) }))
    }
    let basis = pipeline.basis(leg: leg, gait)
    self.init(
      kind: basis?.isEasyRun == true ? Self.easyRun : Self.session, gait: gait.rawValue, strides: strides,
      muscles: muscles, basis: basis?.rawValue)
  }
}

extension SessionSummary.Channel {
  init(_ channel: ChannelAssessment, scale: AmplitudeScale, seconds: Double) {
    let isKnown = ChannelJudgement.isPossible(channel, seconds: seconds)
    self.init(
      channel: channel.channel, role: channel.role.description,
      state: isKnown ? channel.state.rawValue : Self.unknownState, usable: channel.isUsable || !isKnown,
      bandRmsUv: scale.microvolts(channel.bandRMS),
      bandRmsDbfs: scale.decibelsFullScale(channel.bandRMS), noiseFloorUv: scale.microvolts(channel.noiseFloor),
      noiseFloorDbfs: scale.decibelsFullScale(channel.noiseFloor), bandSharePercent: 100 * channel.bandShare,
      clippedPercent: 100 * channel.clippedShare, invalidSamples: channel.invalidSamples, mainsHz: channel.mainsHertz)
  }
}

/// From units of full scale to what people read: microvolts at the electrode, and decibels below full scale.
public struct AmplitudeScale: Sendable, Hashable {
  /// Millivolts of one full-scale sample; nil when unknown.
  public let fullScaleMillivolts: Double?

  /// Wraps the calibration; nil when it is unknown.
  public init(fullScaleMillivolts: Double?) { self.fullScaleMillivolts = fullScaleMillivolts }

  /// Microvolts; nil when the full scale is unknown.
  public func microvolts(_ amplitude: Double?) -> Double? {
    guard let amplitude, let fullScaleMillivolts else { return nil }
    return amplitude * fullScaleMillivolts * 1000
  }

  /// Decibels against a constant full-scale signal: 0 at most, nil for silence.
  public func decibelsFullScale(_ amplitude: Double?) -> Double? {
    guard let amplitude, amplitude > 0 else { return nil }
    return 20 * log10(amplitude)
  }
}
