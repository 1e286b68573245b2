import EMGUnits
import RealtimeSupport

/// The muscle's work in a band that movement does not reach: the second difference of band-passed EMG over 3 ms.
///
///     w[n] = (y[n] − 2 y[n − k] + y[n − 2k]) / √6,   k = 3 ms
///
/// Its gain is (2 sin π f k)² / √6: 0.09 at 25 Hz, 0.36 at 50 Hz, 0.92 at 90 Hz, 1.6 at 167 Hz, 0 at 333 Hz; white noise keeps its
/// power. Cables and skin that move with the stride leave signal just above the band's lower corner (on one runner as much
/// as the glute's own burst); below 30 Hz it comes down by 20 dB against the EMG. No state: a stretch is filtered by itself,
/// from `2 lag` samples after its beginning on.
public struct WorkFilter: Sendable, BitwiseCopyable {
  private static var lagSeconds: Double { 0.003 }

  /// The lag k, in samples.
  public let lag: Int

  /// For samples at `rate`.
  public init(rate: Hertz) { lag = max(1, Int(Self.lagSeconds * rate.value + 0.5)) }

  /// Samples in front of a stretch that are needed for its first value.
  public var lead: Int { @_noLocks get { 2 * lag } }

  /// Fills `target` with `count` values; `source` starts `lead` samples before the first of them.
  @_noLocks
  public func process(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    let scale: Float = 0.408_248_3
    let input = UnsafeRawPointer(source)
    let output = UnsafeMutableRawPointer(target)
    var i = 0
    while i &+ 8 <= count {
      let oldest = input.loadUnaligned(fromByteOffset: 4 &* i, as: SIMD8<Float>.self)
      let middle = input.loadUnaligned(fromByteOffset: 4 &* (i &+ lag), as: SIMD8<Float>.self)
      let newest = input.loadUnaligned(fromByteOffset: 4 &* (i &+ 2 &* lag), as: SIMD8<Float>.self)
      output.storeBytes(of: (newest - middle - middle + oldest) * scale, toByteOffset: 4 &* i, as: SIMD8<Float>.self)
      i &+= 8
    }
    while i < count {
      target[i] = (source[i &+ 2 &* lag] - 2 * source[i &+ lag] + source[i]) * scale
      i &+= 1
    }
  }
}
