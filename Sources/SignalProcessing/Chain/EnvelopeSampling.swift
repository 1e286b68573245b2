import RealtimeSupport

extension SignalChain {
  /// The envelope of a row as amplitude (RMS, units of full scale) at evenly spaced instants of the input's clock.
  ///
  /// Interpolates linearly between envelope frames. Instants behind the newest frame take that frame's value: when a
  /// stride has just been measured, these are at most the last 30 ms of it.
  ///
  /// - Parameters:
  ///   - from: the first instant, in seconds.
  ///   - step: from one instant to the next, in seconds.
  ///   - target: room for `count` values.
  /// - Returns: false, with `target` untouched, when the first instant is not kept any more or nothing has come yet.
  @_noLocks
  public func sampleEnvelope(
    _ row: Int, from: Double, step: Double, count: Int, into target: UnsafeMutablePointer<Float>
  ) -> Bool {
    let oldest = max(0, envelope[row].start)
    let kept = envelope[row].end - oldest
    guard kept > 1, frame(at: from) >= Double(oldest) - 1 else { return false }
    let frames = envelope[row].block(at: oldest, count: kept)
    let last = Double(kept - 1)
    let stepFrames = step / frameSeconds
    var place = frame(at: from) - Double(oldest)
    var i = 0
    while i < count {
      let inside = max(0, min(last, place))
      let whole = min(Int(inside), kept - 2)
      let share = Float(inside - Double(whole))
      target[i] = realtimeSquareRoot(frames[whole] + share * (frames[whole + 1] - frames[whole]))
      place += stepFrames
      i += 1
    }
    return true
  }
}
