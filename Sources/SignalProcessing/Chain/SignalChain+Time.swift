import EMGUnits
import RealtimeSupport

extension SignalChain {
  /// Seconds from one envelope frame to the next, about 4 ms.
  public var frameSeconds: Double { @_noLocks get { Double(envelopeHop) / coreRate.value } }

  /// Delay of the decimation, in seconds.
  public var decimationDelay: Double { @_noLocks get { delays.sample } }

  /// Delay of the tracking signal behind the input, in seconds, collection of a hop not included.
  public var trackingDelay: Double {
    @_noLocks get { delays.sample + filter.trackingDelay / coreRate.value }
  }

  /// Delay of the measurement signal behind the input, in seconds, collection of a hop not included.
  public var measurementDelay: Double {
    @_noLocks get { delays.sample + filter.measurementDelay / coreRate.value }
  }

  /// From the first of the samples that an envelope frame is centred on to the middle of them, in seconds.
  private var frameCentre: Double { @_noLocks get { Double(envelopeHop - 1) / 2 / coreRate.value } }

  /// Input time of an envelope frame, which need not be whole.
  @_noLocks
  public func time(ofFrame frame: Double) -> Double { frame * frameSeconds + frameCentre - trackingDelay }

  /// The envelope frame, not rounded, at an input time.
  @_noLocks
  public func frame(at time: Double) -> Double { (time + trackingDelay - frameCentre) / frameSeconds }

  /// The sample of the tracking signal at an input time.
  @_noLocks public func trackingIndex(at time: Double) -> Int { rounded((time + trackingDelay) * coreRate.value) }

  /// The sample of the measurement signal at an input time.
  @_noLocks public func measurementIndex(at time: Double) -> Int { rounded((time + measurementDelay) * coreRate.value) }

  /// The place in `marks` at an input time.
  @_noLocks
  public func markIndex(at time: Double) -> Int { rounded((time + delays.mark) * coreRate.value) }

  /// The number of input frames that had arrived when the latest hop could be computed.
  public var inputFramesUsed: Int {
    @_noLocks get { ((position + mainsLookAhead) * factors.sinc - 1) * factors.averaging + 1 }
  }

  /// How long after an event the tracking signal shows it at the latest: filters, and a whole hop, in seconds.
  public var declaredLatency: Double { @_noLocks get { trackingDelay + Double(hop) / coreRate.value } }

  /// Seconds of input after an instant until everything about it, envelope included, can be read.
  public var settlingSeconds: Double {
    let chain = Double(mainsLookAhead + 2 * hop + meters[0].lookAhead) / coreRate.value
    return max(trackingDelay, measurementDelay) + chain
  }

  /// Frequency of the mains hum that is being removed from a row: 50, 60, or 0 when there is none.
  @_noLocks public func mainsFrequency(row: Int) -> Double { detectors[row].nominal }

  /// How far hum stood out of the row's spectrum in the latest look, as a power ratio.
  @_noLocks public func mainsProminence(row: Int) -> Float { detectors[row].prominence }

  /// The tracking signal from `index` on, contiguous for `count` samples.
  @_noLocks
  public func tracking(_ row: Int, at index: Int, count: Int) -> UnsafeMutablePointer<Float> {
    minimumPhase.count == 0
      ? measurement[row].block(at: index, count: count) : minimumPhase[row].block(at: index, count: count)
  }

  @_noLocks @inline(__always)
  private func rounded(_ value: Double) -> Int {
    let towardsZero = Int(value + 0.5)
    return Double(towardsZero) > value + 0.5 ? towardsZero - 1 : towardsZero
  }
}
