import EMGUnits
import SignalProcessing

/// A pipeline with the front end that feeds it, for whoever runs both on one thread; `frontEnd` and `pipeline` can as well be
/// run apart.
///
/// Feed raw frames with `push`, then call `pipeline.advance` until it returns false, and read the events after each `true`. At
/// the end of the input call `finish` likewise.
public struct FedPipeline: ~Copyable {
  /// Raw frames → blocks.
  package var frontEnd: FrontEnd
  /// Blocks → strides and cues.
  package var pipeline: BiofeedbackPipeline

  /// Makes both; nothing is allocated afterwards.
  ///
  /// - Throws: as `BiofeedbackPipeline`.
  public init(_ settings: BiofeedbackPipeline.Settings) throws(ConfigurationError) {
    let frontEnd = try settings.frontEnd()
    let pipeline = try BiofeedbackPipeline(settings)
    self.init(frontEnd, pipeline)
  }

  private init(_ frontEnd: consuming FrontEnd, _ pipeline: consuming BiofeedbackPipeline) {
    self.frontEnd = frontEnd
    self.pipeline = pipeline
  }

  /// Takes up to `FrontEnd.maximumFrames` frames, the first being number `offset` of `input`.
  @_noLocks
  public mutating func push(_ input: RawSamples, offset: Int, frames: Int) {
    let stretch = frontEnd.process(input, offset: offset, frames: frames)
    pipeline.push(frontEnd.block, stretch)
  }

  /// The same for frames that the device lost.
  @_noLocks
  public mutating func pushGap(frames: Int) {
    let stretch = frontEnd.processGap(frames: frames)
    pipeline.push(frontEnd.block, stretch)
  }

  /// After the last frame: true while there is more to `advance`.
  @_noLocks
  public mutating func finish() -> Bool { pipeline.finish(&frontEnd) }
}

/// Frames that the device lost.
extension BiofeedbackPipeline {
  /// Frames from the beginning of a gap to its `fault` cue.
  public static func framesUntilGapFault(rate: Hertz) -> Int { GapWatch.patienceFrames(rate: rate.value) }

  /// Gaps so far.
  public var gapCount: Int { gapWatch.gaps }

  /// Seconds of input lost so far.
  public var lostSeconds: Double { Double(gapWatch.lostFrames) / inputRate }

  /// Tells a gap that has lasted for long enough, before the hop that comes after that moment; false when there is none.
  @_noLocks
  mutating func tellGapIfDue() -> Bool {
    guard isLive, let frame = gapWatch.frameDue(pushed: framesPushed, needed: chain.inputFramesForNextHop) else {
      return false
    }
    var flags = StrideFlags()
    flags.gap = true
    events.add(.trouble(leg: nil, flags: flags, isLate: false, frame: frame))
    events.add(.cue(Cue(kind: .fault, leg: nil, stride: legs[0].currentNumber, frame: frame)))
    return true
  }
}
