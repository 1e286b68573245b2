/// What has become of the device that captures.
public enum InputNews: Sendable, Hashable {
  /// It has stopped delivering.
  case interrupted(InputTrouble)
  /// It delivers again.
  case resumed(lostSeconds: Double)
  /// The driver has not returned for a second; the session cannot do anything about it but wait.
  case hung
  /// It delivers another number of frames a second than it was set to.
  case rate(measured: Double, nominal: Double)
  /// Frames that could not be handed to the recording: the disk was too slow for too long.
  case unrecorded(frames: Int)
}
