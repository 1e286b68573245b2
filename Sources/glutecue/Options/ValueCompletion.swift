import ArgumentParser
import ConfigurationFiles
import Foundation
import SoundCard

/// What the shell offers for the value of an option or argument.
extension CompletionKind {
  /// Recordings of any program, and folders.
  static var recordings: CompletionKind {
    .file(
      extensions: [
        "wav", "wave", "bwf", "w64", "rf64", "flac", "edf", "bdf", "csv", "tsv", "txt", "WAV", "FLAC", "EDF", "BDF",
      ])
  }
  static var profile: CompletionKind { .file(extensions: ["json"]) }
  static var yaml: CompletionKind { .file(extensions: ["yaml", "yml"]) }
  static var page: CompletionKind { .file(extensions: ["html"]) }
  static var table: CompletionKind { .file(extensions: ["csv"]) }

  /// The usual channel map.
  static var map: CompletionKind { .list(["glute=1,hamstring=2"]) }

  /// Words that may have a colon: ArgumentParser gives them to zsh in a form in which a colon begins a description.
  static func words(_ words: [String]) -> CompletionKind { .list(literal(words)) }

  /// Where EMG comes from: the sound cards of this moment, and recordings.
  static var input: CompletionKind {
    .custom { _, _, typed in literal(EndpointCompletion(direction: "capture", words: []).candidates(for: typed)) }
  }
  /// Where tones go: the headphones of this moment, a WAV, or nowhere.
  static var tone: CompletionKind {
    .custom { _, _, typed in
      literal(EndpointCompletion(direction: "playback", words: ["none"]).candidates(for: typed))
    }
  }
  /// A sound card of this moment.
  static func card(_ direction: String) -> CompletionKind {
    .custom { _, _, _ in literal(EndpointCompletion(direction: direction, words: []).cards) }
  }
}

private func literal(_ words: [String]) -> [String] {
  CompletionShell.requesting == .zsh ? words.map { $0.replacing(":", with: "\\:") } : words
}

extension SettingKey {
  /// What the shell offers for the value of the flag.
  var completion: CompletionKind {
    switch definition.type {
    case .choice(let words): .list(words)
    case .truth: .list(["true", "false"])
    case .file: .profile
    case .map: .map
    case .band: .list(["30,450"])
    case .aim: .words(["drill:50%", "grow", "maximum:15%", "none", "other-leg:80%", "share:45%"])
    case .number, .name: .default
    }
  }
}

/// What can follow --input and --tone.
struct EndpointCompletion {
  /// Before the path of a file.
  private static let forms = ["wav:", "file:"]
  private static let endings: Set<String> = ["wav", "wave", "bwf", "w64", "rf64", "flac", "edf", "bdf"]

  /// capture or playback.
  let direction: String
  /// Other than cards and files.
  let words: [String]

  /// As `glutecue devices` names them.
  var cards: [String] {
    ["alsa:default"]
      + DeviceSurvey().devices.filter { $0.direction == direction }.map { "alsa:" + $0.name }
      .filter { $0 != "alsa:default" }
  }

  /// Cards are looked for only where what is typed may become one.
  func candidates(for typed: String) -> [String] {
    guard !Self.forms.contains(where: typed.hasPrefix) else { return files(typed) }
    let cards = "alsa:".hasPrefix(typed) || typed.hasPrefix("alsa:") ? cards : []
    let found = words + cards + (typed.hasPrefix("alsa:") ? [] : files(typed))
    return found.filter { $0.hasPrefix(typed) }
  }

  /// Recordings and folders whose path begins so, in the form in which it is typed.
  private func files(_ typed: String) -> [String] {
    let form = Self.forms.first(where: typed.hasPrefix) ?? ""
    let path = typed.dropFirst(form.count)
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let start = path.dropFirst(folder.count)
    let place = (String(folder) as NSString).expandingTildeInPath + "/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : place)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasPrefix(start), !name.hasPrefix(".") || start.hasPrefix(".") else { return nil }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder.isEmpty ? name : place + name, isDirectory: &isFolder) else {
        return nil
      }
      guard !isFolder.boolValue else { return form + folder + name + "/" }
      return Self.endings.contains((name as NSString).pathExtension.lowercased()) ? form + folder + name : nil
    }
  }
}
