import CFFTW
import Glibc
import RealtimeSupport
import Synchronization

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

/// FFTW's plans of earlier runs, kept in a file (FFTW calls it wisdom): to make one takes some 0.7 ms, to find it there 0.02.
///
/// Results do not depend on the file: every plan is made with FFTW_ESTIMATE, which always comes to the same one. What
/// another version of FFTW or another processor has left there, or nobody, FFTW does not take.
public struct FourierPlans: Sendable {
  private let path: String
  private let known: Int

  /// Reads what the file holds; nothing when there is none.
  public init(path: String) {
    self.path = path
    plannerLock.lock()
    defer { plannerLock.unlock() }
    known = fftwf_import_wisdom_from_filename(path) == 1 ? Self.text.count : 0
  }

  /// Puts the plans of this run into the file, if there are others than it holds. What cannot be written will be made anew.
  public func keep() {
    plannerLock.lock()
    let plans = Self.text
    plannerLock.unlock()
    guard plans.count != known else { return }
    makeFolders()
    let unfinished = "\(path).\(getpid())"
    guard let file = fopen(unfinished, "w") else { return }
    let isWritten = fwrite(plans, 1, plans.count, file) == plans.count
    guard fclose(file) == 0, isWritten, rename(unfinished, path) == 0 else {
      unlink(unfinished)
      return
    }
  }

  /// As FFTW writes them.
  private static var text: [CChar] {
    guard let text = fftwf_export_wisdom_to_string() else { return [] }
    defer { free(text) }
    return Array(UnsafeBufferPointer(start: text, count: strlen(text)))
  }

  /// The folder of the file, and the one above.
  private func makeFolders() {
    guard let folder = path.lastIndex(of: "/").map({ path[..<$0] }) else { return }
    if let above = folder.lastIndex(of: "/") { mkdir(String(folder[..<above]), 0o700) }
    mkdir(String(folder), 0o700)
  }
}

/// A lock that can be taken and given back around calls that hand raw plans out.
///
/// FFTW's planner is not re-entrant: plans are made and destroyed under this one lock. Executing a plan needs none.
struct PlannerLock: ~Copyable {
  private let taken = Atomic<Bool>(false)

  /// Waits until the lock is free; planning with FFTW_ESTIMATE takes microseconds, so spinning is enough.
  borrowing func lock() {
    while taken.exchange(true, ordering: .acquiring) {}
  }

  /// Gives the lock back.
  borrowing func unlock() { taken.store(false, ordering: .releasing) }
}

let plannerLock = PlannerLock()

/// The values of a Hann window one after another, by a recurrence instead of a cosine each.
///
/// cos(φ + δ) = 2 cos δ cos φ − cos(φ − δ), in double precision: after 16 384 steps the error is below 1e-9.
package struct HannWindow {
  private let twiceStep: Double
  private var current: Double
  private var previous: Double

  /// A window of `length` values, symmetric, none of them 0.
  @_noLocks
  package init(length: Int) {
    let step = 2 * Double.pi / Double(max(length, 1))
    twiceStep = 2 * realtimeCos(step)
    current = realtimeCos(step / 2)
    previous = current
  }

  /// The next value, 0–1.
  @_noLocks
  package mutating func next() -> Float {
    let value = 0.5 - 0.5 * current
    let following = twiceStep * current - previous
    previous = current
    current = following
    return Float(value)
  }
}
