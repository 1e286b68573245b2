/// What the annotation signals of one data record hold: time-stamped lists of texts (TALs).
struct EDFAnnotations {
  /// A text with its time.
  struct Annotation: Hashable {
    let onset: Double
    let duration: Double?
    let text: String
  }

  /// When the record begins; nil where it does not say.
  private(set) var recordOnset: Double?
  /// Texts, in order.
  private(set) var annotations: [Annotation] = []
  /// Something could not be understood.
  private(set) var isDamaged = false

  private static let endOfText: UInt8 = 0x14
  private static let beforeDuration: UInt8 = 0x15

  /// - Parameter signals: the bytes of each annotation signal; the first TAL of the first one is the record's time.
  init(_ signals: [ArraySlice<UInt8>]) {
    for (index, bytes) in signals.enumerated() {
      for (number, list) in bytes.split(separator: 0).enumerated() { read(list, isClock: index == 0 && number == 0) }
    }
  }

  private mutating func read(_ list: ArraySlice<UInt8>, isClock: Bool) {
    let parts = list.split(separator: Self.endOfText, omittingEmptySubsequences: false)
    let times = (parts.first ?? []).split(separator: Self.beforeDuration, omittingEmptySubsequences: false)
    guard parts.count > 1, let onset = Self.number(times.first), times.count < 3 else {
      isDamaged = true
      return
    }
    if isClock { recordOnset = onset }
    let duration = times.count == 2 ? Self.number(times[1]) : nil
    for part in parts.dropFirst() where !part.isEmpty {
      annotations.append(Annotation(onset: onset, duration: duration, text: LenientText.decoded(part)))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>?) -> Double? {
    guard let bytes, let value = Double(String(decoding: bytes, as: UTF8.self)), value.magnitude < 1e9 else {
      return nil
    }
    return value
  }
}
