/// What the strides of a leg were to reach, as its summary says.
public struct SavedAim: Decodable, Sendable, Hashable {
  /// `maximum`, `share`, `other-leg`, `drill` or `grow`.
  public var kind: String?
  /// The aim.
  public var value: Double?
  /// In so many strides it could be told whether it was met.
  public var judgedStrides: Int?
  /// In so many it was met.
  public var metStrides: Int?
  /// Of those that were judged, strides that began while nothing was to be heard; nil with feedback all the time.
  public var quietJudgedStrides: Int?
  /// Those of them in which it was met.
  public var quietMetStrides: Int?
  /// Where the aim stood at the beginning.
  public var firstLevel: Double?
  /// Where it stood at the end.
  public var lastLevel: Double?
}
