/// The value below which `fraction` (0–1) of `count` numbers lie; reorders them. 0 when there are none.
///
/// Quickselect (Hoare 1961) with the median of three as pivot: no allocation, on average linear in `count`. Numbers are
/// parted without a branch on what they are (Lomuto's scheme), which a processor could only guess. NaN must not be among
/// them.
@_noLocks
public func realtimeQuantile(_ values: UnsafeMutablePointer<Float>, count: Int, fraction: Double) -> Float {
  let isPossible = fraction >= 0 && fraction <= 1
  assert(isPossible, "no fraction")
  guard count > 0 else { return 0 }
  let wanted = min(count - 1, max(0, Int(fraction * Double(count - 1) + 0.5)))
  var low = 0
  var high = count
  while high - low > 1 {
    let pivot = middle(values, from: low, to: high)
    let below = part(values, from: low, to: high) { $0 < pivot }
    if wanted < below {
      high = below
      continue
    }
    // many may be alike: those that are the pivot are done with
    let upTo = part(values, from: below, to: high) { $0 <= pivot }
    if wanted < upTo { return pivot }
    low = upTo
  }
  return values[wanted]
}

/// The median of three of the numbers from `low` up to `high`: rising, falling and humped orders are parted about evenly.
@_noLocks @inline(__always)
private func middle(_ values: UnsafeMutablePointer<Float>, from low: Int, to high: Int) -> Float {
  let quarter = (high - low) / 4
  let (first, second, third) = (values[low + quarter], values[low + 2 * quarter], values[high - 1 - quarter])
  return max(min(first, second), min(max(first, second), third))
}

/// Brings the numbers from `low` up to `high` that belong to the front there; returns the place behind them.
@_noLocks @inline(__always)
private func part(
  _ values: UnsafeMutablePointer<Float>, from low: Int, to high: Int, belongs: (Float) -> Bool
) -> Int {
  var front = low
  var i = low
  while i < high {
    let value = values[i]
    values[i] = values[front]
    values[front] = value
    front &+= belongs(value) ? 1 : 0
    i &+= 1
  }
  return front
}
