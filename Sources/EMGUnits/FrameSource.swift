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

/// A block of interleaved frames as a sound card or a file gives them.
///
/// Integers are full scale at the end of their range, floating point at ±1. The memory must stay valid during the call
/// that it is handed to, no longer.
public enum RawSamples {
  /// 16-bit samples.
  case int16(UnsafePointer<Int16>)
  /// 32-bit samples; 24-bit ones left-justified.
  case int32(UnsafePointer<Int32>)
  /// Floating-point samples; may hold NaN or infinity, which are replaced by 0 and marked.
  case float(UnsafePointer<Float>)
}

/// Input frames that the device lost, on the input's clock.
///
/// The clock goes on through a gap: a recording holds zeros in its place, and its sidecar says where.
public struct FrameGap: Sendable, Hashable, BitwiseCopyable {
  /// The number of the first lost frame; 0 is the first of the recording.
  public var start: Int
  /// How many frames are lost, at least 1.
  public var count: Int

  /// `count` frames from number `start` on.
  @_noLocks
  public init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  /// The number of the first frame behind the gap.
  public var end: Int { @_noLocks get { start + count } }
}
