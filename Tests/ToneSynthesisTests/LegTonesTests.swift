import EMGUnits
import TestSupport
import Testing
import ToneSynthesis

@Suite struct LegTonesTests {
  private static let rate: Hertz = 48_000

  /// The channels of what sounds after `begin`, in blocks of some frames.
  private func channels(
    legs: Int, frames: Int = 12_000, block: Int = 500, _ begin: (inout LegTones) -> Void
  ) throws -> [[Float]] {
    var tones = try LegTones(sampleRate: Self.rate, legCount: legs)
    let count = tones.channelCount
    begin(&tones)
    var output = [Float](repeating: .nan, count: frames * count)
    output.withUnsafeMutableBufferPointer { whole in
      var done = 0
      while done < frames {
        let end = min(done + block, frames)
        tones.render(into: .init(rebasing: whole[done * count..<end * count]))
        done = end
      }
    }
    return (0..<count).map { channel in (0..<frames).map { output[$0 * count + channel] } }
  }

  private func isSilent(_ samples: [Float]) -> Bool { samples.allSatisfy { $0.bitPattern == 0 } }

  @Test(arguments: Side.allCases) func aLegsCueComesFromItsSide(leg: Side) throws {
    let sides = try channels(legs: 2) { $0.start(.silent, leg: leg) }
    let (own, other) = leg == .left ? (sides[0], sides[1]) : (sides[1], sides[0])
    let cue = try wholeCue(.silent, sampleRate: Self.rate)
    #expect(Array(own.prefix(cue.count)) == cue)
    #expect(isSilent(other))
  }

  @Test func whatBelongsToNoLegComesFromBothSides() throws {
    let sides = try channels(legs: 2) { $0.start(.fault, leg: nil) }
    #expect(!isSilent(sides[0]) && sides[0] == sides[1])
  }

  @Test(arguments: [nil, Side.left, .right]) func oneLegIsMono(leg: Side?) throws {
    let sides = try channels(legs: 1) { $0.start(.silent, leg: leg) }
    #expect(sides.count == 1 && !isSilent(sides[0]))
  }

  @Test func bothLegsAreHeardAtOnce() throws {
    let sides = try channels(legs: 2) {
      #expect($0.start(.fault, leg: .left) && $0.start(.weak, leg: .right))
      $0.follow(share: 0.5, leg: .right)
    }
    #expect(sides[0].max() ?? 0 > 0.3 && sides[1].max() ?? 0 > 0.25)
    #expect(sides.joined().allSatisfy { abs($0) <= 0.58 })
  }

  @Test(arguments: [1, 7, 1024, 12_000]) func anyCutGivesTheSameSamples(block: Int) throws {
    let begin = { (tones: inout LegTones) in
      tones.start(.recovered, leg: .left)
      tones.follow(share: 0.4, leg: .left)
      tones.follow(share: 0.6, leg: .right)
    }
    #expect(try channels(legs: 2, block: block, begin) == channels(legs: 2, begin))
  }

  @Test func renderingAllocatesNothing() throws {
    var values: [Float] = []
    #expect(heapCalls { values.append(1) } > 0, "the counter does not count")
    var tones = try LegTones(sampleRate: Self.rate, legCount: 2)
    let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: 480)
    defer { block.deallocate() }
    let calls = heapCalls {
      for round in 0..<200 {
        if round % 10 == 0 { tones.start(.silent, leg: .left) }
        if round % 15 == 0 { tones.follow(share: round % 30 == 0 ? 0.4 : 0.7, leg: .right) }
        tones.render(into: block)
      }
    }
    #expect(calls == 0)
  }
}
