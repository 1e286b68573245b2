/// A muscle (group) that an electrode pair can sit on. Raw values are the words used in `--map`.
public enum Muscle: String, Sendable, Hashable, CaseIterable, BitwiseCopyable, Codable, CodingKeyRepresentable {
  /// Gluteus maximus.
  case gluteusMaximus = "glute"
  /// Biceps femoris or semitendinosus.
  case hamstrings = "hamstring"
  /// Vastus lateralis or another head of the quadriceps.
  case quadriceps
  /// Gastrocnemius or soleus.
  case calf
  /// Erector spinae, lumbar.
  case lowerBack = "lower-back"
}

/// A side of the body.
public enum Side: String, Sendable, Hashable, CaseIterable, BitwiseCopyable, Codable {
  /// The left leg.
  case left
  /// The right leg.
  case right
}

/// How a person moves.
public enum Gait: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// Running: a flight phase, both feet leave the ground; stance is shorter than half the stride.
  case running
  /// Walking: one foot is always on the ground.
  case walking
}
