import RealtimeSupport
import Recording
import SignalProcessing

/// Some seconds of a recording after decimation, in pieces of up to `SignalChain.maximumFrames` frames.
///
/// It is handed from one thread to another and back; see `DecimationAhead`.
final class DecimatedStretch {
  /// Samples in a row of a full stretch, about: 3.9 s at 48 kHz, so that handing it over costs nothing.
  private static let samples = 8_000
  private static let mostPieces = 64

  /// What a piece holds besides its samples.
  struct Piece {
    /// Samples in each row of its block.
    var count: Int
    /// Frames that it stands for.
    var frames: Int
    /// Whether the device lost them.
    var areLost: Bool
  }

  /// One block for each piece.
  let blocks: FixedArray<CoreBlock>
  /// What the pieces hold, in order.
  var pieces: [Piece] = []
  /// Nothing comes behind it.
  var isLast = false
  /// Why nothing comes behind it, if the recording has not ended.
  var failure: RecordingError?

  /// Room for some blocks of `rows` rows of `capacity` samples.
  init(rows: Int, capacity: Int) {
    let count = max(1, min(Self.mostPieces, Self.samples / capacity))
    blocks = FixedArray(count: count) { _ in CoreBlock(rows: rows, capacity: capacity) }
    pieces.reserveCapacity(count)
  }
}
