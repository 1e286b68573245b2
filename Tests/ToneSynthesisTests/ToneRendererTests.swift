import EMGUnits
import Testing
import ToneSynthesis

@Suite struct ToneRendererTests {
  @Test(arguments: [Hertz(0), 7999, 768_001, Hertz(.nan), Hertz(.infinity), -48000])
  func refusesRatesThatCannotCarryTheCues(rate: Hertz) {
    let message =
      "Tones need an output rate between 8000 Hz and 768000 Hz, not \(rate). Choose another rate or output device."
    do throws(ConfigurationError) {
      _ = try ToneRenderer(sampleRate: rate)
      Issue.record("accepted \(rate)")
    } catch {
      #expect(error == ConfigurationError(message))
    }
  }

  @Test(arguments: sampleRates, [0, 1, 511, 512, 513, 5000])
  func startsOnTheFrameAskedForAndIsSilentAround(rate: Hertz, offset: Int) throws {
    let cue = try wholeCue(.weak, sampleRate: rate)
    let output = try play(
      [Request(kind: .weak, at: 0, offset: offset)], frames: offset + cue.count + 2000, sampleRate: rate)
    #expect(output[..<offset].allSatisfy { $0.bitPattern == 0 })
    #expect(Array(output[offset..<offset + cue.count]) == cue)
    #expect(output[(offset + cue.count)...].allSatisfy { $0.bitPattern == 0 })
  }

  @Test func isSilentUntilACueIsStarted() throws {
    let output = try play([], frames: 4000, sampleRate: 48000)
    #expect(output.allSatisfy { $0.bitPattern == 0 })
  }

  @Test func aFrameInThePastMeansNow() throws {
    let output = try play([Request(kind: .silent, at: 0, offset: -7)], frames: 7200, sampleRate: 48000)
    #expect(output == (try wholeCue(.silent, sampleRate: 48000)))
  }

  @Test(arguments: [[1], [7], [1024], [3, 441, 64, 1], [1_000_000]])
  func anyCutIntoBlocksGivesTheSameSamples(blockSizes: [Int]) throws {
    let requests = [
      Request(kind: .recovered, at: 100, offset: 33), Request(kind: .silent, at: 2000, offset: 1000),
      Request(kind: .fault, at: 3200), Request(kind: .fault, at: 3300), Request(kind: .weak, at: 3400, offset: 40000),
      Request(kind: .silent, at: 50000, offset: 4000),
    ]
    let whole = try play(requests, frames: 90000, sampleRate: 48000)
    #expect(try play(requests, frames: 90000, sampleRate: 48000, blockSizes: blockSizes) == whole)
  }

  @Test(arguments: CueKind.allCases, CueKind.allCases)
  func priorityDecidesWhoSounds(first: CueKind, second: CueKind) throws {
    let ranking: [CueKind] = [.heartbeat, .reward, .recovered, .weak, .below, .silent, .fault]
    let wins = ranking.firstIndex(of: second)! >= ranking.firstIndex(of: first)!
    var renderer = try ToneRenderer(sampleRate: 48000)
    renderer.start(first, atOffset: 0)
    _ = play([], frames: 1000, on: &renderer)
    #expect(renderer.sounding == first)
    #expect(renderer.start(second, atOffset: 10) == wins)
    _ = play([], frames: 11, on: &renderer)
    #expect(renderer.sounding == (wins ? second : first))

    // The same while the first still waits for its frame.
    renderer = try ToneRenderer(sampleRate: 48000)
    renderer.start(first, atOffset: 10)
    #expect(renderer.start(second, atOffset: 10) == wins)
    _ = play([], frames: 11, on: &renderer)
    #expect(renderer.sounding == (wins ? second : first))
  }

  @Test func aLowerCueMayFollowAHigherOneThatHasEndedByThen() throws {
    var renderer = try ToneRenderer(sampleRate: 48000)
    renderer.start(.fault, atOffset: 0)
    _ = play([], frames: 1, on: &renderer)
    let rest = renderer.frameCount(of: .fault) - 1
    let early = renderer.start(.recovered, atOffset: rest - 1)
    let after = renderer.start(.recovered, atOffset: rest)
    #expect(!early && after)
    let output = play([], frames: rest + renderer.frameCount(of: .recovered), on: &renderer)
    #expect(Array(output[rest...]) == (try wholeCue(.recovered, sampleRate: 48000)))
  }
}
