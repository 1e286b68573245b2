import EMGUnits
import Glibc

/// How the energy of a signal is spread over frequency: the squared magnitude of its zero-padded Fourier transform.
struct EnergySpectrum {
  private let bins: [Double]
  private let binWidth: Double

  init(_ signal: [Float], sampleRate: Hertz) {
    var size = 1
    while size < signal.count { size *= 2 }
    var re = signal.map(Double.init) + Array(repeating: 0, count: size - signal.count)
    var im = Array(repeating: 0.0, count: size)
    transform(&re, &im)
    bins = (0...size / 2).map { re[$0] * re[$0] + im[$0] * im[$0] }
    binWidth = sampleRate.value / Double(size)
  }

  /// The part of the energy that lies in a band, from 0 to 1.
  func share(of band: FrequencyBand) -> Double { 1 - shareOutside(band) }

  /// The part of the energy that lies outside a band. Summed by itself: 1 − `share` would lose what is below 1e-16.
  func shareOutside(_ band: FrequencyBand) -> Double {
    let outside = bins.indices.reduce(0) { sum, k in
      (band.low.value...band.high.value).contains(Double(k) * binWidth) ? sum : sum + bins[k]
    }
    return outside / bins.reduce(0, +)
  }

  /// The frequency with the most energy.
  var peak: Hertz { Hertz(Double(bins.indices.max { bins[$0] < bins[$1] } ?? 0) * binWidth) }
}

/// Radix-2 Fourier transform in place; the count is a power of two.
private func transform(_ re: inout [Double], _ im: inout [Double]) {
  let count = re.count
  var reversed = 0
  for index in 1..<count {
    var bit = count >> 1
    while reversed & bit != 0 {
      reversed ^= bit
      bit >>= 1
    }
    reversed |= bit
    if index < reversed {
      re.swapAt(index, reversed)
      im.swapAt(index, reversed)
    }
  }
  var half = 1
  while half < count {
    for offset in 0..<half {
      let angle = -Double.pi * Double(offset) / Double(half)
      let (c, s) = (cos(angle), sin(angle))
      for k in stride(from: offset, to: count, by: 2 * half) {
        let (r, i) = (re[k + half] * c - im[k + half] * s, re[k + half] * s + im[k + half] * c)
        (re[k + half], im[k + half]) = (re[k] - r, im[k] - i)
        (re[k], im[k]) = (re[k] + r, im[k] + i)
      }
    }
    half *= 2
  }
}
