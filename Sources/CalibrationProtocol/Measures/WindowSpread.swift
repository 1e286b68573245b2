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
