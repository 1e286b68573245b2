import Recording

/// A recording that is mended, without the session around it: many times as fast as `repair`, which replays it.
enum MendingTarget {
  private static let name = "mended.wav"
  private static let markers = [RecordingMarker(frame: 0, label: "start"), RecordingMarker(frame: 7, label: "hill")]

  static func run(_ input: [UInt8]) {
    let path = Workspace.write(input, name)
    defer { Workspace.remove(name + ".before-repair") }
    let before = samples(path)
    guard mend(path) else { return }
    // whatever could be read can be read still, and there is nothing left to do
    let after = samples(path)
    if let before, let after { precondition(after.starts(with: before), "mending has changed what was read") }
    precondition(before == nil || after != nil, "mending has lost the recording")
    precondition(mend(path) && samples(path) == after, "mending is not idempotent")
    // marks go behind the samples
    guard let mending = try? RecordingMending(path: path, waitsForDisk: false) else { return }
    _ = try? mending.lacksCuePoints()
    guard (try? mending.add(markers)) != nil, let after else { return }
    precondition(samples(path)?.starts(with: after) ?? false, "marks have cost samples")
  }

  private static func mend(_ path: String) -> Bool {
    (try? RecordingMending(path: path, waitsForDisk: false).mend()) != nil
  }

  /// The bits of the first samples as floats, which any recording can give; nil for none.
  private static func samples(_ path: String) -> [UInt32]? {
    guard let reader = try? RecordingReader(path: path) else { return nil }
    let most = 1 << 13
    let block = [Float](unsafeUninitializedCapacity: min(most, reader.frameCount) * reader.channelCount) {
      buffer, count in
      count = ((try? reader.read(into: buffer)) ?? 0) * reader.channelCount
    }
    return block.map(\.bitPattern)
  }
}
