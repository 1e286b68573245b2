import Foundation
import TestSupport
import Testing

/// Numbers that no session has, in the files of one: words and an exit code, never a crash.
@Suite struct OddNumberTests {
  /// Exit codes that a user knows, from the README.
  private static let known: Set<Int32> = [0, 3, 4, 64, 65, 66, 73, 74]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Samples.copy("healthy", to: folder, as: "run")
    _ = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--pace", "none", "--duration", "20", "--no-history", "--output", "session"],
      in: folder.path)
  }

  private func expectNoCrash() throws {
    for arguments in [
      ["report", "session", "--output", "page.html", "--force"],
      ["export", "session", "--to", "edf", "--output", "run.edf", "--force"],
      ["export", "session", "--to", "csv", "--output", "csv", "--force"],
      ["export", "session", "--to", "bids", "--output", "bids", "--force"],
      ["history", "add", "session", "--store", "history.sqlite"],
    ] {
      let result = try GlutecueProcess.run(arguments, environment: ["SWIFT_BACKTRACE": "enable=no"], in: folder.path)
      #expect(Self.known.contains(result.exitCode), "\(arguments): \(result.exitCode) \(result.standardError)")
    }
  }

  @Test(arguments: ["contact_s", "end_s", "duration_s", "glute_share", "ratio", "stride", "glute_onset_pct"])
  func inTheStrideTable(column: String) throws {
    let lines = String(decoding: try folder.bytes("session/strides.csv"), as: UTF8.self).split(separator: "\n")
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: Substring(column)))
    for number in ["1e18", "-1e18", "9223372036854775807"] {
      var fields = lines[2].split(separator: ",", omittingEmptySubsequences: false)
      fields[place] = Substring(number)
      let table = ([lines[0], lines[1], Substring(fields.joined(separator: ","))] + lines[3...]).joined(separator: "\n")
      _ = try folder.file("session/strides.csv", table + "\n")
      try expectNoCrash()
    }
  }

  @Test func inTheSummary() throws {
    let summary = String(decoding: try folder.bytes("session/summary.json"), as: UTF8.self)
    for key in ["firing", "baseline", "strides", "seconds", "channel_count", "median", "sample_rate_hz"] {
      let start = try #require(summary.range(of: "\"\(key)\" : ")?.upperBound)
      let place = start..<(summary[start...].firstIndex { !$0.isNumber && $0 != "." } ?? summary.endIndex)
      for number in ["9223372036854775807", "1e18", "999999999999999"] {
        _ = try folder.file("session/summary.json", summary.replacingCharacters(in: place, with: number))
        try expectNoCrash()
      }
    }
  }

  @Test(arguments: ["0", "-5", "1e-300", "1e14"])
  func inTheFullScale(number: String) throws {
    let summary = String(decoding: try folder.bytes("session/summary.json"), as: UTF8.self)
    let start = try #require(summary.range(of: "\"settings\" : {")?.upperBound)
    // of two that are the same the first counts, so the one that was there is renamed
    let renamed = summary[start...].replacing("full_scale_mv", with: "full_scale_before")
    _ = try folder.file("session/summary.json", summary[..<start] + "\"full_scale_mv\": \(number)," + renamed)
    try expectNoCrash()
    for form in ["edf", "csv", "bids"] {
      let result = try GlutecueProcess.run(
        ["export", "session", "--to", form, "--output", "new.\(form)"], in: folder.path)
      #expect(result.exitCode == 65 && result.standardError.contains("settings.full_scale_mv is "), "\(form)")
    }
  }

  @Test(arguments: ["1e18", "4503599627370495", "9007199254740992"])
  func inTheMarks(frame: String) throws {
    let marks = "{\"version\": 1, \"markers\": [{\"frame\": \(frame), \"label\": \"m\"}]}"
    _ = try folder.file("session/recording.json", marks)
    try expectNoCrash()
  }

  @Test(arguments: ["1e18", "1e300"])
  func inTheTimeline(end: String) throws {
    _ = try GlutecueProcess.run(
      ["simulate", "--calibration", "--output", "me.wav", "--sample-rate", "500"], in: folder.path)
    let timeline = "step,condition,start_s,end_s\nstanding,,5.500,15.500\nsqueeze,glute,19.500,\(end)\n"
    _ = try folder.file("times.csv", timeline)
    let result = try GlutecueProcess.run(
      [
        "calibrate", "--input", "wav:me.wav", "--map", "glute=1,hamstring=2", "--pace", "none", "--auto", "--timeline",
        "times.csv", "--output", "me",
      ], environment: ["SWIFT_BACKTRACE": "enable=no"], in: folder.path)
    #expect([64, 130].contains(result.exitCode), "\(result.standardError)")
  }
}
