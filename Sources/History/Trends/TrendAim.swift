/// What the strides of a session were to reach, and how often they did.
public struct TrendAim: Sendable, Hashable {
  /// `maximum`, `share`, `other-leg`, `drill` or `grow`.
  public var kind: String
  /// The aim.
  public var value: Double?
  /// In so many strides it could be told whether it was met.
  public var judged: Int?
  /// In so many it was met.
  public var met: Int?
  /// Where the aim stood at the beginning.
  public var firstLevel: Double?
  /// Where it stood at the end.
  public var lastLevel: Double?

  /// Parts of a reference: in fast running a muscle exceeds its maximal contraction, but not a thousandfold.
  static let levels = 0.0...1000

  /// Joins the values; what is left out is not known.
  package init(
    kind: String, value: Double? = nil, judged: Int? = nil, met: Int? = nil, firstLevel: Double? = nil,
    lastLevel: Double? = nil
  ) {
    self.kind = kind
    self.value = value
    self.judged = judged
    self.met = met
    self.firstLevel = firstLevel
    self.lastLevel = lastLevel
  }

  /// Six columns of a row; nil where there was no aim.
  init?(_ row: CheckedRow, from column: Int) throws(OddRow) {
    guard let kind = row.text(column) else { return nil }
    self.init(
      kind: kind, value: try row.number(column + 1, "aim", Self.levels),
      judged: try row.optionalCount(column + 2, "count of strides with an aim"),
      met: try row.optionalCount(column + 3, "count of strides that met the aim"),
      firstLevel: try row.number(column + 4, "aim", Self.levels),
      lastLevel: try row.number(column + 5, "aim", Self.levels))
  }

  /// In which part of the strides it was met, 0–1; nil where that is not known.
  public var metShare: Double? {
    guard let judged, let met, judged > 0, met <= judged else { return nil }
    return Double(met) / Double(judged)
  }

  /// In so large a part of the strides the aim has to be met for a session to count as one that met it.
  public static let metFrom = 0.5

  /// Whether most strides met it.
  public var isMet: Bool { (metShare ?? 0) > Self.metFrom }
}
