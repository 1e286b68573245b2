import CSndFile
import Files
import Glibc

/// An open sound file of libsndfile; with `SoundFileFormat`, the only place that calls the library.
/// Owns the `SNDFILE *`; closed by `close`, or with the last reference. Positions and counts are in frames.
package final class SoundFile {
  /// The file underneath; stays open after `close`.
  let descriptor: OpenFile
  /// Container, encoding and byte order.
  var format: SoundFileFormat { SoundFileFormat(code: info.format) }
  /// Frames by the header, or by the length of the file where that is less; nil when a FLAC file does not tell.
  var frameCount: Int? { info.frames == sf_count_t.max ? nil : Int(info.frames) }
  /// Samples per frame.
  var channelCount: Int { Int(info.channels) }
  /// Frames per second.
  var sampleRate: Int { Int(info.samplerate) }
  private let info: SF_INFO
  private var handle: OpaquePointer?
  /// What libsndfile reads through; must live as long as `handle`.
  private let patched: PatchedFile?
  /// `errno` of the first write that fell short, or of closing; 0 when there was none. The FLAC encoder forgets it after
  /// one call, and `sf_close` succeeds whatever becomes of its last write.
  private(set) var writeFailure: CInt = 0

  deinit {
    // An error here has no one left to hear it; whoever wants to know calls `close`.
    if let handle { _ = sf_close(handle) }
  }

  /// Reads the header, from the descriptor's first byte.
  init(reading descriptor: OpenFile) throws(FileError) {
    try descriptor.rewind()
    var info = SF_INFO()
    (handle, self.info, self.descriptor) = try Self.open(descriptor, SFM_READ, &info)
    patched = nil
  }

  /// Reads a FLAC as if its header told no number of frames.
  init(unlimited info: FLACStreamInfo, of descriptor: OpenFile) throws(FileError) {
    let file = PatchedFile(descriptor, info.unlimited.bytes, at: info.unlimited.start)
    var words = SF_INFO()
    var calls = PatchedFile.calls
    guard let handle = sf_open_virtual(&calls, CInt(SFM_READ), &words, file.userData) else {
      throw FileError(.reading, "sf_open_virtual", code: 0, words: sf_strerror(nil).map { String(cString: $0) })
    }
    (self.handle, self.info, self.descriptor, patched) = (handle, words, descriptor, file)
  }

  /// Reads samples from byte `start` to the end of the file, without looking at a header.
  init(
    headerless descriptor: OpenFile, format: SoundFileFormat, sampleRate: Int, channelCount: Int, start: Int
  ) throws(FileError) {
    try descriptor.rewind()
    var info = SF_INFO()
    info.format = format.code
    info.channels = CInt(channelCount)
    info.samplerate = CInt(sampleRate)
    (handle, self.info, self.descriptor) = try Self.open(descriptor, SFM_READ, &info)
    patched = nil
    var offset = sf_count_t(start)
    try command(SFC_SET_RAW_START_OFFSET, "SFC_SET_RAW_START_OFFSET", &offset, MemoryLayout<sf_count_t>.size)
    // The command alone moves no position.
    try seek(to: 0)
  }

  /// Writes a header with no frames yet.
  init(
    writing descriptor: OpenFile, format: SoundFileFormat, sampleRate: Int, channelCount: Int
  ) throws(FileError) {
    var info = SF_INFO()
    info.format = format.code
    info.samplerate = CInt(sampleRate)
    info.channels = CInt(channelCount)
    (handle, self.info, self.descriptor) = try Self.open(descriptor, SFM_WRITE, &info)
    patched = nil
  }

  private static func open(
    _ descriptor: OpenFile, _ mode: Int, _ info: inout SF_INFO
  ) throws(FileError) -> (OpaquePointer, SF_INFO, OpenFile) {
    // libsndfile gets a number of its own to close: when it cannot open a file, it closes the number it was given
    // even if told not to, and by then another thread may have a file under it.
    let number = try descriptor.numberOnce()
    errno = 0
    guard let handle = sf_open_fd(number, CInt(mode), &info, CInt(SF_TRUE)) else {
      throw FileError(.reading, "sf_open_fd", code: errno)
    }
    return (handle, info, descriptor)
  }

  /// Reads up to `count` frames into `samples`; fewer at the end or at damage.
  func read(_ samples: UnsafeMutablePointer<Int16>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_readf_short") { sf_readf_short($0, samples, sf_count_t(count)) }
  }

  /// The same, left-justified in 32 bits.
  func read(_ samples: UnsafeMutablePointer<Int32>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_readf_int") { sf_readf_int($0, samples, sf_count_t(count)) }
  }

  /// The same, as floats; integers are divided by their full scale.
  func read(_ samples: UnsafeMutablePointer<Float>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_readf_float") { sf_readf_float($0, samples, sf_count_t(count)) }
  }

  /// Writes `count` frames; returns how many went out.
  func write(_ samples: UnsafePointer<Int16>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_writef_short", wanted: count) { sf_writef_short($0, samples, sf_count_t(count)) }
  }

  /// The same, left-justified in 32 bits; a 24-bit file keeps the upper 24.
  func write(_ samples: UnsafePointer<Int32>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_writef_int", wanted: count) { sf_writef_int($0, samples, sf_count_t(count)) }
  }

  /// The same, as floats.
  func write(_ samples: UnsafePointer<Float>, frames count: Int) throws(FileError) -> Int {
    try transfer("sf_writef_float", wanted: count) { sf_writef_float($0, samples, sf_count_t(count)) }
  }

  /// Goes to `frame`.
  func seek(to frame: Int) throws(FileError) {
    let reached = try transfer("sf_seek") { sf_seek($0, sf_count_t(frame), SEEK_SET) }
    guard reached == frame else { throw FileError(.reading, "sf_seek", code: 0) }
  }

  /// Makes a `.rf64` file a plain WAV as long as it is below 4 GiB. Neither has a PEAK chunk, which would hold the time
  /// of writing; SFC_SET_ADD_PEAK_CHUNK must not be called for RF64, as “off” switches it on there.
  func downgradeRF64WhenSmall() throws(FileError) {
    let answer = sf_command(handle, CInt(SFC_RF64_AUTO_DOWNGRADE), nil, CInt(SF_TRUE))
    guard answer == SF_TRUE else { throw FileError(.reading, "SFC_RF64_AUTO_DOWNGRADE", code: 0) }
  }

  /// Makes the FLAC encoder use blocks of 1152 frames instead of 4096, so that less is in memory. For a quarter of the
  /// range, compression level 2 of 8, no linear prediction is tried, and for that the encoder's own choice is 1152.
  func useShortBlocks() throws(FileError) {
    var level = 0.25
    let answer = sf_command(
      handle, CInt(SFC_SET_COMPRESSION_LEVEL), &level, CInt(MemoryLayout<Double>.size))
    guard answer == SF_TRUE else { throw FileError(.reading, "SFC_SET_COMPRESSION_LEVEL", code: 0) }
  }

  /// Brings the header up to date with the frames written so far.
  func updateHeader() throws(FileError) {
    try command(SFC_UPDATE_HEADER_NOW, "SFC_UPDATE_HEADER_NOW", nil, 0)
  }

  /// Finishes the header and closes; later calls do nothing. The descriptor stays open.
  func close() throws(FileError) {
    guard let open = handle else { return }
    handle = nil
    errno = 0
    let answer = sf_close(open)
    if writeFailure == 0 { writeFailure = errno }
    guard answer == 0 else { throw FileError(.reading, "sf_close", code: writeFailure) }
  }

  /// Runs a command whose success is 0 and which leaves no error behind.
  private func command(
    _ number: Int, _ name: String, _ data: UnsafeMutableRawPointer?, _ size: Int
  ) throws(FileError) {
    let answer = try transfer(name) { sf_count_t(sf_command($0, CInt(number), data, CInt(size))) }
    guard answer == 0 else { throw FileError(.reading, name, code: 0) }
  }

  /// Makes a call that returns a count and checks the error state after it. A count above 0 is never lost: the error
  /// is thrown by the next call, which gets no further.
  private func transfer(
    _ name: String, wanted: Int = 0, _ call: (OpaquePointer) -> sf_count_t
  ) throws(FileError) -> Int {
    guard let handle else { throw FileError(.reading, name, code: EBADF) }
    errno = 0
    let count = call(handle)
    if count < wanted, writeFailure == 0 { writeFailure = errno }
    let code = wanted > 0 ? writeFailure : errno
    if count <= 0, sf_error(handle) != SF_ERR_NO_ERROR {
      throw FileError(.reading, name, code: code, words: sf_strerror(handle).map { String(cString: $0) })
    }
    return Int(count)
  }
}

/// A file of which some bytes are read as others than those on the disk, for libsndfile (`SF_VIRTUAL_IO`).
///
/// A FLAC decoder stops at the number of frames that the header tells, though more may follow. Threads: one at a time.
final class PatchedFile {
  private let file: OpenFile
  private let patch: [UInt8]
  private let patchStart: Int
  private var position = 0

  /// `bytes` stand in the place of those from `start` on.
  init(_ file: OpenFile, _ bytes: [UInt8], at start: Int) {
    (self.file, patch, patchStart) = (file, bytes, start)
  }

  /// For libsndfile, which must not outlive this object.
  var userData: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// What libsndfile calls with `userData`.
  static let calls = SF_VIRTUAL_IO(
    get_filelen: { sf_count_t(PatchedFile.from($0)?.file.length ?? 0) },
    seek: { offset, origin, file in sf_count_t(PatchedFile.from(file)?.seek(Int(offset), origin) ?? -1) },
    read: { data, count, file in
      guard let data, let file = PatchedFile.from(file) else { return 0 }
      return sf_count_t(file.read(into: data, Int(count)))
    },
    write: { _, _, _ in 0 },
    tell: { sf_count_t(PatchedFile.from($0)?.position ?? 0) })

  private static func from(_ userData: UnsafeMutableRawPointer?) -> PatchedFile? {
    userData.map { Unmanaged<PatchedFile>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: Int, _ origin: CInt) -> Int {
    let base = origin == SEEK_CUR ? position : origin == SEEK_END ? file.length : 0
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return position
  }

  private func read(into data: UnsafeMutableRawPointer, _ count: Int) -> Int {
    guard count > 0, let bytes = try? file.bytes(at: position, count: count) else { return 0 }
    for (index, byte) in bytes.enumerated() {
      let place = position + index - patchStart
      data.storeBytes(of: patch.indices.contains(place) ? patch[place] : byte, toByteOffset: index, as: UInt8.self)
    }
    position += bytes.count
    return bytes.count
  }
}
