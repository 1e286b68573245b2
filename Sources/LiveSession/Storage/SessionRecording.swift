import EMGUnits
import Recording

/// The raw input of a session on disk, with its sidecar.
final class SessionRecording {
  private static let zeroFrames = 4096
  /// The header is renewed this often, in recorded time.
  private static let flushSeconds = 0.5

  private let writer: RecordingWriter
  private var sidecar: Sidecar
  private var marks: MarkJournal
  private var cuePoints: [RecordingMarker] = []
  private let flushFrames: Int
  private var nextFlush = 0
  private let isFLAC: Bool
  /// Whether the sidecar on disk lacks what is known.
  private(set) var isSidecarBehind = false

  /// Creates recording and sidecar.
  init(
    path: String, input: InputFormat, setup: MeasurementSetup, origin: RecordingOrigin, overwrite: Bool
  ) throws(RecordingError) {
    sidecar = Sidecar(
      map: setup.map, fullScaleMillivolts: setup.fullScaleMillivolts, band: setup.band, mains: setup.mains,
      notes: origin.notes)
    sidecar.person = origin.person
    // whatever the input held: what comes out of it are fractions
    sidecar.unit = setup.unit == nil ? nil : .fullScale
    // a recording that is played brings its own
    sidecar.gaps = setup.gaps
    sidecar.bids = setup.sidecar?.bids
    sidecar.started = origin.started?.localISO
    sidecar.startedFrom = origin.started == nil || origin.source == .sidecar ? nil : origin.source
    sidecar.device = origin.device ?? input.device
    marks = MarkJournal(beside: path)
    try marks.begin(overwrite: overwrite)
    writer = try RecordingWriter(
      path: path, sampleRate: input.rate, channelCount: input.channelCount, encoding: input.encoding,
      overwrite: overwrite)
    try sidecar.write(beside: path, overwrite: overwrite)
    isFLAC = writer.container == .flac
    flushFrames = max(1, Int(bounded: Self.flushSeconds * input.rate.value))
  }

  /// Frames so far.
  var frameCount: Int { writer.frameCount }

  /// Whether the file is still where it was made.
  var isInPlace: Bool { writer.isInPlace }

  /// Where it is.
  var path: String { writer.path }

  /// Adds raw frames, bit for bit; in steps, so that the header is never more than a second behind.
  func keep(_ samples: RawSamples, offset: Int, frames: Int) throws(RecordingError) {
    var done = 0
    while done < frames {
      let count = min(frames - done, flushFrames)
      try writer.write(samples, offset: offset + done, frames: count)
      done += count
      // a FLAC's last block is in memory as it is, so its header must not be late on top of that
      guard isFLAC || writer.frameCount >= nextFlush else { continue }
      try writer.flushHeader()
      nextFlush = writer.frameCount + flushFrames
    }
  }

  /// Adds a gap: first to the sidecar, then zeros in the place of the lost frames.
  func add(_ gap: FrameGap) throws(RecordingError) {
    sidecar.gaps.append(gap)
    isSidecarBehind = true
    try? renewSidecar()
    note(Self.marker(of: gap))
    try keepZeros(gap.count)
  }

  /// A gap as a cue point of the recording.
  static func marker(of gap: FrameGap) -> RecordingMarker {
    RecordingMarker(frame: gap.start, label: "gap of \(gap.count) frames")
  }

  /// Adds a marker: to the journal now, to the sidecar when that is written next, at the end of the session at the latest.
  func add(_ marker: RecordingMarker) {
    sidecar.markers.append(marker)
    note(marker)
    do { try marks.append(marker) } catch { isSidecarBehind = true }
  }

  /// Will be a cue point of the finished file.
  func note(_ marker: RecordingMarker) { cuePoints.append(marker) }

  /// Brings the sidecar on disk up to date.
  func renewSidecar() throws(RecordingError) {
    guard isSidecarBehind else { return }
    try sidecar.replace(beside: writer.path)
    isSidecarBehind = false
    marks.end()
  }

  /// Brings everything so far to the disk itself.
  func sync() throws(RecordingError) {
    marks.sync()
    try writer.sync()
  }

  /// Finishes the file, and waits until it is on the disk.
  func close() throws(RecordingError) {
    if !sidecar.markers.isEmpty { isSidecarBehind = true }
    try renewSidecar()
    try writer.close(markers: cuePoints, waitsForDisk: true)
  }

  /// Ends it with what is whole; returns the frames kept.
  func abandon() -> Int {
    if !sidecar.markers.isEmpty { isSidecarBehind = true }
    try? renewSidecar()
    return writer.abandon()
  }

  private func keepZeros(_ count: Int) throws(RecordingError) {
    let floats = [Float](repeating: 0, count: Self.zeroFrames * writer.channelCount)
    let integers = [Int16](repeating: 0, count: Self.zeroFrames * writer.channelCount)
    var left = count
    while left > 0 {
      let frames = min(left, Self.zeroFrames)
      if writer.encoding.nativeKind == .float {
        try floats.withUnsafeBufferPointer { (zeros) throws(RecordingError) in
          if let start = zeros.baseAddress { try keep(.float(start), offset: 0, frames: frames) }
        }
      } else {
        try integers.withUnsafeBufferPointer { (zeros) throws(RecordingError) in
          if let start = zeros.baseAddress { try keep(.int16(start), offset: 0, frames: frames) }
        }
      }
      left -= frames
    }
  }
}
