import RealtimeSupport

/// Learns which input carries which muscle from one contraction of each: what every input does in each of them against its own
/// rest, and the assignment in which they differ most.
///
/// One contraction alone would not do: a squeeze of the glute moves the hamstring too, and is heard beside it.
public struct InputSearch: Sendable {
  /// A contraction lasts; a jolt does not.
  private static let leastSeconds = 0.7
  /// A squeeze of a rested muscle is 10 to 100 times its rest.
  private static let leastRise = 4.0
  /// The assignment must be so many times likelier than the next, as a ratio of levels: crosstalk and muscles that help leave
  /// more than 2.
  private static let leastLead = 1.5

  /// An input that is not connected has no rest at all: 0.1 millionth of full scale.
  private static let leastRest = 1e-7

  private let step: Double
  private var restSums: [Double]
  private var restCount = 0
  /// Of each contraction, each input's rise above its rest.
  private var rises: [[Double]] = []
  private var sums: [Double]
  private var heldCount = 0

  /// - Parameters:
  ///   - inputs: how many there are.
  ///   - step: seconds from one look to the next.
  public init(inputs: Int, step: Double) {
    self.step = step
    restSums = [Double](repeating: 0, count: inputs)
    sums = restSums
  }

  /// A look while every muscle is loose.
  public mutating func rest(_ levels: [Double]) {
    for index in restSums.indices { restSums[index] += levels[index] }
    restCount += 1
  }

  /// A look while the next muscle is to be contracted; true when it was, long enough.
  public mutating func contract(_ levels: [Double]) -> Bool {
    let now = rise(levels)
    guard now.contains(where: { $0 >= Self.leastRise }) else {
      heldCount = max(0, heldCount - 1)
      if heldCount == 0 { sums = [Double](repeating: 0, count: sums.count) }
      return false
    }
    for index in sums.indices { sums[index] += now[index] }
    heldCount += 1
    guard Double(heldCount) * step >= Self.leastSeconds else { return false }
    rises.append(sums.map { $0 / Double(heldCount) })
    sums = [Double](repeating: 0, count: sums.count)
    heldCount = 0
    return true
  }

  /// Whether every muscle is loose again.
  public func isLoose(_ levels: [Double]) -> Bool { rise(levels).allSatisfy { $0 < Self.leastRise / 2 } }

  /// The input of each muscle, in the order of the contractions, counted from 0; nil where they do not tell.
  public var inputs: [Int]? {
    guard !rises.isEmpty, rises.count <= restSums.count else { return nil }
    if rises.count == 1 {
      let order = rises[0].indices.sorted { rises[0][$0] > rises[0][$1] }
      guard order.count == 1 || rises[0][order[0]] >= Self.leastLead * rises[0][order[1]] else { return nil }
      return [order[0]]
    }
    // against the mean of all contractions, so that an input that is loud in each of them tells nothing
    let gains = rises[0].indices.map { input in
      let logs = rises.map { log(max($0[input], 1e-3)) }
      let mean = logs.reduce(0, +) / Double(logs.count)
      return logs.map { $0 - mean }
    }
    var best: (gain: Double, inputs: [Int]) = (-.infinity, [])
    var second = -Double.infinity
    for chosen in Self.choices(of: rises.count, from: restSums.count) {
      let gain = chosen.indices.reduce(0) { $0 + gains[chosen[$1]][$1] }
      if gain > best.gain {
        second = best.gain
        best = (gain, chosen)
      } else {
        second = max(second, gain)
      }
    }
    return best.gain - second >= log(Self.leastLead) ? best.inputs : nil
  }

  private func log(_ value: Double) -> Double { Double(realtimeLog(Float(value))) }

  /// Levels in multiples of each input's rest; 1 while the rest is not known.
  public func rise(_ levels: [Double]) -> [Double] {
    guard restCount > 0 else { return [Double](repeating: 1, count: levels.count) }
    return levels.indices.map { levels[$0] / max(restSums[$0] / Double(restCount), Self.leastRest) }
  }

  /// All ordered choices of so many different inputs.
  private static func choices(of count: Int, from inputs: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return choices(of: count - 1, from: inputs).flatMap { chosen in
      (0..<inputs).filter { !chosen.contains($0) }.map { chosen + [$0] }
    }
  }
}
