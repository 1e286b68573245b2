import Foundation
import Glibc
import Recording
import TestSupport
import Testing

/// Thousands of files, each spoilt in one place: `repair` never loses a frame that could be read, does nothing the second
/// time, and leaves a whole file as it is.
@Suite struct RepairPropertyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(inMemory: true) }

  private static func chunk(_ name: String, _ body: String) -> [UInt8] { Array((name + body).utf8) }

  private static let list = chunk("LIST", "INFOICMT\u{0E}\0\0\0running, 2.8 m")
  private static let odd = chunk("bext", "odd")
  private static let cue: [UInt8] =
    Array("cue ".utf8) + [1, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0] + Array("data".utf8) + [
      0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0,
    ]
  private static let unknown = chunk("zzzz", "what no program knows")
  private static let id3v1: [UInt8] = Array("TAGtreadmill".utf8) + [UInt8](repeating: 0, count: 116)
  private static let id3v2: [UInt8] = Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 10] + [UInt8](repeating: 0, count: 10)

  private static let samples: [OddFile.Sample] = [
    .init(), .init(bits: 24, bytes: 3), .init(bits: 32, bytes: 4), .init(tag: 3, bits: 32, bytes: 4),
    .init(tag: 3, bits: 64, bytes: 8), .init(isExtensible: true), .init(bits: 24, bytes: 4, isExtensible: true),
  ]

  private static let surroundings: [(name: String, lead: [UInt8], before: [[UInt8]], behind: [[UInt8]], end: [UInt8])] =
    [
      ("bare", [], [], [], []),
      ("chunks before", [], [list, odd], [], []),
      ("chunks behind", [], [], [list, cue], []),
      ("an odd chunk behind", [], [], [odd, list], []),
      ("an unknown chunk behind", [], [], [unknown], []),
      ("a tag behind", [], [], [], id3v1),
      ("chunks and a tag behind", [], [odd], [cue], id3v1),
      ("a tag before", id3v2, [], [list], []),
      ("padding behind", [], [], [], [UInt8](repeating: 0, count: 700)),
      ("chunks and padding behind", [], [], [list], [UInt8](repeating: 0, count: 31)),
    ]

  /// Every container, kind of sample and surrounding; an odd number of frames of one or two channels.
  private static let files: [OddFile] = OddFile.Layout.allCases.flatMap { layout in
    samples.filter { layout != .rifx || !$0.isExtensible }.flatMap { sample in
      surroundings.map { around in
        OddFile(
          layout, sample, channels: sample.bytes == 3 ? 1 : 2, frames: 151, lead: around.lead, before: around.before,
          behind: around.behind, end: around.end, name: around.name)
      }
    }
  }

  /// What comes out of a file, or why nothing does.
  private func content(_ path: String) -> (samples: [UInt32], error: String?) {
    do {
      return (try RecordingReader(path: path).allFloat(block: 256).map(\.bitPattern), nil)
    } catch { return ([], "\(error)") }
  }

  private func write(_ bytes: [UInt8]) throws -> String {
    let path = folder["file"]
    let file = try #require(fopen(path, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  /// A program that another test starts holds a copy of every lock until it has begun, so a file may seem to be in use for a
  /// moment.
  private func mend(_ path: String) throws -> RecordingMending.Outcome {
    for _ in 0..<100 {
      do { return try RecordingMending(path: path, waitsForDisk: false).mend() } catch {
        guard "\(error)".contains("is still recording into it") else { throw error }
        usleep(10_000)
      }
    }
    return try RecordingMending(path: path, waitsForDisk: false).mend()
  }

  /// Repairs a file twice; true when it was changed.
  private func check(_ bytes: [UInt8], _ words: @autoclosure () -> String) throws -> (isChanged: Bool, values: Int) {
    let path = try write(bytes)
    let before = content(path)
    do {
      guard case .mended(let frames, _, let kept) = try mend(path) else {
        #expect(try folder.bytes("file") == bytes, "\(words())")
        return (false, before.samples.count)
      }
      let after = content(path)
      #expect(after.samples.starts(with: before.samples) && frames > 0, "\(words())")
      #expect(try Array(Data(contentsOf: URL(filePath: kept))) == bytes, "\(words())")
      unlink(kept)
      let mended = try folder.bytes("file")
      guard case .sound = try mend(path) else {
        Issue.record("not the same the second time: \(words())")
        return (true, before.samples.count)
      }
      #expect(try folder.bytes("file") == mended, "\(words())")
    } catch {
      #expect(before.error != nil, "\(words()): \(error)")
      #expect(try folder.bytes("file") == bytes, "\(words())")
      return (false, before.samples.count)
    }
    return (true, before.samples.count)
  }

  @Test func aWholeFileStaysAsItIs() throws {
    for file in Self.files {
      let found = try check(file.bytes, file.name)
      #expect(!found.isChanged && found.values == file.frames * Self.channels(file), "\(file.name)")
    }
  }

  @Test func aCutLosesNothingThatWasThere() throws {
    var count = 0
    for file in Self.files {
      for border in Set(file.borders.flatMap { [$0 - 1, $0, $0 + 1] }) where (1..<file.bytes.count).contains(border) {
        let found = try check(Array(file.bytes[..<border]), "\(file.name), cut at \(border)")
        let held = min(file.dataCount, max(0, border - file.dataStart)) / file.frameBytes
        #expect(found.values == held * Self.channels(file), "\(file.name), cut at \(border)")
        count += 1
      }
    }
    #expect(count > 4000)
  }

  /// One length is wrong: what is read is still what was recorded.
  @Test func aWrongLengthLosesNothing() throws {
    var count = 0
    for file in Self.files {
      for field in file.fields {
        let value = file.value(field)
        let full = field.count == 8 ? -1 : 0xffff_ffff
        for wrong in Set([0, full, value / 2, 2 * value, value - 1, value + 1, value - 8, value + 8, value + 44])
        where wrong != value {
          var spoilt = file
          spoilt.set(field, wrong)
          let words = "\(file.name), \(field.name) \(wrong) instead of \(value)"
          let found = try check(spoilt.bytes, words)
          count += 1
          let extra = found.values - file.frames * Self.channels(file)
          // the up to seven pad bytes of a W64 cannot be told from samples without a length
          let isPad = file.layout == .w64 && field.name == "data" && extra == Self.channels(file)
          #expect(extra == 0 || isPad || Self.isForgiven(file, field), "\(words): \(extra) samples too many")
        }
      }
    }
    #expect(count > 10_000)
  }

  /// A chunk of a name that nobody knows is told from samples by the lengths alone, padding by nothing at all.
  private static func isForgiven(_ file: OddFile, _ field: OddFile.Field) -> Bool {
    ["data", "zzzz", "ds64 data"].contains(field.name)
      && ["an unknown chunk behind", "padding behind"].contains { file.name.hasSuffix($0) }
  }

  /// Up to four random damages at once. Here a repair may give up, but then nothing is changed. The environment variable
  /// `TEST_REPAIRS` asks for more files than the usual 2000.
  @Test func randomDamageLosesNothing() throws {
    let count = ProcessInfo.processInfo.environment["TEST_REPAIRS"].flatMap(Int.init) ?? 2000
    var noise = SeededNoise(seed: 149)
    for number in 0..<count {
      var bytes = Self.files[Int.random(in: 0..<Self.files.count, using: &noise)].bytes
      for _ in 0..<Int.random(in: 1...4, using: &noise) where !bytes.isEmpty { Self.damage(&bytes, &noise) }
      let path = try write(bytes)
      let before = content(path)
      do {
        guard case .mended(_, _, let kept) = try mend(path) else {
          #expect(try folder.bytes("file") == bytes, "file \(number)")
          continue
        }
        #expect(content(path).samples.starts(with: before.samples), "file \(number)")
        #expect(try Array(Data(contentsOf: URL(filePath: kept))) == bytes, "file \(number)")
        unlink(kept)
        let mended = try folder.bytes("file")
        guard case .sound = try mend(path) else {
          Issue.record("file \(number) is not the same the second time")
          continue
        }
        #expect(try folder.bytes("file") == mended, "file \(number)")
      } catch {
        #expect(try folder.bytes("file") == bytes, "file \(number)")
      }
    }
  }

  /// Cuts, flips, overwrites, adds or takes away.
  private static func damage(_ bytes: inout [UInt8], _ noise: inout SeededNoise) {
    let place = Int.random(in: 0..<min(bytes.count, 130), using: &noise)
    let count = Int.random(in: 0...40, using: &noise)
    switch Int.random(in: 0..<6, using: &noise) {
    case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &noise))
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &noise)
    case 2:
      for index in place..<min(bytes.count, place + 4) { bytes[index] = UInt8.random(in: 0...1, using: &noise) &* 255 }
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + count))
    case 4: bytes.insert(contentsOf: [UInt8](repeating: UInt8(count * 5), count: count), at: place)
    default: bytes += (0..<8 * count).map { _ in UInt8.random(in: 0...255, using: &noise) }
    }
  }

  @Test func aFLACLosesNothingEither() throws {
    let writer = try RecordingWriter(path: folder["whole.flac"], sampleRate: 2000, channelCount: 2, encoding: .int16)
    try writer.write(testSamples(frames: 5000))
    try writer.close()
    let flac = try folder.bytes("whole.flac")
    var count = 0
    for (lead, end) in [([], []), (Self.id3v2, []), ([], Self.id3v1), (Self.id3v2, Self.id3v1)] {
      let whole = lead + flac + end
      let found = try check(whole, "a whole FLAC")
      #expect(!found.isChanged && found.values == 10_000)
      for cut in stride(from: lead.count + 1, to: lead.count + flac.count, by: flac.count / 40) {
        _ = try check(Array(whole[..<cut]), "FLAC cut at \(cut)")
        count += 1
      }
      // 36 bits that tell the number of frames
      for wrong in [0, 2500, 10_000, 4999, 5001, 1, (1 << 36) - 1] {
        var spoilt = whole
        let place = lead.count + 21
        spoilt[place] = spoilt[place] & 0xf0 | UInt8(wrong >> 32)
        for byte in 0..<4 { spoilt[place + 1 + byte] = UInt8(truncatingIfNeeded: wrong >> (24 - 8 * byte)) }
        let found = try check(spoilt, "FLAC that tells \(wrong) frames")
        #expect(found.values == 10_000 && found.isChanged, "FLAC that tells \(wrong) frames")
        count += 1
      }
    }
    #expect(count > 180)
  }

  private static func channels(_ file: OddFile) -> Int { file.name.contains("1 ch") ? 1 : 2 }
}
