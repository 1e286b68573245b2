/// Why the live page cannot be served.
public enum DashboardError: Error, Sendable, Hashable {
  /// Another program listens there.
  case taken(address: String)
  /// This computer has no such address.
  case foreign(address: String)
  /// The system does not let the user listen there.
  case notPermitted(address: String)
  /// A call failed, as the system says.
  case failed(call: String, address: String, reason: String)
}

extension DashboardError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .taken(let address):
      "The live page cannot be served at \(address): another program listens there. Choose another port, or :0 for any "
        + "that is free."
    case .foreign(let address):
      "The live page cannot be served at \(address): this computer has no such address. 127.0.0.1 is this computer "
        + "alone, 0.0.0.0 every network it is in."
    case .notPermitted(let address):
      "The live page cannot be served at \(address): the system does not permit it. Choose a port of 1024 or above."
    case .failed(let call, let address, let reason):
      "The live page cannot be served at \(address): \(call) failed, as the system says: \(reason)."
    }
  }
}
