import CFFTW

/// Discrete Fourier transform of real signals, single precision, by FFTW.
///
/// Works in place of two buffers that it owns: `time`, `size` samples, and `bins`, `size / 2 + 1` complex values stored
/// as real and imaginary part in turn. Neither direction is scaled, so a round trip multiplies by `size`.
/// Plans are made in `init` with FFTW_ESTIMATE: no start-up cost, and the same result on every run.
public struct RealFourierTransform: ~Copyable {
  /// Number of real samples.
  public let size: Int
  /// Number of complex bins, `size / 2 + 1`; bin k lies at k / `size` of the sample rate.
  public let binCount: Int
  /// The real signal, `size` samples.
  public let time: UnsafeMutablePointer<Float>
  /// The spectrum, 2 × `binCount` values: real, imaginary, real, …
  public let bins: UnsafeMutablePointer<Float>
  private let forwardPlan: OpaquePointer?
  private let inversePlan: OpaquePointer?

  /// Which ways a transform is used; a plan takes about 10 million instructions to make.
  public struct Directions: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int
    /// Wraps the bits.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// From `time` to `bins`.
    public static let forward = Directions(rawValue: 1)
    /// From `bins` to `time`.
    public static let inverse = Directions(rawValue: 2)
  }

  /// Makes the plans for one size, which must be even and at least 2; powers of two are fastest. A direction that was not
  /// asked for does nothing.
  public init(size: Int, _ directions: Directions = [.forward, .inverse]) {
    precondition(size >= 2 && size.isMultiple(of: 2), "the size of a Fourier transform is even and at least 2")
    let binCount = size / 2 + 1
    guard let time = fftwf_alloc_real(size), let complex = fftwf_alloc_complex(binCount) else {
      fatalError("no memory for a Fourier transform of \(size) samples")
    }
    plannerLock.lock()
    let isForward = directions.contains(.forward)
    let isInverse = directions.contains(.inverse)
    let forwardPlan = isForward ? fftwf_plan_dft_r2c_1d(Int32(size), time, complex, FFTW_ESTIMATE) : nil
    let inversePlan = isInverse ? fftwf_plan_dft_c2r_1d(Int32(size), complex, time, FFTW_ESTIMATE) : nil
    plannerLock.unlock()
    guard (forwardPlan != nil) == isForward, (inversePlan != nil) == isInverse else {
      fatalError("FFTW has no plan for \(size) samples")
    }
    self.size = size
    self.binCount = binCount
    self.time = time
    bins = UnsafeMutableRawPointer(complex).assumingMemoryBound(to: Float.self)
    self.forwardPlan = forwardPlan
    self.inversePlan = inversePlan
    time.initialize(repeating: 0, count: size)
    bins.initialize(repeating: 0, count: 2 * binCount)
  }

  deinit {
    plannerLock.lock()
    if let forwardPlan { fftwf_destroy_plan(forwardPlan) }
    if let inversePlan { fftwf_destroy_plan(inversePlan) }
    plannerLock.unlock()
    fftwf_free(time)
    fftwf_free(bins)
  }

  /// Fills `bins` from `time`. `time` keeps its content.
  @_noLocks public func forward() { if let forwardPlan { executePlan(forwardPlan) } }

  /// Fills `time` from `bins`. `bins` is overwritten on the way.
  @_noLocks public func inverse() { if let inversePlan { executePlan(inversePlan) } }
}

/// Executing a finished plan neither allocates nor locks (FFTW manual, “Thread safety”); the compiler cannot see that.
@_semantics("no_performance_analysis") @inline(never)
private func executePlan(_ plan: OpaquePointer) { fftwf_execute(plan) }
