/// A setting that cannot be used. The message names the value given and the values allowed.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence or two, for the person who made the setting.
  public let message: String

  /// Wraps a finished sentence.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
