import EMGUnits
import SignalProcessing
import TestSupport
import Testing

/// Raw frames become blocks, of which the chain behind needs to know nothing.
@Suite struct FrontEndTests {
  private let settings = SignalChain.Settings(
    inputRate: 48_000, channelCount: 3, channels: [2, 0], band: .surfaceEMG, mains: nil, mode: .live)
  private let frames = 9600

  private func block(_ frontEnd: borrowing FrontEnd, _ stretch: CoreStretch, row: Int) -> [Float] {
    (0..<stretch.count).map { frontEnd.block.samples[row * frontEnd.block.capacity + $0] }
  }

  @Test func rowsAreTheWantedChannelsInTheirOrder() throws {
    var frontEnd = try FrontEnd(settings)
    // silence, silence, a tone: only the first row carries it
    let tone = Tone(hertz: 90, rate: 48_000).samples(count: 4096, amplitude: 0.5)
    let none = [Float](repeating: 0, count: 4096)
    let stretch = RawSignal.float(interleaved([none, none, tone])).withSamples {
      frontEnd.process($0, offset: 0, frames: 4096)
    }
    let rowCount = frontEnd.rowCount
    #expect(rowCount == 2 && stretch.frames == 4096 && !stretch.areLost)
    #expect(rms(block(frontEnd, stretch, row: 0).suffix(100)) > 0.3)
    #expect(block(frontEnd, stretch, row: 1).allSatisfy { $0 == 0 })
  }

  /// Into its own block or one of the caller's; lost or not.
  @Test(arguments: [false, true]) func theCallersBlockHoldsTheSame(areLost: Bool) throws {
    var own = try FrontEnd(settings)
    var other = try FrontEnd(settings)
    let block = other.newBlock()
    let samples = SeededNoise.normal(seed: 61, count: 3 * frames)
    RawSignal.float(samples).withSamples { raw in
      for part in BlockCut.every(1111).blocks(of: frames) {
        let isGap = areLost && part.lowerBound == 3333
        let first =
          isGap
          ? own.processGap(frames: part.count) : own.process(raw, offset: part.lowerBound, frames: part.count)
        let second = other.process(raw, offset: part.lowerBound, frames: part.count, areLost: isGap, into: block)
        #expect(first == second && first.areLost == isGap && first.frames == part.count)
        for place in 0..<2 * block.capacity {
          guard place % block.capacity < first.count else { continue }
          #expect(own.block.samples[place] == block.samples[place] && own.block.marks[place] == block.marks[place])
        }
      }
    }
  }

  @Test func silenceIsFramesOfZeros() throws {
    var frontEnd = try FrontEnd(settings)
    let stretch = frontEnd.processSilence(frames: 4096)
    #expect(stretch.count > 160 && !stretch.areLost)
    #expect(block(frontEnd, stretch, row: 0).allSatisfy { $0 == 0 })
  }

  @Test func aRateThatTheBandDoesNotAllowIsRefused() {
    var wrong = settings
    wrong.inputRate = 499
    let message = "Sample rate 499 Hz is not between 500 Hz and 192000 Hz."
    #expect(throws: ConfigurationError(message)) { _ = try FrontEnd(wrong) }
  }
}
