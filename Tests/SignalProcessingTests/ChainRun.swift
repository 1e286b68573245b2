/// Everything that a signal chain gave for one signal, row by row.
struct ChainRun {
  var measurement: [[Float]]
  var tracking: [[Float]]
  var envelope: [[Float]]
  var marks: [[Float]]
  /// Input time, in seconds, at which hum was first being removed from a row; nil where none was found.
  var humFound: [Double?]
  /// Hum frequency at the end, 0 where there is none.
  var hum: [Double]

  /// As bits, so that two runs are equal only when nothing differs.
  var bits: [[UInt32]] { (measurement + tracking + envelope + marks).map { $0.map(\.bitPattern) } }
  var isFinite: Bool { (measurement + tracking + envelope).allSatisfy { $0.allSatisfy { $0.isFinite } } }
}
