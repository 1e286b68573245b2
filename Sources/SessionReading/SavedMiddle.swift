/// A middle value, written as a number or as the object of a spread: `0.12`, `{ "median": 0.12, … }`.
public struct SavedMiddle: Decodable, Sendable, Hashable {
  /// The middle value.
  public var median: Double

  /// Reads either.
  public init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Double.self) {
      median = number
    } else {
      median = try SavedSummary.Spread(from: decoder).median
    }
  }
}
