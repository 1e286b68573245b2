import EMGUnits
import SessionReading

/// A channel of the recording under the names that other programs expect.
struct ExportChannel {
  /// From 1.
  let number: Int
  /// What it carries; nil when it is not mapped.
  let role: ChannelRole?
  /// What it was like.
  let state: SavedSummary.Channel?

  /// At most 16 characters, of which the first word is the kind of signal, as EDF+ has it: `EMG R quadriceps`.
  var label: String {
    guard let role else { return "Channel \(number)" }
    let side = role.side.map { $0 == .left ? "L " : "R " } ?? ""
    switch role.signal {
    case .muscle(let muscle): return "EMG \(side)\(muscle.rawValue)"
    case .contact: return "Contact \(side)".trimmingSpaces
    }
  }

  /// Whether it is a voltage of a muscle.
  var isMuscle: Bool {
    if case .muscle = role?.signal { true } else { false }
  }

  /// The muscle in Latin, with its side; nil for others.
  var muscleName: String? {
    guard case .muscle(let muscle) = role?.signal else { return nil }
    let name =
      switch muscle {
      case .gluteusMaximus: "gluteus maximus"
      case .hamstrings: "hamstrings"
      case .quadriceps: "quadriceps femoris"
      case .calf: "triceps surae"
      case .lowerBack: "erector spinae, lumbar"
      }
    return role?.side.map { "\($0.rawValue) \(name)" } ?? name
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
