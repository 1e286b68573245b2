import EMGUnits
import RealtimeSupport

/// The EMG band-pass by overlap-save (Oppenheim & Schafer, ch. 8): blocks of `hop` samples through one Fourier transform.
///
/// Input and output in units of full scale. Two outputs of the same magnitude response: `measurement` (linear phase) and
/// `tracking` (minimum phase for live use; for offline use the same samples as `measurement`). Silence gives silence,
/// finite gives finite.
struct BandPassFilter: ~Copyable {
  /// How the work is cut, which decides latency against speed.
  enum Mode { case live, offline }

  let hop: Int
  /// Delay of each output in samples, block collection not included.
  let measurementDelay: Double
  let trackingDelay: Double
  let hasSeparateTracking: Bool
  private let analysis: RealFourierTransform
  private let synthesis: RealFourierTransform
  private let measurementKernel: FixedBuffer<Float>
  private let trackingKernel: FixedBuffer<Float>
  private let pasts: FixedBuffer<Float>

  init(design: borrowing BandPassDesign, mode: Mode, rows: Int) {
    let linear = design.linearPhase()
    let minimum = mode == .live ? design.minimumPhase() : linear
    let length = max(linear.taps.count, minimum.taps.count)
    var size = 256
    switch mode {
    case .live:
      hop = max(4, Int(0.008 * design.rate))
      while size < length + hop - 1 { size *= 2 }
    case .offline:
      while size < 4 * length { size *= 2 }
      hop = size - length + 1
    }
    analysis = RealFourierTransform(size: size, .forward)
    synthesis = RealFourierTransform(size: size, .inverse)
    measurementKernel = Self.spectrum(of: linear.taps, size: size)
    trackingKernel = Self.spectrum(of: minimum.taps, size: size)
    measurementDelay = linear.delay
    trackingDelay = minimum.delay
    hasSeparateTracking = mode == .live
    pasts = FixedBuffer(repeating: 0, count: size * rows)
  }

  private static func spectrum(of taps: [Float], size: Int) -> FixedBuffer<Float> {
    let transform = RealFourierTransform(size: size, .forward)
    for (n, tap) in taps.enumerated() { transform.time[n] = tap / Float(size) }
    transform.forward()
    let kernel = FixedBuffer<Float>(repeating: 0, count: 2 * transform.binCount)
    for i in 0..<kernel.count { kernel[i] = transform.bins[i] }
    return kernel
  }

  /// Filters the next `hop` samples of a row.
  @_noLocks
  func process(
    _ input: UnsafePointer<Float>, row: Int, measurement: inout SampleHistory, tracking: inout SampleHistory
  ) {
    let size = analysis.size
    let past = pasts.pointer + row * size
    past.copy(from: past + hop, count: size - hop)
    (past + (size - hop)).copy(from: input, count: hop)
    analysis.time.copy(from: past, count: size)
    analysis.forward()
    apply(measurementKernel)
    measurement.append(synthesis.time + (size - hop), count: hop)
    if hasSeparateTracking {
      apply(trackingKernel)
      tracking.append(synthesis.time + (size - hop), count: hop)
    }
  }

  /// Multiplies the spectrum by a kernel's and transforms back.
  @_noLocks
  private func apply(_ kernel: borrowing FixedBuffer<Float>) {
    let x = analysis.bins
    let h = kernel.pointer
    let y = synthesis.bins
    var i = 0
    while i < 2 * analysis.binCount {
      let re = x[i] * h[i] - x[i + 1] * h[i + 1]
      let im = x[i] * h[i + 1] + x[i + 1] * h[i]
      y[i] = re
      y[i + 1] = im
      i += 2
    }
    synthesis.inverse()
  }
}
