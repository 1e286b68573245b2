import Glibc

/// Power at one frequency: twice the squared size of the mean of the signal times e^(−iωt); RMS² for a pure tone.
func power(_ samples: some Collection<Double>, at hertz: Double, rate: Double) -> Double {
  var (real, imaginary) = (0.0, 0.0)
  for (index, sample) in samples.enumerated() {
    let angle = 2 * Double.pi * hertz * Double(index) / rate
    real += sample * cos(angle)
    imaginary += sample * sin(angle)
  }
  let count = Double(samples.count)
  return 2 * (real * real + imaginary * imaginary) / (count * count)
}

/// Power per bin of Hann-windowed pieces, averaged; `bin` hertz apart, from 0.
struct Spectrum {
  let bin: Double
  let powers: [Double]

  /// Every piece has the same length.
  init(_ pieces: [ArraySlice<Double>], rate: Double, upTo highest: Double) {
    let length = pieces.first?.count ?? 1
    bin = rate / Double(length)
    let window = (0..<length).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(length)) }
    let turn = (0..<length).map { 2 * Double.pi * Double($0) / Double(length) }
    let (cosines, sines) = (turn.map { cos($0) }, turn.map { sin($0) })
    var powers = [Double](repeating: 0, count: Int(highest / bin) + 1)
    for piece in pieces {
      let windowed = zip(piece, window).map(*)
      for index in powers.indices {
        var (real, imaginary, phase) = (0.0, 0.0, 0)
        for value in windowed {
          real += value * cosines[phase]
          imaginary += value * sines[phase]
          phase += index
          if phase >= length { phase -= length }
        }
        powers[index] += real * real + imaginary * imaginary
      }
    }
    self.powers = powers
  }

  /// The frequency below which half of the power lies, of the power from `lowest` upwards.
  func median(from lowest: Double = 0) -> Double {
    let first = Int((lowest / bin).rounded(.up))
    let total = powers[first...].reduce(0, +)
    var sum = 0.0
    for index in first..<powers.count {
      sum += powers[index]
      if sum >= total / 2 { return bin * Double(index) }
    }
    return 0
  }

  /// The part of the power below a frequency.
  func share(below hertz: Double) -> Double {
    powers[..<Int(hertz / bin)].reduce(0, +) / powers.reduce(0, +)
  }
}
