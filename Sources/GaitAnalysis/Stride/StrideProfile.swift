import RealtimeSupport

/// Power of a muscle over one stride, at the points of the stride grid: what windows are learned from.
public enum StrideProfile {
  /// Points in a profile.
  public static var count: Int { @_noLocks get { StridePhase.count } }

  /// Fills `target` with the mean power of each point's share of the stride from half a stride before contact to half a
  /// stride after. `samples` starts at the first of them and holds `count`.
  @_noLocks
  public static func measure(_ samples: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    var point = 0
    while point < StridePhase.count {
      let from = count * point / StridePhase.count
      let to = max(from + 1, count * (point + 1) / StridePhase.count)
      target[point] = SignalPower.mean(samples + from, count: min(to, count) - from)
      point += 1
    }
  }

  /// Mean power of a window of a profile.
  @_noLocks
  public static func power(_ profile: UnsafePointer<Float>, in window: ActivityWindow) -> Float {
    let first = Int(window.on * Double(count) + Double(StridePhase.contact) + 0.5)
    let last = max(first + 1, Int(window.off * Double(count) + Double(StridePhase.contact) + 0.5))
    var sum: Float = 0
    var point = first
    while point < last {
      sum += profile[(point + count) % count]
      point += 1
    }
    return sum / Float(last - first)
  }
}

/// Mean square of a stretch of signal.
public enum SignalPower {
  /// Mean square of `count` samples; 0 when there are none.
  @_noLocks
  public static func mean(_ samples: UnsafePointer<Float>, count: Int) -> Float {
    guard count > 0 else { return 0 }
    let values = UnsafeRawPointer(samples)
    var sums = SIMD8<Float>(repeating: 0)
    var i = 0
    while i + 8 <= count {
      let eight = values.loadUnaligned(fromByteOffset: 4 * i, as: SIMD8<Float>.self)
      sums += eight * eight
      i += 8
    }
    var sum = sums.sum()
    while i < count {
      sum += samples[i] * samples[i]
      i += 1
    }
    return sum / Float(count)
  }
}

/// Where the points of the stride grid lie around a contact on a whole frame, for one stride time.
///
/// Made once a stride and used for every candidate contact: only whole frames are added.
package struct PhaseGrid: ~Copyable {
  /// Whole frames from contact to just before each point, and the share of the way to the next frame.
  package let offsets = FixedBuffer<Int>(repeating: 0, count: StridePhase.count)
  package let shares = FixedBuffer<Float>(repeating: 0, count: StridePhase.count)
  private var periodFrames = 0.0

  package init() {}

  /// Lays the points out for a stride time in frames; does nothing when it is the same as before.
  @_noLocks
  package mutating func lay(periodFrames: Double) {
    guard periodFrames != self.periodFrames else { return }
    self.periodFrames = periodFrames
    var point = 0
    while point < StridePhase.count {
      // far enough above 0 that rounding towards 0 is rounding down
      let place = Double(point) * periodFrames / Double(StridePhase.count)
      let before = periodFrames * Double(StridePhase.contact) / Double(StridePhase.count)
      let shifted = place - before + 4096
      let whole = Int(shifted)
      offsets.pointer[point] = whole - 4096
      shares.pointer[point] = Float(shifted - Double(whole))
      point += 1
    }
  }

  /// The values at a point of four strides whose contacts are at `frames` and the three frames after it.
  @_noLocks @inline(__always)
  package func sample(_ point: Int, _ frames: UnsafePointer<Float>) -> SIMD4<Float> {
    let before = UnsafeRawPointer(frames + offsets.pointer[point])
    let here = before.loadUnaligned(as: SIMD4<Float>.self)
    let next = before.loadUnaligned(fromByteOffset: 4, as: SIMD4<Float>.self)
    return here + shares.pointer[point] * (next - here)
  }
}
