import RealtimeSupport
import Recording
import SignalProcessing

/// Some seconds of a recording after decimation, in pieces of up to `SignalChain.maximumFrames` frames.
///
/// It is handed from one thread to another and back; see `DecimationAhead`.
final class DecimatedStretch {
  /// Pieces in a full stretch: 5.5 s at 48 kHz, so that handing it over costs nothing.
  static let pieces = 64

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

  /// Room for `pieces` blocks of `rows` rows of `capacity` samples.
  init(rows: Int, capacity: Int) {
    blocks = FixedArray(count: Self.pieces) { _ in CoreBlock(rows: rows, capacity: capacity) }
    pieces.reserveCapacity(Self.pieces)
  }
}
