import EMGUnits
import Files
import Foundation
import Recording
import TestSupport
import Testing

@Suite struct RecordingWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expect(
    _ path: String, rate: Hertz = 1000, channels: Int = 2, encoding: SampleEncoding = .int16, overwrite: Bool = false,
    _ words: String, _ category: RecordingErrorCategory
  ) {
    let refused = refusal {
      _ = try RecordingWriter(
        path: path, sampleRate: rate, channelCount: channels, encoding: encoding, overwrite: overwrite)
    }
    #expect(refused == ("\(path): \(words)", category))
  }

  @Test func anExistingFileIsKeptUnlessTold() throws {
    let path = try folder.file("a.wav", "precious")
    expect(path, "the file exists already. Choose another name; --force would overwrite it.", .alreadyExists)
    #expect(try folder.bytes("a.wav") == Array("precious".utf8))
    let writer = try RecordingWriter(
      path: path, sampleRate: 1000, channelCount: 1, encoding: .int16, overwrite: true)
    try writer.write([1, 2, 3] as [Int16])
    try writer.close()
    #expect(try RecordingReader(path: path).all16() == [1, 2, 3])
  }

  @Test func aPlaceThatDoesNotTakeIt() throws {
    expect(folder["none/a.wav"], "its folder does not exist. Create it first.", .cannotCreate)
    try FileManager.default.createDirectory(atPath: folder["b.wav"], withIntermediateDirectories: false)
    expect(folder["b.wav"], "this is a folder. Give the path of a file.", .unusableData)
    expect(folder["b.wav"], overwrite: true, "this is a folder. Give the path of a file.", .unusableData)
    #expect(mkfifo(folder["c.wav"], 0o600) == 0)
    expect(folder["c.wav"], overwrite: true, "this is a named pipe. A recording must be a file.", .unusableData)
    let long = folder[String(repeating: "x", count: 300) + ".wav"]
    expect(long, "cannot be created: File name too long.", .cannotCreate)
    #expect(
      refusal { _ = try RecordingWriter(path: "a\0.wav", sampleRate: 1000, channelCount: 1, encoding: .int16) }
        == ("a\\0.wav: a path cannot hold a NUL character.", .missingInput))
  }

  @Test(.enabled(if: geteuid() != 0, "The administrator is permitted everything."))
  func aFolderWithoutPermission() {
    chmod(folder.path, 0o500)
    expect(
      folder["a.wav"], "you have no permission to write there. Choose another folder.", .notPermitted)
    chmod(folder.path, 0o700)
  }

  @Test func aRefusalBySystemCode() {
    for code in [EACCES, EPERM, EROFS] {
      let error = RecordingError("a.wav", FileError(.creating, "open", code: code))
      #expect(error.description == "a.wav: you have no permission to write there. Choose another folder.")
      #expect(error.category == .notPermitted)
    }
    let full = RecordingError("a.wav", FileError(.creating, "open", code: ENOSPC))
    #expect(full.description == "a.wav: the disk is full. Nothing was written.")
    #expect(
      RecordingError.diskFull(path: "a.wav", frame: 12_345).description
        == "a.wav: the disk is full. Writing stopped after 12,345 frames; what is in the file can be read.")
  }

  @Test func settingsThatAreNotPossible() {
    expect(
      folder["a.mp3"], "a recording is written as .wav or .flac. Give the name one of these endings.", .cannotCreate)
    expect(
      folder["a.wav"], encoding: .float64,
      "WAV is not written with 64-bit float samples; possible are "
        + "16-bit integer, 24-bit integer, 32-bit integer, 32-bit float.", .cannotCreate)
    expect(
      folder["a.flac"], encoding: .int32,
      "FLAC is not written with 32-bit integer samples; possible are 16-bit integer, 24-bit integer.", .cannotCreate)
    expect(folder["a.wav"], channels: 17, "17 channels; 1 to 16 are allowed.", .unusableData)
    expect(folder["a.flac"], channels: 9, "9 channels; 1 to 8 are allowed.", .unusableData)
    expect(folder["a.wav"], rate: 499, "499 Hz sample rate; 500 Hz to 192000 Hz are allowed.", .unusableData)
    expect(
      folder["a.wav"], rate: 1000.5, "1000.5 Hz sample rate; a file holds whole numbers of hertz only.", .cannotCreate)
    #expect((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) == [])
  }

  @Test func theLimitsThemselvesArePossible() throws {
    for (name, rate, channels) in [("a.wav", 192_000, 16), ("b.WAV", 500, 1), ("c.flac", 192_000, 8)]
      as [(String, Hertz, Int)]
    {
      let writer = try RecordingWriter(path: folder[name], sampleRate: rate, channelCount: channels, encoding: .int24)
      let samples = (0..<Int32(3 * channels)).map { $0 << 20 }
      try writer.write(samples)
      try writer.close()
      let reader = try RecordingReader(path: folder[name])
      #expect(reader.sampleRate == rate)
      #expect(try reader.all32() == samples)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "There is no /dev/full."))
  func aFullDisk() throws {
    for name in ["a.wav", "a.flac"] {
      try FileManager.default.createSymbolicLink(atPath: folder[name], withDestinationPath: "/dev/full")
      let refused = refusal {
        let writer = try RecordingWriter(
          path: folder[name], sampleRate: 1000, channelCount: 2, encoding: .int16, overwrite: true)
        try writer.write(testSamples(frames: 20_000))
      }
      #expect(refused == ("\(folder[name]): the disk is full. Nothing was written.", .diskFull))
    }
  }

  @Test func aTypeThatDoesNotFitIsRefused() throws {
    let writer = try RecordingWriter(path: folder["a.wav"], sampleRate: 1000, channelCount: 1, encoding: .int16)
    #expect(
      refusal { try writer.write([1] as [Float]) }
        == ("\(folder["a.wav"]): is written with 16-bit integer samples, which do not hold floats without loss.", .io))
    #expect(
      refusal { try writer.write([1] as [Int32]) } == (
        "\(folder["a.wav"]): is written with 16-bit integer samples, which do not hold 32-bit integers without loss.",
        .io
      ))
  }

  @Test func closeMayBeCalledTwiceAndEndsWriting() throws {
    let writer = try RecordingWriter(path: folder["a.wav"], sampleRate: 1000, channelCount: 1, encoding: .int16)
    try writer.write([5, 6] as [Int16])
    #expect(writer.frameCount == 2)
    try writer.close()
    try writer.close()
    let closed = (
      "\(folder["a.wav"]): the recording is closed; nothing more can be written.", RecordingErrorCategory.io
    )
    #expect(refusal { try writer.write([1] as [Int16]) } == closed)
    #expect(refusal { try writer.flushHeader() } == closed)
  }

  @Test func lettingGoCloses() throws {
    for name in ["a.wav", "a.flac"] {
      try RecordingWriter(path: folder[name], sampleRate: 1000, channelCount: 1, encoding: .int16).write(
        [5, 6] as [Int16])
      let reader = try RecordingReader(path: folder[name])
      #expect(reader.warnings.isEmpty)
      #expect(try reader.all16() == [5, 6])
    }
  }
}
