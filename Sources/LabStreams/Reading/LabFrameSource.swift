import EMGUnits
import RealtimeSupport

/// A stream of LSL as a plain source of frames, for whoever measures and does not have to decide within a stride.
///
/// Frames are taken as they come; where the sender lost some, nothing stands in their place.
public final class LabFrameSource: FrameSource {
  /// A stream that gives nothing for so long has stopped.
  private static let patience = 3_000_000_000

  private let input: LabStreamInput
  private let inlet: LabStreamInlet
  private let samples: UnsafeMutablePointer<Float>
  private let stamps: UnsafeMutablePointer<Double>

  /// Reads a stream that has been opened.
  public init(_ input: LabStreamInput) throws(LabStreamError) {
    guard let inlet = input.take() else { throw .stopped(name: input.name) }
    self.input = input
    self.inlet = inlet
    samples = .allocate(capacity: LabStreamInput.blockFrames * input.info.channelCount)
    stamps = .allocate(capacity: LabStreamInput.blockFrames)
  }

  deinit {
    samples.deallocate()
    stamps.deallocate()
  }

  /// Frames per second, as the stream says.
  public var sampleRate: Hertz { Hertz(Double(input.rate)) }
  /// Samples in a frame.
  public var channelCount: Int { input.info.channelCount }
  /// A stream does not wait.
  public var isLive: Bool { true }

  /// Waits for frames.
  ///
  /// - Throws: `.stopped` when nothing comes any more.
  public func next() throws(LabStreamError) -> (samples: RawSamples, frames: Int)? {
    let start = MonotonicClock.now()
    while MonotonicClock.now() - start < Self.patience {
      guard case .frames(let frames) = inlet.pull(samples, stamps, most: LabStreamInput.blockFrames, seconds: 0.1)
      else {
        break
      }
      guard frames > 0 else { continue }
      for index in 0..<frames * channelCount { samples[index] *= input.gain }
      return (.float(samples), frames)
    }
    throw .stopped(name: input.name)
  }
}
