import EMGUnits

/// How strong one muscle was in a contraction.
///
/// Reference contractions are told as the highest mean over 500 ms, the usual measure (amplitude normalisation: Besomi et
/// al. 2020, J Electromyogr Kinesiol 53:102438). EMG is noise: its level over 500 ms scatters by about 6 % by itself
/// (St-Amant et al. 1998, IEEE TBME 45:795: signal-to-noise 16 ± 5), so that the highest of many windows lies some 9 %
/// above what the muscle did. Therefore the highest window counts only as far as it is plausible: it is drawn towards the
/// mean of the held part by the share of the windows' variance that the noise explains (James & Stein's estimator), with
/// whitened windows, which scatter less. A window with a jolt – 20 ms that carry 12 times the window's median power –
/// does not count at all.
public struct ContractionLevel: Sendable, Hashable {
  /// What the windows were like.
  public let spread: WindowSpread
  /// How long the level stayed above half of `best`, seconds.
  public let heldSeconds: Double
  /// Share of windows with a jolt in them.
  public let joltShare: Double

  /// The window, and the blocks it is made of.
  private static let windowSeconds = 0.5
  private static let blockSeconds = 0.02
  private static let joltFactor: Double = 12
  /// Windows above this part of the highest are the held part.
  private static let heldPart = 0.7
  private static let longestLagSeconds = 0.03

  /// Highest plausible mean over 500 ms by this contraction alone, root mean square with the noise power taken off.
  public var best: Double { spread.plausible(trust: WindowSpread.trust([spread])) }

  /// Measures band-passed EMG.
  ///
  /// - Parameters:
  ///   - rate: samples per second.
  ///   - noisePower: mean square at rest.
  public init(_ emg: some RandomAccessCollection<Float>, rate: Double, noisePower: Double) {
    let emg = Array(emg)
    let size = max(1, Int(bounded: Self.blockSeconds * rate))
    let perWindow = Int(bounded: (Self.windowSeconds / Self.blockSeconds).rounded())
    let correlation = Whitening.autocorrelation(emg, lags: max(1, Int(bounded: Self.longestLagSeconds * rate)))
    let white = Whitening.whitened(emg, autocorrelation: correlation)
    let blocks = Self.powers(emg, size: size)
    let whiteBlocks = Self.powers(white, size: size)
    let firsts = Array(0..<max(0, blocks.count - perWindow + 1))
    let calm = firsts.filter { !Self.hasJolt(blocks[$0..<$0 + perWindow]) }
    let level = { (powers: [Double], first: Int, noise: Double) in
      max(0, powers[first..<first + perWindow].reduce(0, +) / Double(perWindow) - noise).squareRoot()
    }
    let levels = calm.map { level(blocks, $0, noisePower) }
    let edge = Self.heldPart * (levels.max() ?? 0)
    let held = zip(calm, levels).filter { $1 >= edge }
    let heldLevel = Self.rootMeanSquare(held.map(\.1))
    let heldWhite = Self.rootMeanSquare(held.map { level(whiteBlocks, $0.0, 0) })
    let ratios = held.map { heldWhite > 0 ? level(whiteBlocks, $0.0, 0) / heldWhite : 0 }
    let mean = ratios.isEmpty ? 0 : ratios.reduce(0, +) / Double(ratios.count)
    let samples = perWindow * size
    let whiteCorrelation = Whitening.autocorrelation(white, lags: max(1, correlation.count - 1))
    let heldSamples = max(samples, (held.count + perWindow - 1) * size)
    let spread = WindowSpread(
      held: heldLevel, highest: ratios.max() ?? 0, mean: mean,
      seen: ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(ratios.count - 1, 1)),
      scatter: Self.scatter(whiteCorrelation, samples: samples),
      heldScatter: Self.scatter(correlation, samples: heldSamples))
    self.spread = spread
    let half = spread.plausible(trust: WindowSpread.trust([spread])) / 2
    heldSeconds =
      half > 0 ? Double(blocks.count { max(0, $0 - noisePower).squareRoot() >= half }) * Double(size) / rate : 0
    joltShare = firsts.isEmpty ? 0 : 1 - Double(calm.count) / Double(firsts.count)
  }

  private static func powers(_ signal: [Float], size: Int) -> [Double] {
    (0..<signal.count / size).map { block in
      signal[block * size..<(block + 1) * size].reduce(0) { $0 + Double($1) * Double($1) } / Double(size)
    }
  }

  private static func hasJolt(_ window: ArraySlice<Double>) -> Bool {
    let middle = window.sorted()[window.count / 2]
    return (window.max() ?? 0) > joltFactor * middle
  }

  private static func rootMeanSquare(_ levels: [Double]) -> Double {
    levels.isEmpty ? 0 : (levels.reduce(0) { $0 + $1 * $1 } / Double(levels.count)).squareRoot()
  }

  /// Variance of the level of noise of this colour over so many samples, against its square: a quarter of that of its
  /// power, which is twice the sum of squared autocorrelations over the samples.
  private static func scatter(_ correlation: [Double], samples: Int) -> Double {
    let sum = correlation.dropFirst().reduce(1) { $0 + 2 * $1 * $1 }
    return 2 * sum / Double(samples) / 4
  }
}
