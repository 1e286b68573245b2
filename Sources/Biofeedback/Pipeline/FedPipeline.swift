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
