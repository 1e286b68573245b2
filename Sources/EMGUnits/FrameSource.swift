/// Where raw frames come from, block after block: a recording, or a sound card.
public protocol FrameSource: AnyObject {
  /// What can go wrong on the way.
  associatedtype Failure: Error

  /// Frames per second.
  var sampleRate: Hertz { get }
  /// Samples in a frame.
  var channelCount: Int { get }
  /// Frames come whether they are asked for or not: whoever waits must go on reading.
  var isLive: Bool { get }

  /// The next frames, valid until the next call; nil at the end. A live source waits for them.
  func next() throws(Failure) -> (samples: RawSamples, frames: Int)?
}
