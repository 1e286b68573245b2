import Files
import Foundation
import Recording
import TestSupport
import Testing

@Suite struct RecordingReaderTests {
  let folder: TemporaryFolder
  static let supported =
    "Supported are WAV, W64 and RF64 with 16-, 24- or 32-bit integer or 32- or 64-bit float samples, "
    + "FLAC with 16 or 24 bits, EDF and BDF, BIDS folders, and tables named .csv, .tsv or .txt."

  init() throws { folder = try TemporaryFolder() }

  private func expect(_ path: String, _ words: String, _ category: RecordingErrorCategory = .unusableData) {
    #expect(refusal { _ = try RecordingReader(path: path) } == ("\(path): \(words)", category))
  }

  @Test func aMissingFile() throws {
    expect(folder["none.wav"], "there is no such file.", .missingInput)
    expect(try folder.file("a.wav", "x") + "/b.wav", "there is no such file.", .missingInput)
    expect("", "there is no such file.", .missingInput)
  }

  @Test func aPathWithNUL() {
    #expect(
      refusal { _ = try RecordingReader(path: "a\0b.wav") }
        == ("a\\0b.wav: a path cannot hold a NUL character.", .missingInput))
  }

  @Test(.enabled(if: geteuid() != 0, "The administrator is permitted everything."))
  func aFileWithoutPermission() throws {
    let path = try folder.file("a b.wav", "x")
    chmod(path, 0)
    expect(path, "you are not permitted to read it. Give yourself access with: chmod u+r '\(path)'", .notPermitted)
  }

  @Test func aRefusalBySystemCode() {
    #expect(
      RecordingError("a.wav", FileError(.opening, "open", code: EACCES)).description
        == "a.wav: you are not permitted to read it. Give yourself access with: chmod u+r a.wav")
    #expect(RecordingError("a.wav", FileError(.opening, "open", code: EACCES)).category == .notPermitted)
    #expect(
      RecordingError("a.wav", FileError(.opening, "open", code: EMFILE)).description
        == "a.wav: cannot be opened: Too many open files.")
    #expect(RecordingError("a.wav", FileError(.opening, "open", code: EMFILE)).category == .io)
  }

  @Test func whatIsNoFile() throws {
    expect(folder.path, "this is a folder. Give the path of a file.")
    #expect(mkfifo(folder["pipe.wav"], 0o600) == 0)
    expect(folder["pipe.wav"], "this is a named pipe. A recording must be a file.")
    expect("/dev/null", "this is a device. A recording must be a file.")
  }

  @Test func anEmptyFile() throws {
    expect(try folder.file("a.wav", ""), "the file is empty (0 bytes). Nothing was recorded.")
  }

  @Test func aHeaderAlone() throws {
    let words = "the file has a header but not a single whole frame. Nothing was recorded."
    expect(try folder.file("a.wav", WAVBytes().bytes), words)
    expect(try folder.file("b.wav", WAVBytes(declaredData: 4000).bytes), words)
    expect(try folder.file("c.wav", WAVBytes(data: [1, 2, 3]).bytes), words)
    expect(try folder.file("d.wav", WAVBytes(declaredFile: 0xffff_ffff, declaredData: 0xffff_ffff).bytes), words)
    for name in ["a.flac", "e.wav"] {
      try RecordingWriter(path: folder[name], sampleRate: 1000, channelCount: 1, encoding: .int16).close()
      expect(folder[name], words)
    }
  }

  @Test func whatIsNoSound() throws {
    let words = "this is no recording that can be read, whatever its name says. \(Self.supported)"
    expect(try folder.file("a.wav", String(repeating: "Ran 5 km today.\n", count: 50)), words)
    expect(try folder.file("b.wav", "RIF"), words)
    expect(try folder.file("c.wav", "RIFF\u{10}\u{0}\u{0}\u{0}AVI LIST"), words)
  }

  @Test func aDamagedHeader() throws {
    let words =
      "file, but its header is damaged or cut off, or its samples are compressed in an unknown way. \(Self.supported)"
    let bytes = WAVBytes(data: [1, 2, 3, 4]).bytes
    expect(try folder.file("a.wav", Array(bytes.prefix(30))), "it begins like a WAV \(words)")
    expect(try folder.file("b.wav", Array(bytes.prefix(40))), "it begins like a WAV \(words)")
    expect(try folder.file("c.flac", "fLaC but no more"), "it begins like a FLAC \(words)")
    expect(try folder.file("d.wav", "RF64"), "it begins like a RF64 \(words)")
    expect(try folder.file("e.wav", WAVBytes(formatTag: 0x4444, data: [1, 2]).bytes), "it begins like a WAV \(words)")
  }

  @Test func soundOfAnotherKindIsNamedWithTheCommandThatConvertsIt() throws {
    let au =
      Array(".snd".utf8) + [0, 0, 0, 24, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 3, 232, 0, 0, 0, 1] + [1, 2, 3, 4, 5, 6, 7, 8]
    for (name, bytes, format) in [
      ("a.au", au, "AU (Sun/NeXT) with Signed 16 bit PCM"),
      ("8.wav", WAVBytes(bitsPerSample: 8, data: [1, 2, 3, 4]).bytes, "WAV (Microsoft) with Unsigned 8 bit PCM"),
      ("law.wav", WAVBytes(bitsPerSample: 8, formatTag: 6, data: [1, 2, 3, 4]).bytes, "WAV (Microsoft) with A-Law"),
    ] {
      let path = try folder.file(name, bytes)
      let new = path.split(separator: ".").dropLast().joined(separator: ".")
      expect(
        path,
        "\(format) samples is not supported. \(Self.supported) "
          + "Convert it with: sox \(path) -e signed-integer -b 24 \(new)-24bit.wav")
    }
  }

  @Test func channelsFromOneToSixteen() throws {
    for count in [1, 16] {
      let wav = WAVBytes(channelCount: count, data: [UInt8](repeating: 1, count: 4 * count))
      #expect(try RecordingReader(path: folder.file("a.wav", wav.bytes)).channelCount == count)
    }
    let wav = WAVBytes(channelCount: 17, data: [UInt8](repeating: 1, count: 68))
    expect(try folder.file("b.wav", wav.bytes), "17 channels; 1 to 16 are allowed.")
  }

  /// Numbers that make no sense in the chunk `fmt `.
  @Test(arguments: [0, 7, 65, 1000, 0xffff])
  func bitsThatNoSampleHasAreRefused(bits: Int) throws {
    var bytes = WAVBytes(data: [1, 2, 3, 4]).bytes
    bytes.replaceSubrange(34..<36, with: WAVBytes().number(bits, 2))
    let path = try folder.file("a.wav", bytes)
    #expect(refusal { _ = try RecordingReader(path: path) }.category == .unusableData)
  }

  @Test func moreChannelsThanAnyLibraryTakesAreRefusedAsSuch() throws {
    let wav = WAVBytes(channelCount: 5000, data: [UInt8](repeating: 1, count: 20_000))
    expect(try folder.file("a.wav", wav.bytes), "5000 channels; 1 to 16 are allowed.")
  }

  @Test func ratesFrom500To192000Hertz() throws {
    for rate in [500, 192_000] {
      let wav = WAVBytes(sampleRate: rate, data: [1, 2, 3, 4])
      #expect(try RecordingReader(path: folder.file("a.wav", wav.bytes)).sampleRate.value == Double(rate))
    }
    for rate in [499, 192_001] {
      expect(
        try folder.file("b.wav", WAVBytes(sampleRate: rate, data: [1, 2, 3, 4]).bytes),
        "\(rate) Hz sample rate; 500 Hz to 192000 Hz are allowed.")
    }
  }

  @Test func aTypeThatLosesBitsIsRefused() throws {
    let path = try folder.file("a.wav", WAVBytes(bitsPerSample: 24, data: [UInt8](repeating: 1, count: 12)).bytes)
    #expect(
      refusal { _ = try RecordingReader(path: path).all16() }
        == ("\(path): holds 24-bit integer samples, which would lose bits when read as 16-bit integers.", .io))
    let float = try folder.file(
      "b.wav", WAVBytes(bitsPerSample: 32, formatTag: 3, data: [0, 0, 128, 63, 0, 0, 128, 191]).bytes)
    #expect(
      refusal { _ = try RecordingReader(path: float).all32() }
        == ("\(float): holds 32-bit float samples, which would lose bits when read as 32-bit integers.", .io))
    #expect(try RecordingReader(path: float).allFloat() == [1, -1])
  }

  @Test func anyBlockSizeGivesTheSameSamples() throws {
    let samples = testSamples(frames: 1000)
    let path = try folder.file("a.wav", WAVBytes(data: WAVBytes().samples(samples)).bytes)
    for block in [1, 3, 999, 1000, 4096] {
      #expect(try RecordingReader(path: path).all16(block: block) == samples)
    }
  }
}
