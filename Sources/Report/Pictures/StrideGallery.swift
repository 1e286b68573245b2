import Biofeedback
import EMGUnits
import SignalProcessing

/// Pictures of a session's strides, collected while the signal passes by: some 260 bytes a stride, up to a limit.
public struct StrideGallery: Sendable {
  /// Rows of the raster, of all legs together: two and a half hours of running on one leg.
  private static let rasterRows = 12_000

  /// One entry a leg.
  package private(set) var legs: [LegGallery]

  /// Empty, for the legs and muscles that a map speaks of.
  public init(map: ChannelMap) {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    let legs: [Side?] = sides.isEmpty ? [nil] : sides
    self.legs = legs.map { leg in
      let rows = Muscle.allCases.compactMap { muscle in
        map.place(of: .muscle(muscle), leg: leg).map { (muscle: muscle, row: $0) }
      }
      return LegGallery(leg: leg, rows: rows, rasterLimit: Self.rasterRows / legs.count)
    }
  }

  /// Takes the next stride. `chain` is what it was found in, or another one that the same recording goes through, and has
  /// carried the stride's end through.
  public mutating func add(_ stride: StrideRecord, _ chain: borrowing SignalChain) {
    guard let index = legs.firstIndex(where: { $0.leg == stride.leg }) else { return }
    legs[index].add(stride, chain)
  }
}
