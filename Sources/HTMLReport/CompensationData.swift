/// How hard a muscle worked, as the chart shows it: lower quartile, median, upper quartile in % of its reference.
struct CompensationData: Encodable {
  let muscle: String
  let firing: [Double]
  let failing: [Double]

  init(_ compensation: Compensation) {
    muscle = compensation.muscle.rawValue
    firing = [compensation.firing.lowerQuartile, compensation.firing.median, compensation.firing.upperQuartile]
    failing = [compensation.failing.lowerQuartile, compensation.failing.median, compensation.failing.upperQuartile]
  }
}
