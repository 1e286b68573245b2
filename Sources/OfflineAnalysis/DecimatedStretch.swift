import RealtimeSupport
import Recording
import SignalProcessing

/// Some seconds of a recording after decimation, in pieces of up to `FrontEnd.maximumFrames` frames.
///
/// `DecimationAhead` hands it from one thread to another and back.
final class DecimatedStretch {
  /// Samples in a row of a full stretch, about: 3.9 s at 48 kHz, so that handing it over costs nothing.
  private static let samples = 8_000
  private static let mostPieces = 64

  /// One block for each piece.
  let blocks: FixedArray<CoreBlock>
  /// What the pieces hold, in order.
  var pieces: [CoreStretch] = []
  /// Nothing comes behind it.
  var isLast = false
  /// Why nothing comes behind it, if the recording has not ended.
  var failure: RecordingError?

  /// Room for what a front end gives.
  init(_ frontEnd: borrowing FrontEnd) {
    let rows = frontEnd.rowCount
    let capacity = frontEnd.block.capacity
    let count = max(1, min(Self.mostPieces, Self.samples / capacity))
    blocks = FixedArray(count: count) { _ in CoreBlock(rows: rows, capacity: capacity) }
    pieces.reserveCapacity(count)
  }
}
