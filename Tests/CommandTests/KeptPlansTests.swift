import Foundation
import TestSupport
import Testing

/// FFTW's plans are kept between runs, and nothing depends on them.
@Suite struct KeptPlansTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("glute-stops", to: folder, as: "glute-stops")
  }

  /// The tables of a run with this cache folder.
  private func tables(_ output: String, cache: String) throws -> [[UInt8]] {
    let result = try GlutecueProcess.run(
      ["analyze", "glute-stops.wav", "--output", output], environment: ["XDG_CACHE_HOME": cache], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    return try ["strides.csv", "summary.json"].map { try folder.bytes("\(output)/\($0)") }
  }

  @Test func theFirstRunKeepsThemAndTheNextNeedsNoOthers() throws {
    let first = try tables("first", cache: folder["cache"])
    let kept = try folder.bytes("cache/glutecue/fftw-plans")
    #expect(String(decoding: kept.prefix(6), as: UTF8.self) == "(fftw-")
    let place = FileManager.default
    let before = try place.attributesOfItem(atPath: folder["cache/glutecue/fftw-plans"])[.systemFileNumber] as? Int
    #expect(try tables("second", cache: folder["cache"]) == first)
    // the same file: a changed one would have been put in its place
    let after = try place.attributesOfItem(atPath: folder["cache/glutecue/fftw-plans"])[.systemFileNumber] as? Int
    #expect(before != nil && before == after)
    #expect(try place.contentsOfDirectory(atPath: folder["cache/glutecue"]) == ["fftw-plans"])
  }

  @Test(arguments: ["", "(fftw-3.3.10 fftwf_wisdom #x0 #x0 #x0 #x0\n)\n", "no plans at all", "((((((((((((((("])
  func aSpoiltFileIsReplaced(_ text: String) throws {
    try FileManager.default.createDirectory(atPath: folder["cache/glutecue"], withIntermediateDirectories: true)
    _ = try folder.file("cache/glutecue/fftw-plans", text)
    let spoilt = try tables("spoilt", cache: folder["cache"])
    #expect(try tables("whole", cache: folder["other"]) == spoilt)
    #expect(try folder.bytes("cache/glutecue/fftw-plans") == folder.bytes("other/glutecue/fftw-plans"))
  }

  @Test func whereNothingCanBeKeptNothingIsSaid() throws {
    _ = try folder.file("cache", "a file where the folder would be")
    #expect(try tables("one", cache: folder["cache"]) == tables("two", cache: folder["other"]))
    #expect(try folder.bytes("cache") == Array("a file where the folder would be".utf8))
  }
}
