import EMGUnits
import SignalProcessing

/// A pipeline whose frames are decimated on another thread.
extension BiofeedbackPipeline {
  /// A decimator such as a pipeline with these settings has.
  ///
  /// - Throws: as `init`.
  public static func decimator(_ settings: Settings) throws(ConfigurationError) -> Decimator {
    let map = try settings.map.validated(channelCount: settings.channelCount).withGluteOrHamstring()
    return try SignalChain.decimator(settings.chain(map))
  }

  /// As `push`, or `pushGap` when they are lost, for `frames` frames that such a decimator has turned into `count` samples
  /// a row.
  @_noLocks
  public mutating func push(decimated block: borrowing CoreBlock, count: Int, frames: Int, areLost: Bool) {
    if areLost {
      gapWatch.add(frames, at: framesPushed)
    } else {
      gapWatch.end(frames, at: framesPushed)
    }
    framesPushed += frames
    chain.push(decimated: block, count: count)
  }

  /// Goes on with that decimator, as `finish` needs what it knows.
  public mutating func adopt(_ decimator: consuming Decimator) { chain.adopt(decimator) }
}
