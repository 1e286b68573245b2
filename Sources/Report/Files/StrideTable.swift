import Biofeedback
import EMGUnits

/// `strides.csv`: one line a stride. Unknown values are empty, never 0 or nan.
public struct StrideTable {
  /// The first line.
  public static let header =
    "stride,contact_s,end_s,duration_s,cadence_strides_per_min,glute_rms_uv,hamstring_rms_uv,glute_activation,"
    + "hamstring_activation,ratio,glute_share,glute_onset_pct,hamstring_onset_pct,glute_mdf_hz,hamstring_mdf_hz,"
    + "verdict,flags,leg,confidence,contact_known_s,glute_rms_dbfs,hamstring_rms_dbfs"
    + [Muscle.quadriceps, .calf, .lowerBack].map { muscle in
      let name = muscle.rawValue.split(separator: "-").joined(separator: "_")
      return ",\(name)_rms_uv,\(name)_rms_dbfs,\(name)_activation,\(name)_onset_pct,\(name)_mdf_hz"
    }.joined() + ",glute_of_maximum,hamstring_of_maximum,maximum_share,aim,aim_met\n"

  private let scale: AmplitudeScale
  private var line = TextLine()

  /// For samples of a known or unknown full scale.
  public init(scale: AmplitudeScale) { self.scale = scale }

  /// The line of a stride, with its line end.
  public mutating func line(_ stride: StrideRecord) -> [UInt8] {
    let glute = stride[.gluteusMaximus]
    let hamstring = stride[.hamstrings]
    line.clear()
    line.add(stride.number)
    field(stride.contact, 4)
    field(stride.end, 4)
    field(stride.duration, 4)
    field(60 / stride.duration, 2)
    field(scale.microvolts(glute?.amplitude), 3)
    field(scale.microvolts(hamstring?.amplitude), 3)
    field(glute?.activation, 4)
    field(hamstring?.activation, 4)
    field(stride.ratio, 4)
    field(stride.gluteShare, 4)
    field(glute?.onset, 1)
    field(hamstring?.onset, 1)
    field(glute?.medianFrequency, 1)
    field(hamstring?.medianFrequency, 1)
    field(stride.verdict.rawValue)
    field(stride.flags.words.joined(separator: " "))
    field(stride.leg?.rawValue ?? "")
    field(stride.confidence, 2)
    field(stride.contactKnown, 4)
    field(scale.decibelsFullScale(glute?.amplitude), 2)
    field(scale.decibelsFullScale(hamstring?.amplitude), 2)
    for muscle in [Muscle.quadriceps, .calf, .lowerBack] {
      let values = stride[muscle]
      field(scale.microvolts(values?.amplitude), 3)
      field(scale.decibelsFullScale(values?.amplitude), 2)
      field(values?.activation, 4)
      field(values?.onset, 1)
      field(values?.medianFrequency, 1)
    }
    field(glute?.ofMaximum, 4)
    field(hamstring?.ofMaximum, 4)
    field(stride.maximumShare, 4)
    field(stride.aim, 4)
    field(stride.isAimMet.map { $0 ? "true" : "false" } ?? "")
    line.newline()
    return line.bytes
  }

  private mutating func field(_ value: Double?, _ decimals: Int) {
    line.comma()
    line.add(value, decimals: decimals)
  }

  private mutating func field(_ value: Float?, _ decimals: Int) { field(value.map(Double.init), decimals) }

  private mutating func field(_ text: String) {
    line.comma()
    line.add(text)
  }
}

extension MuscleStride {
  /// Root mean square in units of full scale, for conversion.
  var amplitude: Double { Double(rms) }
}
