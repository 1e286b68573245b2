import CALSA

/// Into the computer or out of it.
public enum Direction: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// From a line input.
  case capture
  /// To headphones.
  case playback

  var stream: snd_pcm_stream_t { self == .capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK }
  var noun: String { self == .capture ? "input" : "output" }
  var verb: String { self == .capture ? "capture" : "play" }
}
