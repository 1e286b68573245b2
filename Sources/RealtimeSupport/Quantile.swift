/// The value below which `fraction` (0–1) of `count` numbers lie; reorders them. 0 when there are none.
///
/// Hoare's selection (1961) with the middle element as pivot: no allocation, on average linear in `count`. NaN must not
/// be among them.
@_noLocks
public func realtimeQuantile(_ values: UnsafeMutablePointer<Float>, count: Int, fraction: Double) -> Float {
  guard count > 0 else { return 0 }
  let wanted = min(count - 1, max(0, Int(fraction * Double(count - 1) + 0.5)))
  var low = 0
  var high = count - 1
  while low < high {
    let pivot = values[(low + high) / 2]
    var i = low
    var j = high
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        let swapped = values[i]
        values[i] = values[j]
        values[j] = swapped
        i += 1
        j -= 1
      }
    }
    if wanted <= j {
      high = j
    } else if wanted >= i {
      low = i
    } else {
      break
    }
  }
  return values[wanted]
}
