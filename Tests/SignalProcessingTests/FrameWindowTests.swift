import EMGUnits
import SignalProcessing
import TestSupport
import Testing

/// Whatever kind of samples comes, the same values do: full scale is 1.
@Suite struct FrameWindowTests {
  private static let count = 4000
  private let shorts = (0..<count).map { Int16(truncatingIfNeeded: $0 * 7919) }

  /// What comes out at 1 kHz, where nothing is decimated.
  private func samples(_ signal: RawSignal) throws -> [Float] {
    var rig = try DecimatorRig(rate: 1000)
    return rig.process(signal, frames: Self.count)[0].samples
  }

  @Test func everyKindIsFullScaleAtOne() throws {
    let expected = shorts.map { Float($0) / 32_768 }
    #expect(try samples(.int16(shorts)) == expected)
    #expect(try samples(.int32(shorts.map { Int32($0) << 16 })) == expected)
    #expect(try samples(.float(expected)) == expected)
  }

  /// Integers first and floating point after them, as behind a recording's end.
  @Test func theKindMayChangeBetweenBlocks() throws {
    var rig = try DecimatorRig(rate: 1000)
    let first = rig.process(.int16(shorts), frames: Self.count)[0].samples
    let second = rig.process(.float([0.25, -0.25]), frames: 2)[0].samples
    let third = rig.process(.int16([16_384]), frames: 1)[0].samples
    #expect(first + second + third == shorts.map { Float($0) / 32_768 } + [0.25, -0.25, 0.5])
  }

  @Test func whatIsNoMeasurementBecomesNothing() throws {
    var values = [Float](repeating: 0.5, count: Self.count)
    (values[10], values[20], values[30]) = (.nan, -.infinity, 17)
    let found = try samples(.float(values))
    #expect([10, 20, 30].allSatisfy { found[$0] == .leastNonzeroMagnitude })
    #expect(found.indices.filter { ![10, 20, 30].contains($0) }.allSatisfy { found[$0] == 0.5 })
  }
}
