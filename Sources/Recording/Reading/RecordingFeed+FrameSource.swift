import EMGUnits

/// A recording as a source: it waits for whoever reads it.
extension RecordingFeed: FrameSource {
  /// Frames per second.
  public var sampleRate: Hertz { reader.sampleRate }
  /// Samples in a frame.
  public var channelCount: Int { reader.channelCount }
  /// A recording waits.
  public var isLive: Bool { false }
}
