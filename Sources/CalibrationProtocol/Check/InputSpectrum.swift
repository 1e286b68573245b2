import EMGUnits
import FourierTransform
import SignalProcessing

/// Where the power of a raw signal lies: mean periodogram of Hann windows of about a second, half overlapping (Welch 1967,
/// IEEE Trans Audio Electroacoust 15:70), constant part taken off.
public struct InputSpectrum: ~Copyable {
  private let rate: Double
  private let transform: RealFourierTransform
  private var buffer: [Float] = []
  private var power: [Double]
  private var windows = 0

  /// For samples at `rate`.
  public init(rate: Hertz) {
    self.rate = rate.value
    var size = 256
    while Double(size) < 0.9 * rate.value { size *= 2 }
    transform = RealFourierTransform(size: size)
    power = [Double](repeating: 0, count: transform.binCount)
  }

  /// Takes samples.
  public mutating func add(_ samples: UnsafeBufferPointer<Float>) {
    buffer.append(contentsOf: samples)
    while buffer.count >= transform.size {
      addWindow()
      buffer.removeFirst(transform.size / 2)
    }
  }

  /// A last window of what is left, zeros behind it, when there was none yet.
  public mutating func finish() {
    guard windows == 0, buffer.count > 16 else { return }
    buffer += [Float](repeating: buffer.reduce(0, +) / Float(buffer.count), count: transform.size - buffer.count)
    addWindow()
  }

  private mutating func addWindow() {
    let size = transform.size
    let mean = buffer[..<size].reduce(0, +) / Float(size)
    var window = HannWindow(length: size)
    for index in 0..<size { transform.time[index] = (buffer[index] - mean) * window.next() }
    transform.forward()
    for bin in 0..<transform.binCount {
      let (re, im) = (Double(transform.bins[2 * bin]), Double(transform.bins[2 * bin + 1]))
      power[bin] += re * re + im * im
    }
    windows += 1
  }

  /// Share of the power between two frequencies, 0–1; 0 when there is no power.
  public func share(from low: Hertz, to high: Hertz) -> Double {
    let total = power.dropFirst().reduce(0, +)
    guard total > 0 else { return 0 }
    return sum(low.value, high.value) / total
  }

  /// Share of the power within 1 Hz of a mains frequency and its multiples up to 450 Hz.
  public func humShare(_ mains: Hertz) -> Double {
    stride(from: mains.value, through: 450, by: mains.value).reduce(0) {
      $0 + share(from: Hertz($1 - 1.5), to: Hertz($1 + 1.5))
    }
  }

  private func sum(_ low: Double, _ high: Double) -> Double {
    let perBin = rate / Double(transform.size)
    let first = max(1, Int(bounded: (low / perBin).rounded(.up)))
    let last = min(power.count, Int(bounded: (high / perBin).rounded(.up)))
    return first < last ? power[first..<last].reduce(0, +) : 0
  }
}
