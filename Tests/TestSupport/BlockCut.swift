/// A way of cutting a signal into blocks.
package enum BlockCut: Sendable, CustomStringConvertible {
  /// All of the same size, but the last.
  case every(Int)
  /// Of 0 to 4096 frames, small ones as often as large ones.
  case random(seed: UInt64)

  /// The blocks of a signal of `frames` frames, in order.
  package func blocks(of frames: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var noise = SeededNoise(seed: 0)
    if case .random(let seed) = self { noise = SeededNoise(seed: seed) }
    var start = 0
    while start < frames {
      let size =
        switch self {
        case .every(let size): size
        case .random: Int.random(in: 0...(1 << Int.random(in: 0...12, using: &noise)), using: &noise)
        }
      let end = min(frames, start + size)
      blocks.append(start..<end)
      start = end
    }
    return blocks
  }

  /// What a failing test shows.
  package var description: String {
    switch self {
    case .every(let size): "blocks of \(size)"
    case .random(let seed): "random blocks \(seed)"
    }
  }
}
