import EMGUnits
import Foundation
import Recording
import TestSupport

/// A session folder with a recording of noise in it.
struct RecordedSession {
  static let rate = 1000
  static let frames = 4321

  let path: String
  /// Interleaved, two channels, ±1 at full scale, as the file holds them.
  private(set) var samples: [Double] = []

  init(
    in folder: TemporaryFolder, encoding: SampleEncoding, peak: Float = 1, fullScaleMv: Double? = 5,
    map: String = "left-glute=1,right-lower-back=2", usesLowBits: Bool = true
  ) throws {
    path = folder["session"]
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let noise = SeededNoise.uniform(seed: 7, count: 2 * Self.frames).map { $0 * peak }
    let writer = try RecordingWriter(
      path: path + "/recording.wav", sampleRate: Hertz(Double(Self.rate)), channelCount: 2, encoding: encoding)
    switch encoding {
    case .int16:
      let values = noise.map { Int16(clamping: Int(($0 * 32_768).rounded())) }
      try values.withUnsafeBufferPointer { try writer.write($0) }
      samples = values.map { Double($0) / 0x1p15 }
    case .int24, .int32:
      // 24 bits of 32
      let mask: Int32 = encoding == .int24 || !usesLowBits ? ~0xFF : ~0
      var values = noise.enumerated().map { index, value in
        Int32(clamping: Int(Double(value) * 0x1p31) + (index * 37) % 256) & mask
      }
      // both ends of the range
      if peak == 1 { values.replaceSubrange(0..<4, with: [.min, .max & mask, .max & mask, .min]) }
      try values.withUnsafeBufferPointer { try writer.write($0) }
      samples = values.map { Double($0) / 0x1p31 }
    case .float32, .float64:
      try noise.withUnsafeBufferPointer { try writer.write($0) }
      samples = noise.map(Double.init)
    }
    try writer.close()
    try writeTables(fullScaleMv: fullScaleMv, map: map)
  }

  private func writeTables(fullScaleMv: Double?, map: String) throws {
    let scale = fullScaleMv.map { "\"full_scale_mv\": \($0)," } ?? ""
    try write(
      "summary.json",
      """
      { "software": "glutecue 0.1.0", "kind": "live", "started_at": "2026-03-05T17:30:15Z",
        "input": { "name": "run.wav", "sample_rate_hz": \(Self.rate), "channel_count": 2,
          "seconds": \(Double(Self.frames) / Double(Self.rate)) },
        "settings": { \(scale) "map": "\(map)", "band_hz": [30, 450], "mains": "auto" },
        "channels": [{ "channel": 1, "role": "left-glute", "state": "usable", "usable": true, "mains_hz": 50 },
          { "channel": 2, "role": "right-lower-back", "state": "dead", "usable": false }],
        "legs": [{ "leg": "left", "strides": 3 }] }
      """)
    try write(
      "strides.csv",
      """
      stride,contact_s,end_s,duration_s,verdict,flags,leg
      1,0.5123,1.2500,0.7377,firing,,left
      2,1.2500,2.0001,0.7501,silent,,left
      4,3.0000,3.7000,0.7000,weak,,left

      """)
    try write(
      "recording.json", "{ \"gaps\": [[2500, 250]], \"markers\": [{ \"frame\": 2800, \"label\": \"hill\" }] }")
    try write("cues.csv", "time_s,stride,kind,leg\n1.4005,2,silent,left\n3.2000,4,weak,left\n")
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }
}
