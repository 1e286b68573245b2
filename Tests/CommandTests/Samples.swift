import Foundation
import Recording
import TestSupport
import Testing

/// The sample recordings of the package, and copies of them.
enum Samples {
  static let folder = SampleRecordings.folder

  static func path(_ name: String) -> String { SampleRecordings.path(name) }

  /// Interleaved 16-bit samples of the first seconds of `Samples/healthy.wav`: two channels at 2000 Hz.
  static func healthy(seconds: Int) throws -> [Int16] {
    let reader = try RecordingReader(path: path("healthy.wav"))
    var samples = [Int16](repeating: 0, count: 2 * 2000 * seconds)
    let frames = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    try #require(2 * frames == samples.count)
    return samples
  }

  /// Copies one, with its sidecar, into a folder under another name; returns the recording's path.
  static func copy(_ name: String, to folder: TemporaryFolder, as copy: String) throws -> String {
    for ending in ["wav", "json"] {
      try FileManager.default.copyItem(atPath: path("\(name).\(ending)"), toPath: folder["\(copy).\(ending)"])
    }
    return folder[copy + ".wav"]
  }
}
