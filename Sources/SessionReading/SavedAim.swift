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
  /// Where the aim stood at the beginning.
  public var firstLevel: Double?
  /// Where it stood at the end.
  public var lastLevel: Double?
}
