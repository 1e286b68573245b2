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

/// Takes the colour out of EMG: a linear prediction of order 4 is subtracted (Levinson's recursion), so that neighbouring
/// samples no longer tell the same. Levels over short windows then scatter far less: 3.4 % instead of 5.3 % over 500 ms of
/// simulated EMG.
enum Whitening {
  private static let order = 4

  /// Correlation of a signal with itself at lags 0…`lags`, 1 at lag 0; empty for silence.
  static func autocorrelation(_ signal: [Float], lags: Int) -> [Double] {
    let zero = signal.reduce(0) { $0 + Double($1) * Double($1) }
    guard zero > 0, signal.count > lags else { return [] }
    return (0...lags).map { lag in
      var product = 0.0
      for index in lag..<signal.count { product += Double(signal[index] * signal[index - lag]) }
      return product / zero
    }
  }

  /// The signal with its prediction from the four samples before taken off.
  static func whitened(_ signal: [Float], autocorrelation: [Double]) -> [Float] {
    guard autocorrelation.count > order else { return signal }
    let weights = prediction(autocorrelation)
    return signal.indices.map { index in
      var value = Double(signal[index])
      for (lag, weight) in weights.enumerated() where index > lag { value -= weight * Double(signal[index - lag - 1]) }
      return Float(value)
    }
  }

  /// Weights of the samples before, by Levinson's recursion on slightly damped correlations.
  private static func prediction(_ correlation: [Double]) -> [Double] {
    var weights: [Double] = []
    var error = correlation[0] * 1.001
    for step in 1...order {
      var reflection = correlation[step]
      for (index, weight) in weights.enumerated() { reflection -= weight * correlation[step - 1 - index] }
      reflection /= error
      let before = weights
      for index in weights.indices { weights[index] -= reflection * before[weights.count - 1 - index] }
      weights.append(reflection)
      error *= 1 - reflection * reflection
    }
    return weights
  }
}

/// How the 500 ms windows of a contraction lie around its held part: what is needed to tell how far the highest of them
/// can be believed. Ratios are of whitened windows to the held part.
public struct WindowSpread: Sendable, Hashable, Codable {
  /// Root mean square over the held part, noise power taken off, full scale = 1.
  public var held: Double
  /// The highest window, against it.
  public var highest: Double
  /// The mean of the held part's windows, against it.
  public var mean: Double
  /// Variance of the held part's windows.
  public var seen: Double
  /// Variance that whitened noise alone has over a window.
  public var scatter: Double
  /// Variance that the EMG's own colour gives the level of the whole held part.
  public var heldScatter: Double

  /// Joins the values.
  public init(held: Double, highest: Double, mean: Double, seen: Double, scatter: Double, heldScatter: Double) {
    self.held = held
    self.highest = highest
    self.mean = mean
    self.seen = seen
    self.scatter = scatter
    self.heldScatter = heldScatter
  }

  /// The part of the windows' variance that noise does not explain, over several contractions of one muscle: 0…1.
  static func trust(_ spreads: [WindowSpread]) -> Double {
    let seen = spreads.reduce(0) { $0 + $1.seen }
    return seen > 0 ? max(0, 1 - spreads.reduce(0) { $0 + $1.scatter } / seen) : 0
  }

  /// The highest mean over 500 ms as far as it is plausible.
  func plausible(trust: Double) -> Double { held * (mean + trust * (highest - mean)) }
}

extension WindowSpread {
  /// The highest of several trials' levels, drawn towards their mean by the share of their variance that the signal's own
  /// scatter explains: of several equal efforts, the highest is the luckiest.
  static func highest(_ levels: [Double], spreads: [WindowSpread]) -> Double {
    let mean = levels.reduce(0, +) / Double(max(levels.count, 1))
    guard levels.count > 1, let highest = levels.max() else { return levels.first ?? 0 }
    let seen = levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(levels.count - 1)
    // the highest window of a trial adds about half as much again to the scatter of its held part
    let scatter = 1.5 * mean * mean * spreads.reduce(0) { $0 + $1.heldScatter } / Double(max(spreads.count, 1))
    return seen > 0 ? mean + max(0, 1 - scatter / seen) * (highest - mean) : mean
  }
}
