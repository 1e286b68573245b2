import Biofeedback

/// The strides of a session as its report needs them, collected as they come.
public struct ReportedStrides: Sendable {
  /// One entry a leg that has strides.
  package private(set) var legs: [LegStrides] = []

  /// Starts with nothing.
  public init() {}

  /// Takes strides that are known already, in order of time.
  public init(_ strides: [StrideRecord]) {
    for stride in strides { add(stride) }
  }

  /// Takes the next stride.
  public mutating func add(_ stride: StrideRecord) {
    if let place = legs.firstIndex(where: { $0.leg == stride.leg }) {
      legs[place].add(stride)
    } else {
      legs.append(LegStrides(leg: stride.leg))
      legs[legs.count - 1].add(stride)
    }
  }
}
