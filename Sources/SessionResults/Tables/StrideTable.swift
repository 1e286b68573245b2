import Biofeedback
import EMGUnits
import Files
import Foundation

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

extension StrideTable {
  /// The strides of a `strides.csv`, as far as it holds them: the amplitudes come back with the table's two decimals of dB.
  public static func read(_ path: String) throws(SessionReadingError) -> [StrideRecord] {
    var table = try SessionTable(path: path, wanted: ["stride", "contact_s", "end_s", "verdict"])
    let columns = Columns(table)
    var strides: [StrideRecord] = []
    while try table.advance() { strides.append(try stride(table, columns)) }
    return strides
  }

  /// Where each value stands.
  private struct Columns {
    let stride, contact, end, verdict, flags, leg, confidence, known, aim, aimMet: Int?
    let muscles: [(level: Int?, activation: Int?, onset: Int?, frequency: Int?, ofMaximum: Int?)]

    init(_ table: SessionTable) {
      stride = table.column("stride")
      contact = table.column("contact_s")
      end = table.column("end_s")
      verdict = table.column("verdict")
      flags = table.column("flags")
      leg = table.column("leg")
      confidence = table.column("confidence")
      known = table.column("contact_known_s")
      aim = table.column("aim")
      aimMet = table.column("aim_met")
      muscles = Muscle.allCases.map { muscle in
        let name = muscle.rawValue.replacing("-", with: "_")
        return (
          table.column(name + "_rms_dbfs"), table.column(name + "_activation"), table.column(name + "_onset_pct"),
          table.column(name + "_mdf_hz"), table.column(name + "_of_maximum")
        )
      }
    }
  }

  private static func stride(_ table: SessionTable, _ columns: Columns) throws(SessionReadingError) -> StrideRecord {
    guard let number = try table.number(columns.stride), let contact = try table.number(columns.contact),
      let end = try table.number(columns.end), end > contact, abs(number) < 1e9, contact.magnitude < 1e9, end < 1e9
    else { throw table.malformed("a stride number, a contact or an end after it is missing") }
    guard let verdict = Verdict(rawValue: table.text(columns.verdict)) else {
      throw table.malformed("there is no verdict “\(table.text(columns.verdict))”")
    }
    guard let flags = StrideFlags(words: table.text(columns.flags).split(separator: " ").map(String.init)) else {
      throw table.malformed("of the flags “\(table.text(columns.flags))” not all exist")
    }
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    for place in columns.muscles.indices { muscles[place] = try muscle(table, columns.muscles[place]) }
    var record = StrideRecord(
      leg: Side(rawValue: table.text(columns.leg)), number: Int(bounded: number), contact: contact, end: end,
      contactKnown: try table.number(columns.known), confidence: Float(try table.number(columns.confidence) ?? 0),
      flags: flags, verdict: verdict, muscles: muscles)
    record.aim = try table.number(columns.aim).map { Float($0) }
    record.isAimMet = columns.aimMet == nil ? nil : Bool(table.text(columns.aimMet))
    return record
  }

  /// Nil when the table knows nothing of the muscle.
  private static func muscle(
    _ table: SessionTable, _ columns: (level: Int?, activation: Int?, onset: Int?, frequency: Int?, ofMaximum: Int?)
  ) throws(SessionReadingError) -> MuscleStride? {
    let level = try table.number(columns.level)
    let activation = try table.number(columns.activation)
    guard level != nil || activation != nil else { return nil }
    return MuscleStride(
      rms: level.map { Float(pow(10, $0 / 20)) } ?? 0, activation: activation.map { Float($0) },
      onset: try table.number(columns.onset).map { Float($0) },
      medianFrequency: try table.number(columns.frequency).map { Float($0) },
      ofMaximum: try table.number(columns.ofMaximum).map { Float($0) })
  }
}
