import Biofeedback
import ConfigurationFiles
import CalibrationProtocol
import EMGUnits
import Foundation
import Recording
import Testing

@Suite struct ProfileFileTests {
  private static let example = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Calibration/profile.example.json").standardizedFileURL.path

  /// A folder for one test.
  private func file(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "profile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "profile.json").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The example with one text replaced.
  private func changed(_ old: String, _ new: String) throws -> String {
    let text = try String(contentsOfFile: Self.example, encoding: .utf8)
    #expect(text.contains(old), "the example holds \(old)")
    return try file(text.replacing(old, with: new, maxReplacements: 1))
  }

  private func message(_ path: String) -> String? {
    do {
      _ = try ProfileFile.read(path)
      return nil
    } catch { return error.description.replacing(path, with: "profile.json") }
  }

  @Test func whatACalibrationFoundIsReadBackUnchanged() throws {
    let profile = try RehearsedCalibration(seed: 3).profile
    let read = try ProfileFile.read(try file(try ProfileFile.text(profile)))
    #expect(read.noise == profile.noise && read.maxima == profile.maxima && read.postures == profile.postures)
    #expect(read.onsets == profile.onsets && read.input == profile.input && read.skipped == profile.skipped)
    let (a, b) = (try #require(read.legs.first), try #require(profile.legs.first))
    #expect(a.seed == b.seed && a.strides == b.strides && a.strideSeconds == b.strideSeconds)
    for muscle in [Muscle.gluteusMaximus, .hamstrings] {
      let (x, y) = (try #require(a.muscles[muscle]), try #require(b.muscles[muscle]))
      #expect(x.amplitude == y.amplitude && abs(x.window.on - y.window.on) < 1e-12)
      #expect(abs(x.noisePower / y.noisePower - 1) < 1e-5 && abs(x.rawPower / y.rawPower - 1) < 1e-5)
    }
  }

  @Test func squeezesAndTheirDayAreReadBackUnchanged() throws {
    var profile = try RehearsedCalibration(seed: 3).profile
    #expect(profile.squeezes.map(\.role.description) == ["glute", "hamstring"] && profile.today == nil)
    profile.today = TodayLevels(
      profile.squeezes.map { SqueezeLevel(role: $0.role, amplitude: 0.8 * $0.amplitude, trials: 2, rise: 10) },
      against: profile, date: "2026-11-25T10:00:00Z")
    let read = try ProfileFile.read(try file(try ProfileFile.text(profile)))
    #expect(read.squeezes == profile.squeezes && read.today == profile.today && read.today != nil)
  }

  @Test func whatTheDaySaysMustBePossible() throws {
    #expect(
      message(try changed("\"factor\" : 0.8774", "\"factor\" : 0"))
        == "profile.json: “today.channels.factor” is 0.0. Expected: 0.05 to 20.")
    #expect(
      message(try changed("2026-11-27T17:02:10Z", "yesterday"))
        == "profile.json: “today.date” is “yesterday”. Expected: a date such as 2026-11-24T22:30:00Z.")
    #expect(
      message(try changed("\"amplitude\" : 0.01674,", "\"amplitude\" : 0,"))
        == "profile.json: “squeezes.amplitude” is 0.0. Expected: above 0, up to 16, where 1 is full scale.")
  }

  @Test func theExampleIsAProfile() throws {
    let profile = try ProfileFile.read(Self.example)
    #expect(profile.isReadyForRunning && profile.maxima.count == 2)
    #expect(profile.squeezes.count == 2 && profile.today?.channels.count == 2)
    let leg = try #require(profile.runnerProfile(file: "profile.json").legs.first)
    #expect(leg.drill?.strides == 41 && leg.maxima.count == 2 && leg.aimLevel == nil)
  }

  /// The drill reaches more than the easy run in the same muscle, and both come back as they were.
  @Test func theDrillIsReadBack() throws {
    let profile = try RehearsedCalibration(seed: 3).profile
    let leg = try #require(profile.legs.first)
    let (drill, run) = (try #require(leg.drill), try #require(leg.muscles[.gluteusMaximus]))
    #expect((1.2...2).contains((drill.amplitudes[.gluteusMaximus] ?? 0) / run.amplitude))
    #expect(try ProfileFile.read(try file(try ProfileFile.text(profile))).legs.first?.drill == drill)
    let halved = leg.scaled(by: 0.5)
    #expect(halved.drill?.amplitudes[.gluteusMaximus] == drill.amplitudes[.gluteusMaximus].map { 0.5 * $0 })
  }

  @Test func whereTheAimStandsIsKeptAndNothingElseChanges() throws {
    var profile = try ProfileFile.read(Self.example)
    let path = try file(try ProfileFile.text(profile))
    #expect(try ProfileAim.keep([(leg: nil, level: 0.21)], in: path, made: profile.date) == .kept)
    profile.legs[0].aimLevel = 0.21
    #expect(try String(contentsOfFile: path, encoding: .utf8) == ProfileFile.text(profile))
    #expect(try ProfileAim.keep([(leg: nil, level: 0.5)], in: path, made: "2020-01-01T00:00:00Z") == .otherProfile)
    #expect(try ProfileFile.read(path).legs[0].aimLevel == 0.21)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: URL(filePath: path).deletingLastPathComponent().path).count
        == 1)
  }

  /// What is written is what the schema allows, key by key.
  @Test func theSchemaKnowsEveryKey() throws {
    let path = Self.example.replacing("profile.example.json", with: "profile.schema.json")
    let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    let example = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: Self.example)))
    var written = try RehearsedCalibration(seed: 3).profile
    written.today = TodayLevels(written.squeezes, against: written, date: "2026-11-25T10:00:00Z")
    let text = try JSONSerialization.jsonObject(with: Data(ProfileFile.text(written).utf8))
    for value in [example, text] { expect(value, follows: schema, "") }
  }

  private func expect(_ value: Any, follows schema: Any, _ place: String) {
    guard let rules = schema as? [String: Any] else { return }
    if let object = value as? [String: Any], let properties = rules["properties"] as? [String: Any] {
      let required = rules["required"] as? [String] ?? []
      #expect(required.allSatisfy { object[$0] != nil }, "\(place) lacks one of \(required)")
      for (key, inner) in object {
        guard let rule = properties[key] else {
          Issue.record("\(place).\(key) is not in the schema")
          continue
        }
        expect(inner, follows: rule, place + "." + key)
      }
    } else if let items = value as? [Any], let rule = rules["items"] {
      for item in items { expect(item, follows: rule, place + "[]") }
    }
  }

  @Test func aNewerVersionIsRefusedWithWords() throws {
    #expect(
      message(try changed("\"version\" : 2", "\"version\" : 3"))
        == "profile.json: “version” is 3. Expected: at most 2. The profile was made by a newer GluteCue: update this "
        + "one, or calibrate again.")
  }

  @Test func whatIsNoProfileIsRefused() throws {
    #expect(
      message(try file("{ \"map\": \"glute=1\" }"))
        == "profile.json: “version” is missing. Expected: 1 to 2: is this a profile?.")
    #expect(message(try file("{ \"version\": 2,\n, }"))?.hasPrefix("profile.json: this is not valid JSON: ") == true)
  }

  @Test func aMissingKeyIsNamed() throws {
    #expect(
      message(try changed("\"stride_seconds\"", "\"stride_secs\""))
        == "profile.json: “runs.1.stride_seconds” is missing. Expected: a value.")
  }

  @Test func aValueThatCannotBeIsNamed() throws {
    #expect(
      message(try changed("\"map\" : \"glute=1,hamstring=2\"", "\"map\" : \"glute=1,hamstring=1\""))
        == "profile.json: “map” cannot be used: Channel 1 is given twice, as glute and as hamstring. Each channel carries "
        + "one role.")
    #expect(
      message(try changed("\"muscle\" : \"hamstring\",", "\"muscle\" : \"biceps\","))
        == "profile.json: “runs.muscles.muscle” is “biceps”. Expected: glute, hamstring, quadriceps, calf, lower-back.")
  }

  /// What others are divided by; the example's first maximum, and its first muscle of the easy run.
  @Test(arguments: [("maxima.amplitude", "0.029368746955770565"), ("runs.muscles.amplitude", "0.006191611755639315")])
  func aReferenceOfNothingIsRefused(key: String, value: String) throws {
    for (given, told) in [("0", "0.0"), ("1e-50", "1e-50"), ("-0.1", "-0.1")] {
      #expect(
        message(try changed("\"amplitude\" : \(value)", "\"amplitude\" : \(given)"))
          == "profile.json: “\(key)” is \(told). Expected: above 0, up to 16, where 1 is full scale.")
    }
  }

  /// As development versions wrote it: windows as parts of the stride, noise by role, no notes, nothing left out.
  @Test func anOlderVersionIsMigrated() throws {
    let text = try String(contentsOfFile: Self.example, encoding: .utf8)
    var object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    object["version"] = 1
    object["notes"] = nil
    object["skipped"] = nil
    object["noise"] = ["glute": 0.0008, "hamstring": 0.0009]
    var runs = try #require(object["runs"] as? [[String: Any]])
    var muscles = try #require(runs[0]["muscles"] as? [[String: Any]])
    for index in muscles.indices {
      let window = try #require(muscles[index]["window_pct"] as? [Double])
      muscles[index]["window"] = window.map { $0 / 100 }
      muscles[index]["window_pct"] = nil
    }
    runs[0]["muscles"] = muscles
    object["runs"] = runs
    let old = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    let migrated = try ProfileFile.read(try file(old))
    let current = try ProfileFile.read(Self.example)
    #expect(migrated.noise == ["glute": 0.0008, "hamstring": 0.0009])
    let (a, b) = (migrated.legs[0].muscles[.gluteusMaximus], current.legs[0].muscles[.gluteusMaximus])
    #expect(abs((a?.window.off ?? 0) - (b?.window.off ?? 1)) < 1e-12 && a?.amplitude == b?.amplitude)
  }
}
