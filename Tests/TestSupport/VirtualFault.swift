/// Something that goes wrong at a given time.
package struct VirtualFault: Sendable {
  /// What it is.
  package enum Kind: Sendable {
    /// The device stops as if the program had been too slow.
    case xrun
    /// The clock stands still: no data, no error.
    case stall(seconds: Double)
    /// The device sleeps.
    case suspend(seconds: Double)
    /// The plug is pulled, for good when `seconds` is nil.
    case unplug(seconds: Double?)
  }

  /// Device seconds after the first start.
  package let at: Double
  /// What goes wrong.
  package let kind: Kind

  /// A fault at a time.
  package init(at: Double, _ kind: Kind) {
    self.at = at
    self.kind = kind
  }

  private var text: String {
    switch kind {
    case .xrun: "\(at):xrun"
    case .stall(let seconds): "\(at):stall:\(seconds)"
    case .suspend(let seconds): "\(at):suspend:\(seconds)"
    case .unplug(let seconds): "\(at):unplug" + (seconds.map { ":\($0)" } ?? "")
    }
  }

  static func script(_ faults: [VirtualFault]) -> String { faults.map(\.text).joined(separator: ",") }
}
