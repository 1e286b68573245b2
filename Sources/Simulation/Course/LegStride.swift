import EMGUnits

/// One stride of one leg with all that the signals need. Unlike `TruthStride` it may reach beyond the recording, and
/// it may be the step onto which a person stops, which no further contact ends.
struct LegStride: Sendable {
  /// Initial contact, seconds.
  var contact: Double
  /// Length to the next contact, or what it would have been, seconds.
  var duration: Double
  /// Length of the stride before, seconds.
  var previousDuration: Double
  /// Toe-off, seconds; after a last step, when the next movement starts.
  var toeOff: Double
  /// Gait at contact.
  var gait: Gait
  /// Which spell of movement.
  var bout: Int
  /// Number in the truth, nil when the stride is not a whole one within the recording.
  var index: Int?
  /// Amplitude of each muscle's bursts: event × effort × variability.
  var drive: MuscleValues
  /// Amplitude of each muscle's activity as events leave it.
  var event: MuscleValues
}
