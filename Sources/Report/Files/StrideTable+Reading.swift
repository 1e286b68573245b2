import Biofeedback
import EMGUnits
import Foundation

extension StrideTable {
  /// The strides of a `strides.csv`, as far as it holds them: the amplitudes come back with the table's two decimals of dB.
  public static func read(_ path: String) throws(SessionFileError) -> [StrideRecord] {
    var table = try SessionTable(
      path: path, bytes: try SessionFile.bytes(path), wanted: ["stride", "contact_s", "end_s", "verdict", "flags"])
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

  private static func stride(_ table: SessionTable, _ columns: Columns) throws(SessionFileError) -> StrideRecord {
    guard let number = try table.number(columns.stride), let contact = try table.number(columns.contact),
      let end = try table.number(columns.end), end > contact, abs(number) < 1e9, contact.magnitude < 1e9, end < 1e9
    else { throw table.malformed("lacks a stride number, a contact or an end after it") }
    guard let verdict = Verdict(rawValue: table.text(columns.verdict)) else {
      throw table.malformed("has the verdict “\(table.text(columns.verdict))”, which does not exist")
    }
    guard let flags = StrideFlags(words: table.text(columns.flags).split(separator: " ").map(String.init)) else {
      throw table.malformed("has the flags “\(table.text(columns.flags))”, of which not all exist")
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
  ) throws(SessionFileError) -> MuscleStride? {
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
