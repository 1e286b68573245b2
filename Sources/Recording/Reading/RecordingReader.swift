import EMGUnits
import Files
import ForeignRecordings

/// A recording, read from its first frame to its last: WAV, W64, RF64 or FLAC, or one of another program (`ForeignRecording`).
///
/// - Output: interleaved frames of `channelCount` samples, in the type that the caller chooses; `nativeKind` tells
///   which one is without loss. NaN and infinity in float files pass unchanged.
/// - Memory: constant; 16-bit WAV samples go straight into the caller's buffer. Ask for large blocks.
/// - Damage: a file that was cut off, or whose header tells less or more than it holds, is read to its last whole frame and
///   `warnings` says so.
/// - Narrow samples in wide ones (24 bits in four bytes) come left-justified as all others.
/// - Floats in volts, millivolts or microvolts: `adopt` scales them to fractions of full scale.
/// - Of another program: floats; `adopt` must come before the first frame, and may change rate and length.
/// - Threads: one at a time.
public final class RecordingReader {
  /// As given; of a BIDS folder the data file in it.
  public let path: String
  /// 500…192 000 Hz.
  public internal(set) var sampleRate: Hertz
  /// 1…16; of another program more.
  public let channelCount: Int
  /// Whole frames that can be read, at least 1.
  public internal(set) var frameCount: Int
  /// How samples are told: as the file stores them, but 24 bits in four bytes are 24-bit samples.
  public private(set) var encoding: SampleEncoding
  /// The kind of file; nil for one of another program.
  public let container: RecordingContainer?
  /// What the user should know; damage in the middle of a FLAC file is added when reading gets there.
  public private(set) var warnings: [RecordingWarning]

  /// What reads; nil for a recording of another program.
  let sound: SoundFile?
  /// What reads one of another program.
  let foreign: ForeignRecording?
  private let stored: SampleEncoding
  private var shift: Int
  /// What float samples are multiplied by; 1 for fractions of full scale.
  var gain: Float = 1
  private var position = 0

  /// The type to read without loss.
  public var nativeKind: SampleKind { encoding.nativeKind }

  /// Opens a recording and looks at its header.
  ///
  /// - Parameter rate: rows a second of a table that does not say it; nil for what the recording says.
  /// - Throws: `RecordingError`, for a path that is no file, a file that is no recording, and a recording outside
  ///   `RecordingLimits` or without a frame.
  public convenience init(path: String, rate: Hertz? = nil) throws(RecordingError) {
    if let foreign = try Self.foreign(path, rate: rate) {
      try self.init(foreign)
    } else {
      try self.init(sound: path)
    }
  }

  private init(_ foreign: ForeignRecording) throws(RecordingError) {
    path = foreign.path
    (encoding, stored, shift) = (.float32, .float32, 0)
    (container, sound, self.foreign) = (nil, nil, foreign)
    (sampleRate, channelCount, frameCount) = (Hertz(foreign.rate), foreign.channelCount, foreign.frameCount)
    warnings = []
    try checkForeignRate()
  }

  private init(sound path: String) throws(RecordingError) {
    let opened = try OpenedSound(path: path)
    let readable = opened.readable
    let rate = Hertz(Double(readable.sound.sampleRate))
    try RecordingLimits.check(
      channelCount: readable.sound.channelCount, sampleRate: rate, container: opened.container, path: path)
    guard readable.count > 0 else { throw .noFrames(path: path) }
    self.path = path
    container = opened.container
    encoding = readable.encoding
    stored = opened.stored
    shift = readable.shift
    sampleRate = rate
    channelCount = readable.sound.channelCount
    frameCount = readable.count
    sound = readable.sound
    foreign = nil
    warnings = readable.warnings + (encoding == .float64 ? [.rounded(path: path)] : [])
  }

  /// Reads the next frames of a 16-bit file.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`, `.sampleKind` for any other encoding.
  public func read(into samples: UnsafeMutableBufferPointer<Int16>) throws(RecordingError) -> Int {
    try read(.int16, samples) { (base, count) throws(FileError) in
      guard let sound else { return 0 }
      let got = try sound.read(base, frames: count)
      if shift > 0 { for index in 0..<got * channelCount { base[index] <<= Int16(shift) } }
      return got
    }
  }

  /// Reads the next frames of an integer file, left-justified: full scale is 2³¹ whatever the depth.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`, `.sampleKind` for float encodings.
  public func read(into samples: UnsafeMutableBufferPointer<Int32>) throws(RecordingError) -> Int {
    try read(.int32, samples) { (base, count) throws(FileError) in
      guard let sound else { return 0 }
      let got = try sound.read(base, frames: count)
      if shift > 0 { for index in 0..<got * channelCount { base[index] <<= Int32(shift) } }
      return got
    }
  }

  /// Reads the next frames of any file; integers are divided by their full scale, 32-bit ones rounded.
  ///
  /// - Parameter samples: room for at least one frame; filled from its start, interleaved.
  /// - Returns: whole frames read; 0 at the end.
  /// - Throws: `.readFailed`.
  public func read(into samples: UnsafeMutableBufferPointer<Float>) throws(RecordingError) -> Int {
    if let foreign { return try readForeign(foreign, into: samples) }
    guard shift == 0 else { return try readShifted(into: samples) }
    return try read(.float, samples) { (base, count) throws(FileError) in
      guard let sound else { return 0 }
      let got = try sound.read(base, frames: count)
      if gain != 1 { for index in 0..<got * channelCount { base[index] *= gain } }
      return got
    }
  }

  /// Goes to a frame, so that the next `read` begins there.
  ///
  /// - Throws: `.readFailed`, as for a damaged FLAC file.
  package func seek(to frame: Int) throws(RecordingError) {
    precondition((0...frameCount).contains(frame), "The frame must be in the recording.")
    if let foreign { try seekForeign(foreign, to: frame) }
    do { try sound?.seek(to: frame) } catch { throw .reading(path, frame: frame, error) }
    position = frame
  }

  /// Narrow integers as floats: what stands above them must go first.
  private func readShifted(into samples: UnsafeMutableBufferPointer<Float>) throws(RecordingError) -> Int {
    var integers = [Int32](repeating: 0, count: samples.count)
    let frames = try integers.withUnsafeMutableBufferPointer { (buffer) throws(RecordingError) -> Int in
      try read(.float, buffer) { (base, count) throws(FileError) in try sound?.read(base, frames: count) ?? 0 }
    }
    for index in 0..<frames * channelCount { samples[index] = Float(integers[index] << Int32(shift)) * 0x1p-31 }
    return frames
  }

  /// Takes the samples as the header declares them.
  func forgetJustification() {
    (shift, encoding) = (0, stored)
    warnings.removeAll { if case .rightJustified = $0 { true } else { false } }
  }

  /// Adds something that the user should know.
  func warn(_ warning: RecordingWarning) { warnings.append(warning) }

  private func read<Sample>(
    _ kind: SampleKind, _ samples: UnsafeMutableBufferPointer<Sample>,
    _ call: (UnsafeMutablePointer<Sample>, Int) throws(FileError) -> Int
  ) throws(RecordingError) -> Int {
    guard kind.canRead(encoding) else { throw .sampleKind(path: path, encoding: encoding, asked: kind, .reading) }
    precondition(samples.count >= channelCount, "The buffer must have room for a frame.")
    let wanted = min(samples.count / channelCount, frameCount - position)
    guard wanted > 0, let base = samples.baseAddress else { return 0 }
    do throws(FileError) {
      let got = try call(base, wanted)
      if got == 0 { endEarly() }
      position += got
      return got
    } catch {
      // A damaged FLAC frame is the end of a recording that is good until there; a failing disk is not.
      guard !error.isOfSystem else { throw .reading(path, frame: position, error) }
      endEarly()
      return 0
    }
  }

  private func endEarly() {
    let warning = RecordingWarning.endedEarly(path: path, declared: frameCount, frames: position)
    if !warnings.contains(warning) { warnings.append(warning) }
  }
}

/// The type of a sample in memory; tells which `read` and which `write` to call.
public enum SampleKind: Sendable, Hashable, CaseIterable {
  /// `Int16`: 16-bit files.
  case int16
  /// `Int32`, left-justified (full scale is 2³¹ whatever the file's depth): 24- and 32-bit files.
  case int32
  /// `Float`, full scale ±1: float files.
  case float

  /// Whether samples of this kind, read from a file with `encoding`, are the file's own values:
  /// integers never come from floats, and an integer is never narrowed. Any file may be read as `Float`,
  /// which is exact up to 24 bits and rounds beyond.
  package func canRead(_ encoding: SampleEncoding) -> Bool {
    switch self {
    case .int16: encoding == .int16
    case .int32: encoding.nativeKind != .float
    case .float: true
    }
  }

  /// Whether samples of this kind fit into a file with `encoding`.
  package func canWrite(_ encoding: SampleEncoding) -> Bool {
    switch self {
    case .int16: encoding.nativeKind != .float
    case .int32: encoding == .int24 || encoding == .int32
    case .float: encoding.nativeKind == .float
    }
  }
}

extension SampleKind: CustomStringConvertible {
  /// `16-bit integers`, `32-bit integers`, `floats`.
  public var description: String {
    switch self {
    case .int16: "16-bit integers"
    case .int32: "32-bit integers"
    case .float: "floats"
    }
  }
}

/// How each sample is stored in a recording.
public enum SampleEncoding: String, Sendable, Hashable, CaseIterable {
  /// 16-bit integers.
  case int16
  /// 24-bit integers.
  case int24
  /// 32-bit integers.
  case int32
  /// 32-bit floats, full scale ±1.
  case float32
  /// 64-bit floats, full scale ±1. Read only: rounded to 32 bits.
  case float64

  /// Bytes per sample in an uncompressed file.
  public var byteCount: Int {
    switch self {
    case .int16: 2
    case .int24: 3
    case .int32, .float32: 4
    case .float64: 8
    }
  }

  /// The type that holds a sample without loss (for `.float64`: the closest there is).
  public var nativeKind: SampleKind {
    switch self {
    case .int16: .int16
    case .int24, .int32: .int32
    case .float32, .float64: .float
    }
  }
}

extension SampleEncoding: CustomStringConvertible {
  /// `16-bit integer`, `32-bit float`, …
  public var description: String {
    switch self {
    case .int16: "16-bit integer"
    case .int24: "24-bit integer"
    case .int32: "32-bit integer"
    case .float32: "32-bit float"
    case .float64: "64-bit float"
    }
  }
}
