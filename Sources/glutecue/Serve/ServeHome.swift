import ConfigurationFiles
import EMGUnits
import Foundation
import History
import LiveSession
import PhoneServer
import Recording
import SessionResults
import Synchronization

/// Where everything lies that `serve` keeps: one folder, the one that the command line uses too.
///
///     access.json                who may come in
///     people.json                people, and who is meant now
///     sound.json                 sound card, headphones and volume
///     history.sqlite             the history of everybody
///     sessions/                  a folder a session
///     calibration/               the profile of whoever has no name
///     people/P07/calibration/    the profile of P07
final class ServeHome: Sendable {
  /// The folder.
  let folder: String
  private let people: Mutex<PeopleFile>
  private let chosenSound: Mutex<SoundChoice>

  /// Makes the folder if missing.
  ///
  /// - Parameter path: nil for the usual place.
  init(_ path: String?) throws {
    guard let folder = path ?? HomeFolder.usual else {
      throw ConfigurationError(
        "There is no home folder for the data (HOME and XDG_DATA_HOME are not set). Choose a place with --home DIR.")
    }
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    people = Mutex(try PeopleFile.read(folder + "/people.json"))
    chosenSound = Mutex(try SoundChoice.read("\(folder)/\(SoundChoice.fileName)"))
  }

  var accessPath: String { folder + "/access.json" }
  var historyPath: String { folder + "/history.sqlite" }
  var sessionsFolder: String { folder + "/sessions" }

  /// The folder of a person's calibration.
  func calibrationFolder(of person: String?) -> String {
    person.map { "\(folder)/people/\($0)/calibration" } ?? "\(folder)/calibration"
  }

  /// The profile of a person; nil while there is none.
  func profile(of person: String?) -> String? { existing(calibrationFolder(of: person) + "/profile.json") }

  /// The programme of a person, or of everybody; nil for the one that comes with GluteCue.
  func programme(of person: String?) -> String? {
    person.flatMap { existing("\(folder)/people/\($0)/programme.yaml") } ?? existing(folder + "/programme.yaml")
  }

  private func existing(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }

  /// Everybody, and who is meant now.
  var everybody: PeopleFile { people.withLock { $0 } }

  /// Changes people, and keeps the change.
  func changePeople(_ change: (inout PeopleFile) throws -> Void) throws {
    try people.withLock { file in
      var changed = file
      try change(&changed)
      try changed.write(folder + "/people.json")
      file = changed
    }
  }

  /// Sound card, headphones and volume.
  var sound: SoundChoice { chosenSound.withLock { $0 } }

  /// Changes them, and keeps the change.
  func changeSound(_ change: (inout SoundChoice) throws -> Void) throws {
    try chosenSound.withLock { sound in
      var changed = sound
      try change(&changed)
      try changed.write("\(folder)/\(SoundChoice.fileName)")
      sound = changed
    }
  }

  /// The folder of a session; nil for a name that is none.
  func session(_ id: String) -> String? {
    guard !id.contains("/"), !id.hasPrefix(".") else { return nil }
    let path = "\(sessionsFolder)/\(id)"
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue ? path : nil
  }

  /// The names of all session folders, the latest first.
  var sessionNames: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sessionsFolder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted(by: >)
  }
}

/// People, and who is meant now.
struct PeopleFile: Codable, Sendable {
  /// One person, by name or code.
  struct Person: Codable, Sendable {
    var id: String
    var leg: String?
    var notes: String?
  }

  var people: [Person] = []
  /// The id of the one who is meant; nil for nobody by name.
  var current: String?

  static func read(_ path: String) throws -> PeopleFile {
    guard FileManager.default.fileExists(atPath: path) else { return PeopleFile() }
    do {
      return try JSONDecoder().decode(PeopleFile.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      throw CommandFailure(
        "\(path) is not a readable list of people. Correct it, or move it away to start over.", .unusableData)
    }
  }

  func write(_ path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try TextFile.write(String(decoding: try encoder.encode(self), as: UTF8.self) + "\n", to: path, overwrite: true)
  }
}
