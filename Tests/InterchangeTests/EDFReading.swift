import Foundation

/// A reader of EDF+ and BDF+ after the specification (Kemp & Olivan 2003, Clin Neurophysiol 114:1755), apart from the
/// library that writes them.
struct EDFReading {
  struct Signal: Equatable {
    let label: String
    let dimension: String
    let low: Double
    let high: Double
    let digitalLow: Int
    let digitalHigh: Int
    let samplesPerRecord: Int

    /// The physical value of one step.
    var step: Double { (high - low) / Double(digitalHigh - digitalLow) }
  }

  struct Annotation: Equatable {
    let seconds: Double
    let duration: Double?
    let text: String
  }

  let is24Bit: Bool
  /// Bytes 168 to 183: date and time.
  let start: String
  let recordCount: Int
  let signals: [Signal]
  /// Digital values, one list a signal, annotations left out.
  private(set) var samples: [[Int]]
  /// In the order of the file, those that only keep the time left out.
  private(set) var annotations: [Annotation] = []

  init(_ path: String) throws {
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    let text = { (from: Int, count: Int) in
      String(decoding: bytes[from..<from + count], as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }
    is24Bit = bytes[0] == 0xFF
    start = text(168, 16)
    recordCount = Int(text(236, 8)) ?? -1
    let count = Int(text(252, 4)) ?? 0
    let field = { (before: Int, width: Int, index: Int) in text(256 + count * before + index * width, width) }
    let all = (0..<count).map { index in
      Signal(
        label: field(0, 16, index), dimension: field(96, 8, index), low: Double(field(104, 8, index)) ?? .nan,
        high: Double(field(112, 8, index)) ?? .nan, digitalLow: Int(field(120, 8, index)) ?? 0,
        digitalHigh: Int(field(128, 8, index)) ?? 0, samplesPerRecord: Int(field(216, 8, index)) ?? 0)
    }
    let isSignal = all.map { !$0.label.hasSuffix("Annotations") }
    signals = zip(all, isSignal).filter(\.1).map(\.0)
    samples = signals.map { _ in [] }
    let width = is24Bit ? 3 : 2
    var place = 256 * (count + 1)
    for _ in 0..<recordCount {
      var number = 0
      for (signal, isSignal) in zip(all, isSignal) {
        let end = place + signal.samplesPerRecord * width
        if isSignal {
          samples[number] += stride(from: place, to: end, by: width).map { Self.integer(bytes[$0..<$0 + width]) }
          number += 1
        } else {
          annotations += Self.annotations(bytes[place..<end])
        }
        place = end
      }
    }
  }

  /// The physical values of a signal.
  func values(_ number: Int) -> [Double] {
    let signal = signals[number]
    return samples[number].map { signal.low + Double($0 - signal.digitalLow) * signal.step }
  }

  /// Little-endian, two's complement.
  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int {
    let value = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    let limit = 1 << (8 * bytes.count)
    return value >= limit / 2 ? value - limit : value
  }

  /// Lists of `+12.5 21 0.7 20 text 20 0`.
  private static func annotations(_ bytes: ArraySlice<UInt8>) -> [Annotation] {
    bytes.split(separator: 0).flatMap { list -> [Annotation] in
      let parts = list.split(separator: 20, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      let times = parts[0].split(separator: "\u{15}").compactMap { Double($0) }
      guard let onset = times.first else { return [] }
      return parts.dropFirst().filter { !$0.isEmpty }
        .map { Annotation(seconds: onset, duration: times.count > 1 ? times[1] : nil, text: $0) }
    }
  }
}
