import RealtimeSupport

/// Both muscles' envelopes as the tracker sees them: power as it came, and the logarithm of amplitude above a floor.
///
/// The floor keeps noise between bursts from swinging the logarithm; it is set when a rhythm is found.
package struct EnvelopeLogs: ~Copyable {
  /// Power of each muscle: glute, hamstring.
  package var power: FixedArray<SampleHistory>
  private var logs: FixedArray<SampleHistory>
  /// 1 where the device lost frames, else 0.
  private var lost: SampleHistory
  /// The newest frame lost; far below 0 when there is none.
  private var latestLost = Int.min / 2
  private var lostRun = 0
  /// Lost frames in a row that break the rhythm's search: it begins anew behind them.
  private static var longestRun: Int { @_noLocks get { 50 } }
  /// The frame behind the latest such run.
  package private(set) var unbrokenFrom = 0
  private let floors = FixedBuffer<Float>(repeating: 1e-9, count: 2)

  package init(capacity: Int) {
    power = FixedArray(count: 2) { _ in SampleHistory(capacity: capacity) }
    logs = FixedArray(count: 2) { _ in SampleHistory(capacity: capacity) }
    lost = SampleHistory(capacity: capacity)
  }

  /// The frame after the newest.
  package var end: Int { @_noLocks get { power[0].end } }
  /// The oldest frame that is kept and real.
  package var start: Int { @_noLocks get { max(0, power[0].start) } }

  /// What is added to each muscle's amplitude before the logarithm.
  package var currentFloors: (glute: Float, hamstring: Float) { (floors.pointer[0], floors.pointer[1]) }

  /// Adds one frame of both muscles.
  @_noLocks
  package mutating func append(_ glute: Float, _ hamstring: Float) {
    power[0].append(glute)
    power[1].append(hamstring)
    logs[0].append(logarithm(glute, floors.pointer[0]))
    logs[1].append(logarithm(hamstring, floors.pointer[1]))
    lost.append(0)
    lostRun = 0
  }

  /// Adds one frame that the device lost: both muscles stay as they were.
  @_noLocks
  package mutating func appendLost() {
    let before = end - 1
    append(
      before >= 0 ? power[0].sample(at: before) : 0, before >= 0 ? power[1].sample(at: before) : 0, run: lostRun + 1)
  }

  @_noLocks
  private mutating func append(_ glute: Float, _ hamstring: Float, run: Int) {
    append(glute, hamstring)
    lostRun = run
    latestLost = end - 1
    lost.replace(at: latestLost, with: 1)
    if run >= Self.longestRun { unbrokenFrom = end }
  }

  /// The share of the frames from `first` up to `last` that the device lost, as far as they are kept.
  @_noLocks
  package func lostShare(from first: Double, to last: Double) -> Double {
    let from = max(Int(first), start)
    let to = min(Int(last) + 1, end)
    guard from < to, latestLost >= from else { return 0 }
    let values = lost.block(at: from, count: to - from)
    var sum: Float = 0
    var i = 0
    while i < to - from {
      sum += values[i]
      i += 1
    }
    return Double(sum) / Double(to - from)
  }

  /// Sets the floors, as amplitudes, and computes every kept frame anew.
  @_noLocks
  package mutating func setFloors(_ glute: Float, _ hamstring: Float) {
    floors.pointer[0] = max(glute, 1e-9)
    floors.pointer[1] = max(hamstring, 1e-9)
    let first = start
    var row = 0
    while row < 2 {
      let count = end - first
      let source = power[row].block(at: first, count: count)
      var frame = 0
      while frame < count {
        logs[row].replace(at: first + frame, with: logarithm(source[frame], floors.pointer[row]))
        frame += 1
      }
      row += 1
    }
  }

  @_noLocks @inline(__always)
  private func logarithm(_ power: Float, _ floor: Float) -> Float { realtimeLog(realtimeSquareRoot(power) + floor) }

  /// Logarithms at the first `points` points of the stride whose contact is at frame `contact`, lasting `periodFrames` frames.
  ///
  /// Points before the first or after the last frame take that frame's value.
  @_noLocks
  package func sample(
    row: Int, contact: Double, periodFrames: Double, points: Int, into target: UnsafeMutablePointer<Float>
  ) {
    let first = start
    let count = end - first
    guard count >= 2 else { return Self.fill(target, points) }
    let source = logs[row].block(at: first, count: count)
    let step = periodFrames / Double(StridePhase.count)
    var place = contact - periodFrames * Double(StridePhase.contact) / Double(StridePhase.count) - Double(first)
    let last = Double(count - 1)
    var i = 0
    while i < points {
      let inside = max(0, min(last, place))
      let frame = min(Int(inside), count - 2)
      let share = Float(inside - Double(frame))
      target[i] = source[frame] + share * (source[frame + 1] - source[frame])
      place += step
      i += 1
    }
  }

  /// With fewer than two frames there is nothing to interpolate between: a flat line, which is like no stride.
  @_noLocks
  private static func fill(_ target: UnsafeMutablePointer<Float>, _ points: Int) {
    target.update(repeating: 0, count: points)
  }

  /// The same for a contact on a whole frame, along a grid laid out for the stride time.
  @_noLocks
  package func sample(
    row: Int, contact: Int, grid: borrowing PhaseGrid, points: Int, into target: UnsafeMutablePointer<Float>
  ) {
    let first = start
    let last = end - 2
    guard last >= first else { return Self.fill(target, points) }
    let source = logs[row].block(at: first, count: end - first) - first
    let offsets = grid.offsets.pointer
    let shares = grid.shares.pointer
    let isInside = contact + offsets[0] >= first && contact + offsets[points - 1] <= last
    var i = 0
    if isInside {
      let centre = source + contact
      while i < points {
        let frame = centre + offsets[i]
        target[i] = frame[0] + shares[i] * (frame[1] - frame[0])
        i += 1
      }
      return
    }
    while i < points {
      let frame = contact + offsets[i]
      if frame < first {
        target[i] = source[first]
      } else if frame > last {
        target[i] = source[last + 1]
      } else {
        target[i] = source[frame] + shares[i] * (source[frame + 1] - source[frame])
      }
      i += 1
    }
  }

  /// The logarithm at frame `contact`, when all points of the strides whose contacts are there and up to `last` lie between
  /// frames that are kept; nil when one does not.
  @_noLocks
  package func frames(
    row: Int, around contact: Int, to last: Int, _ grid: borrowing PhaseGrid, _ points: Int
  ) -> UnsafePointer<Float>? {
    let first = start
    guard contact + grid.offsets.pointer[0] >= first, last + grid.offsets.pointer[points - 1] <= end - 2 else {
      return nil
    }
    return UnsafePointer(logs[row].block(at: first, count: end - first) - first + contact)
  }
}
