import Biofeedback
import Report

/// One value a stride.
struct StrideRows: Encodable {
  let number: String
  let contact: String
  let share: String
  let ratio: String
  let cadence: String
  /// One letter a stride: f, w, s, u or b.
  let verdict: String

  init(_ strides: [StrideRecord]) {
    number = NumberRow.text(strides.map(\.number))
    contact = NumberRow.text(strides.map(\.contact), decimals: 2)
    share = NumberRow.text(strides.map { $0.gluteShare.map { 100 * Double($0) } }, decimals: 1)
    ratio = NumberRow.text(strides.map { $0.ratio.map(Double.init) }, decimals: 2)
    cadence = NumberRow.text(strides.map { 60 / $0.duration }, decimals: 1)
    verdict = String(strides.compactMap(\.verdict.rawValue.first))
  }
}

/// One value a sound.
struct CueRows: Encodable {
  let seconds: String
  let kind: String

  init(_ cues: [RecordedCue]) {
    seconds = NumberRow.text(cues.map(\.seconds), decimals: 2)
    kind = cues.map(\.kind.rawValue).joined(separator: ",")
  }
}
