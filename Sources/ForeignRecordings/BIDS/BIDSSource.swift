import EMGUnits
import Files

/// A data file of an EMG-BIDS folder with what lies beside it: names from `_channels.tsv`, and units where the header
/// has none.
package final class BIDSSource: ForeignSource {
  package var path: String { data.path }
  package var kind: String { "BIDS, \(data.kind)" }
  package var channels: [ForeignChannel] {
    get { data.channels }
    set { data.channels = newValue }
  }
  package var start: Moment? { data.start }
  package let device: String?
  package let marks: [ForeignMark]
  package var notedGaps: [(seconds: Double, duration: Double)] { data.notedGaps }
  package let remarks: [String]

  private let data: EDFSource

  /// Opens the data file and reads what lies beside it.
  package init(path: String) throws(ForeignError) {
    data = try EDFSource(path: path)
    let beside = try BIDSSidecars(beside: path, signalCount: data.channels.count)
    device = beside.device ?? data.device
    marks = data.marks.isEmpty ? beside.marks : data.marks
    var remarks = beside.remarks
    for (index, said) in (beside.channels ?? []).enumerated() {
      if !said.name.isEmpty, said.name != "n/a" { data.channels[index].name = said.name }
      let unit = ForeignUnit(said.unit)
      let own = data.channels[index].unit
      // what the header has as parts of full scale, no table knows better
      if case .fullScale = own { continue }
      if case .voltage = own {
        if unit != own, unit != .unknown {
          data.channels[index].remarks.append(
            "its unit is \(said.unit) in channels.tsv and \(own.shown) in the data file, which counts")
        }
      } else if unit != .unknown {
        data.channels[index].unit = unit
      }
      if said.isBad { data.channels[index].remarks.append("channels.tsv calls it bad") }
    }
    if let rate = beside.rate, let fastest = data.channels.map(\.rate).max(), abs(rate - fastest) > 1e-3 * rate {
      remarks.append("Its _emg.json says \(Hertz(rate)) and the data file \(Hertz(fastest)); the data file counts.")
    }
    self.remarks = data.remarks + remarks
  }

  package func begin(rate: Double, channels: [Int]) throws(ForeignError) -> (frameCount: Int, gaps: [FrameGap]) {
    try data.begin(rate: rate, channels: channels)
  }

  package func read(into samples: UnsafeMutableBufferPointer<Float>, frames: Int) throws(ForeignError) -> Int {
    try data.read(into: samples, frames: frames)
  }

  package func seek(to frame: Int) throws(ForeignError) { try data.seek(to: frame) }
}
