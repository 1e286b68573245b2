/// The programme of training that a session belongs to, as its summary says.
public struct SavedProgramme: Decodable, Sendable, Hashable {
  /// Its name.
  public var name: String?
  /// Which session it is, from 1.
  public var session: Int?
  /// How many there are.
  public var sessions: Int?
  /// How much of the feedback was given.
  public var feedback: Feedback?

  /// How much of the feedback was given, written as a truth value or as a share: `false` and 0 are a test of what stays
  /// without it.
  public struct Feedback: Decodable, Sendable, Hashable {
    /// 0 to 1; nil for words, which mean nothing here.
    public var share: Double?

    /// Reads either.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let isGiven = try? container.decode(Bool.self) {
        share = isGiven ? 1 : 0
      } else {
        share = (try? container.decode(Double.self)).flatMap { (0...1).contains($0) ? $0 : nil }
      }
    }
  }
}
