import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import Glibc
import SoundCard

/// Everything that a session needs, looked at one after the other.
struct Examination {
  /// What was found of one thing.
  struct Finding: Encodable {
    enum State: String, Encodable {
      /// As it should be.
      case good
      /// A session runs all the same.
      case hint
      /// No session runs.
      case bad

      var sign: String {
        switch self {
        case .good: "✓"
        case .hint: "!"
        case .bad: "✕"
        }
      }
    }

    let state: State
    let subject: String
    let words: String
    /// What to do.
    var remedy: String?
  }

  /// An hour at 48 kHz takes up to 700 MB.
  private static let leastRoom = 1 << 30
  /// Before this the clock was never set.
  private static let leastYear = 2025

  private let environment: [String: String]
  private let survey: DeviceSurvey
  private let settings: Result<EffectiveSettings, any Error>
  private let sound: Result<SoundChoice, any Error>

  init(environment: [String: String]) {
    self.environment = environment
    survey = DeviceSurvey()
    settings = Result { try SettingsSources(environment: environment, file: nil, flags: [:]).settings() }
    sound = Result { try SoundChoice.ofUser() }
  }

  /// In the order in which a runner meets them.
  var findings: [Finding] { [processor, rights, card, headphones, map, profile, disk, clock].compactMap(\.self) }

  /// What this computer and its sound cards are.
  var computer: [String] {
    let system = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
    let name = system.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }?.dropFirst("PRETTY_NAME=".count)
    let model = (try? String(contentsOfFile: "/proc/device-tree/model", encoding: .utf8))?.filter { $0 != "\0" }
    var names = utsname()
    uname(&names)
    func text<T>(_ field: T) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    let first = [
      "system: \(name?.filter { $0 != "\"" } ?? "unknown"), Linux \(text(names.release)), \(text(names.machine))",
      model.map { "computer: \($0)" },
      "processors: \(ProcessInfo.processInfo.processorCount), memory \(ProcessInfo.processInfo.physicalMemory >> 20) MB",
    ].compactMap(\.self)
    return first + DeviceListing(survey.devices, channels: 2).text.split(separator: "\n").map(String.init)
  }

  private var processor: Finding {
    var loads = [Double](repeating: 0, count: 1)
    let count = ProcessInfo.processInfo.processorCount
    let isKnown = getloadavg(&loads, 1) == 1
    guard isKnown, loads[0] > Double(count) else {
      return Finding(state: .good, subject: "computer", words: "\(count) processor\(count == 1 ? "" : "s"), not busy")
    }
    return Finding(
      state: .hint, subject: "computer", words: "busy: \(loads[0].short) programs wait for \(count) processors",
      remedy: "End what you do not need before a run.")
  }

  private var rights: Finding {
    guard let missing = RealtimeRights.missing else {
      return Finding(state: .good, subject: "rights", words: "audio may run ahead of everything else")
    }
    let lines = missing.split(separator: "\n", maxSplits: 1).map(String.init)
    return Finding(
      state: .hint, subject: "rights", words: lines[0],
      remedy: lines.last.map { String($0.drop { $0 == " " }) })
  }

  private var card: Finding {
    let chosen: String?
    do { chosen = try sound.get().input } catch { return broken("sound card", error) }
    let inputs = survey.devices.filter { $0.direction == "capture" }
    guard let chosen else {
      guard inputs.isEmpty else {
        return Finding(
          state: .hint, subject: "sound card", words: "\(inputs.count) to choose from, none chosen",
          remedy: "Run `glutecue setup`, or say --input alsa:DEVICE.")
      }
      return Finding(
        state: .bad, subject: "sound card", words: DeviceSurvey.hint ?? "No sound card can be used.",
        remedy: "`glutecue devices` lists what is there.")
    }
    let endpoint: Endpoint
    do { endpoint = try Endpoint("--input", chosen) } catch { return broken("sound card", error) }
    switch endpoint {
    case .file(let path):
      return DiskEntry(path).exists
        ? Finding(state: .good, subject: "sound card", words: "the recording \(path) stands in for it")
        : Finding(
          state: .bad, subject: "sound card", words: "the recording \(path) that stands in for it is gone",
          remedy: "Run `glutecue setup`.")
    case .stream(let name):
      return Finding(
        state: .hint, subject: "sound card", words: "the LSL stream \(name) takes its place; it was not looked for",
        remedy: "`glutecue check` finds out whether it sends.")
    case .device(let name): return device(name, inputs)
    }
  }

  private func device(_ name: String, _ inputs: [DeviceDescription]) -> Finding {
    guard let found = inputs.first(where: { $0.name == name }) else {
      return Finding(
        state: .bad, subject: "sound card", words: "\(name), which you chose, is missing",
        remedy: DeviceSurvey.hint ?? "Plug it in, or choose another with `glutecue setup`.")
    }
    if let trouble = found.trouble { return Finding(state: .bad, subject: "sound card", words: trouble) }
    let channels = (found.abilities?.ownChannels ?? found.abilities?.channels)?.last ?? 0
    let needed = (try? settings.get())?.fallbacks.map?.entries.map(\.channel).max() ?? 0
    guard channels >= needed else {
      return Finding(
        state: .bad, subject: "sound card",
        words: "\(name) has \(channels) input\(channels == 1 ? "" : "s"), and your map needs \(needed)",
        remedy: "Run `glutecue setup`.")
    }
    return Finding(state: .good, subject: "sound card", words: "\(name), \(found.title), \(channels) inputs")
  }

  private var headphones: Finding? {
    guard let chosen = try? sound.get(), chosen.input != nil else { return nil }
    guard let tone = chosen.tone, tone != "none" else {
      return Finding(
        state: .hint, subject: "headphones", words: "none: sessions are silent", remedy: "Run `glutecue setup`.")
    }
    guard case .device(let name)? = try? Endpoint("--tone", tone) else {
      return Finding(state: .good, subject: "headphones", words: tone)
    }
    guard survey.devices.contains(where: { $0.direction == "playback" && $0.name == name }) else {
      return Finding(
        state: .bad, subject: "headphones", words: "\(name), which you chose, is missing",
        remedy: "Plug them in, or choose others with `glutecue setup`.")
    }
    return Finding(state: .good, subject: "headphones", words: name)
  }

  private var map: Finding {
    let settings: EffectiveSettings
    do { settings = try self.settings.get() } catch { return broken("settings", error) }
    guard let map = settings[.map] else {
      return Finding(
        state: .hint, subject: "settings", words: "nothing says which input carries which muscle",
        remedy: "Run `glutecue setup`, or say --map glute=1,hamstring=2.")
    }
    let scale =
      settings[.fullScale].map { "full scale \($0.value) mV" } ?? "full scale not known, so levels come without µV"
    return Finding(state: .good, subject: "settings", words: "\(map.value) (\(map.origin)), \(scale)")
  }

  private var profile: Finding? {
    guard let settings = try? settings.get() else { return nil }
    guard let path = settings.profile else {
      return Finding(
        state: .hint, subject: "profile",
        words: "none in the settings: strides are compared with the start of each session",
        remedy: "Run `glutecue calibrate`, then give --profile, or set input.profile.")
    }
    do {
      let date = try ProfileFile.read(path).date
      return Finding(state: .good, subject: "profile", words: "\(path), made \(date.prefix(10))")
    } catch {
      return broken("profile", error)
    }
  }

  private var disk: Finding? {
    guard let home = HomeFolder.usual else {
      return Finding(
        state: .hint, subject: "disk", words: "no home folder: HOME is not set",
        remedy: "Say with --output where a session is to go.")
    }
    // the nearest folder that is there already
    var folder = home
    while !DiskEntry(folder).exists, folder.count > 1 { folder = (folder as NSString).deletingLastPathComponent }
    guard access(folder, W_OK) == 0 else {
      return Finding(
        state: .bad, subject: "disk", words: "you may not write to \(folder)",
        remedy: "Give yourself the right: sudo chown -R \"$USER\" \(folder)")
    }
    guard let free = DiskEntry(folder + "/session").freeBytesBeside else { return nil }
    return free < Self.leastRoom
      ? Finding(
        state: .hint, subject: "disk", words: "\(free >> 20) MB free; an hour takes up to 700 MB",
        remedy: "Delete old sessions.")
      : Finding(state: .good, subject: "disk", words: "\(free >> 30) GB free")
  }

  private var clock: Finding {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    let year = Int(parts.tm_year) + 1900
    guard year >= Self.leastYear else {
      return Finding(
        state: .hint, subject: "clock",
        words: "it says \(year): sessions would be dated wrongly, and a profile called new",
        remedy: "Connect to the internet once, or set it: sudo date -s '2026-01-31 12:00'")
    }
    return Finding(state: .good, subject: "clock", words: "\(year), as it should be")
  }

  private func broken(_ subject: String, _ error: any Error) -> Finding {
    Finding(state: .bad, subject: subject, words: (error as? any ExplainedError)?.message ?? "\(error)")
  }
}
