import Glibc
import RealtimeSupport

/// Takes lines out of one row of samples: one second-order notch a line.
///
/// Each notch is `width` hertz wide at −3 dB, so a line costs the EMG about 1.6 Hz of its 420 Hz band (0.4 % of its
/// power) and settles within 0.3 s; a line off by 0.05 Hz is still 20 dB down. Removing whole spectral bins of the
/// band-pass instead would cost 12 Hz a line, because its impulse response is only 0.18 s long.
package struct MainsNotch: ~Copyable {
  static var width: Double { @_noLocks get { 1 } }
  static var largestCount: Int { @_noLocks get { 16 } }

  private let rate: Double
  /// Lines in use.
  package private(set) var count = 0
  /// Five numbers a notch: −2cos ω, −2r cos ω, r², gain, frequency in Hz.
  private let coefficients: FixedBuffer<Double>
  /// Four numbers a notch: x[n−1], x[n−2], y[n−1], y[n−2].
  private let states: FixedBuffer<Double>

  package init(rate: Double) {
    self.rate = rate
    coefficients = FixedBuffer(repeating: 0, count: 5 * Self.largestCount)
    states = FixedBuffer(repeating: 0, count: 4 * Self.largestCount)
  }

  /// Sets line number `index` to a frequency; 0 switches it off. The state goes on, so that small changes stay silent.
  @_noLocks
  package mutating func tune(_ index: Int, to frequency: Double) {
    let angle = 2 * Double.pi * frequency / rate
    let radius = 1 - Double.pi * Self.width / rate
    let c = coefficients.pointer + 5 * index
    if c[4] == 0 { clear(index) }
    c[0] = -2 * realtimeCos(angle)
    c[1] = radius * c[0]
    c[2] = radius * radius
    // unit gain half-way between the line and its neighbours: at 0 Hz for all but the lowest lines
    c[3] = (1 + c[1] + c[2]) / (2 + c[0])
    c[4] = frequency
    count = max(count, index + 1)
  }

  @_noLocks
  private func clear(_ index: Int) {
    let s = states.pointer + 4 * index
    s[0] = 0
    s[1] = 0
    s[2] = 0
    s[3] = 0
  }

  /// The frequency of line number `index`, 0 when it is off.
  @_noLocks
  package func frequency(_ index: Int) -> Double { coefficients.pointer[5 * index + 4] }

  /// Filters `length` samples in place.
  @_noLocks
  package func process(_ samples: UnsafeMutablePointer<Float>, length: Int) {
    var line = 0
    while line < count {
      let c = coefficients.pointer + 5 * line
      if c[4] > 0 { notch(samples, length: length, coefficients: c, state: states.pointer + 4 * line) }
      line += 1
    }
  }

  @_noLocks @inline(__always)
  private func notch(
    _ samples: UnsafeMutablePointer<Float>, length: Int, coefficients c: UnsafePointer<Double>,
    state s: UnsafeMutablePointer<Double>
  ) {
    var i = 0
    while i < length {
      let x = Double(samples[i]) * c[3]
      let y = x + c[0] * s[0] + s[1] - c[1] * s[2] - c[2] * s[3]
      s[1] = s[0]
      s[0] = x
      s[3] = s[2]
      s[2] = y
      samples[i] = Float(y)
      i += 1
    }
  }

  @_noLocks
  mutating func reset() {
    coefficients.fill(0)
    states.fill(0)
    count = 0
  }
}
