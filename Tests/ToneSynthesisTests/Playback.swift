import EMGUnits
import ToneSynthesis

/// A cue asked for when `at` frames have been played, to begin `offset` frames later.
struct Request {
  let kind: CueKind
  let at: Int
  var offset = 0
}

/// Plays `frames` frames in blocks of `blockSizes`, repeated, cut further where a request falls due.
func play(
  _ requests: [Request], frames: Int, sampleRate: Hertz, blockSizes: [Int] = [512]
) throws -> [Float] {
  var renderer = try ToneRenderer(sampleRate: sampleRate)
  return play(requests, frames: frames, on: &renderer, blockSizes: blockSizes)
}

func play(
  _ requests: [Request], frames: Int, on renderer: inout ToneRenderer, blockSizes: [Int] = [512]
) -> [Float] {
  // Not a number, so that a sample that was never written fails every comparison.
  var output = Array(repeating: Float.nan, count: frames)
  var rest = requests[...]
  var played = 0
  var blocks = 0
  while played < frames {
    while let next = rest.first, next.at == played {
      renderer.start(next.kind, atOffset: next.offset)
      rest.removeFirst()
    }
    let end = min(played + blockSizes[blocks % blockSizes.count], rest.first?.at ?? frames, frames)
    output.withUnsafeMutableBufferPointer { renderer.render(into: .init(rebasing: $0[played..<end])) }
    played = end
    blocks += 1
  }
  return output
}

/// One whole cue and nothing else.
func wholeCue(_ kind: CueKind, sampleRate: Hertz) throws -> [Float] {
  let renderer = try ToneRenderer(sampleRate: sampleRate)
  return try play([Request(kind: kind, at: 0)], frames: renderer.frameCount(of: kind), sampleRate: sampleRate)
}

/// The rates at which everything is tested: the lowest, the two usual ones, a studio card.
let sampleRates: [Hertz] = [8000, 44100, 48000, 192_000]
