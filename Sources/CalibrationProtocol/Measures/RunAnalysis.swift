import Biofeedback
import EMGUnits
import SignalProcessing

/// What easy running gave on one leg.
public struct LegProfileOutcome: Sendable, Hashable {
  /// The in-task baseline; nil when there is none.
  public var profile: LegProfile?
  /// Why it does not count; nil when it does.
  public var refusal: TrialRefusal?
}

/// Makes the in-task baseline from a stretch of easy running: the same pipeline as for any recording, with every good
/// stride in the reference instead of ten.
enum RunAnalysis {
  /// More strides than any run step holds.
  private static let mostStrides = 800

  static func outcomes(
    _ stretch: RawStretch, input: CalibrationInput
  ) throws(ConfigurationError) -> [LegProfileOutcome] {
    var settings = BiofeedbackPipeline.Settings(
      inputRate: input.sampleRate, channelCount: input.channelCount, map: input.map, band: input.band,
      mains: input.mains, mode: .offline)
    settings.referenceStrides = mostStrides
    var core = try FedPipeline(settings)
    stretch.samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < stretch.frameCount {
        let count = min(FrontEnd.maximumFrames, stretch.frameCount - done)
        core.push(.float(base), offset: done, frames: count)
        drain(&core.pipeline)
        done += count
      }
    }
    while core.finish() { drain(&core.pipeline) }
    let assessments = core.pipeline.assessments(of: input.map)
    var found: [LegProfileOutcome] = []
    for leg in 0..<core.pipeline.legCount {
      let profile = core.pipeline.learnedProfile(leg: leg)
      let evidence = core.pipeline.evidence(leg: leg)
      let side = core.pipeline.side(leg: leg)
      let refusal =
        fault(assessments.filter { isOf($0.role, side) })
        ?? fault(profile, resting: evidence.restingStrides, input.role(.gluteusMaximus, leg: side))
      found.append(LegProfileOutcome(profile: profile, refusal: refusal))
    }
    return found
  }

  private static func drain(_ pipeline: inout BiofeedbackPipeline) {
    repeat {
      while pipeline.next() != nil {}
    } while pipeline.advance()
  }

  private static func isOf(_ role: ChannelRole, _ leg: Side?) -> Bool {
    (role.side == leg || role.side == nil)
      && [.muscle(.gluteusMaximus), .muscle(.hamstrings)].contains(role.signal)
  }

  private static func fault(_ channels: [ChannelAssessment]) -> TrialRefusal? {
    for channel in channels {
      let role = channel.role.description
      // the filters take the swings and the hum of an electrode that is off away, and what is left may rise and fall; a weak
      // glute has little power in the band too, but next to nothing outside it compared with an open input
      let raw = channel.bandShare > 0 ? channel.bandRMS / channel.bandShare.squareRoot() : 0
      if channel.bandShare < ChannelAssessment.leastBandShare, raw > TrialLimits.mostRaw, channel.state != .dead {
        return .loose(role: role)
      }
      if channel.isUsable { continue }
      switch channel.state {
      case .dead: return .dead(role: role)
      case .clipped: return .clipped(role: role, percent: 100 * channel.clippedShare)
      case .hum, .invalid: return .loose(role: role)
      case .flat: return .noRise(role: role, factor: channel.swing)
      case .copied: return .crossTalk(percent: 100)
      case .usable, .quiet: continue
      }
    }
    return nil
  }

  private static func fault(_ profile: LegProfile?, resting: Int, _ glute: ChannelRole?) -> TrialRefusal? {
    if let glute, profile?.strides ?? 0 < TrialLimits.leastStrides, resting >= TrialLimits.leastStrides {
      return .silentRun(role: glute.description, strides: resting)
    }
    guard let profile else { return .noStrides }
    return profile.strides < TrialLimits.leastStrides
      ? .fewStrides(found: profile.strides, wanted: TrialLimits.leastStrides) : nil
  }
}
