import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Foundation
import History
import LiveSession
import PhoneServer
import Recording
import Synchronization

/// What all calls share: where things lie, who is meant, what is set, and the desk at which jobs are done.
final class ServeHouse: Sendable {
  let home: ServeHome
  let desk: JobDesk
  /// How a recording is played that stands in for the sound card.
  let pace: LiveOptions.Pace
  private let environment: [String: String]
  /// The server, once it listens.
  private let live = Mutex<Outlet?>(nil)

  /// Where live data go.
  struct Outlet: Sendable {
    let outlet: any LiveOutlet
  }

  init(home: ServeHome, desk: JobDesk, environment: [String: String], pace: LiveOptions.Pace = .realtime) {
    self.pace = pace
    self.home = home
    self.desk = desk
    self.environment = environment
  }

  /// The outlet of the server; set once, before the first job.
  var outlet: (any LiveOutlet)? {
    get { live.withLock { $0?.outlet } }
    set { live.withLock { $0 = newValue.map(Outlet.init) } }
  }

  /// The one who is meant; nil for nobody by name.
  var person: String? { home.everybody.current }

  /// The settings in effect for the one who is meant.
  func settings() throws(SettingsFailure) -> EffectiveSettings {
    var flags = SettingsLayer()
    if let person { flags[.person] = Setting(.word(person), from: .flag("--person")) }
    if let profile = home.profile(of: person) { flags[.profile] = Setting(.word(profile), from: .flag("--profile")) }
    return try SettingsSources(environment: environment, file: nil, flags: flags).settings()
  }

  /// The file in which settings are kept: the user's own.
  var settingsPath: String? { SettingsSources.userFile(environment) }

  /// What every command is told besides its own options.
  func arguments() -> [String] {
    var words = ["--store", home.historyPath]
    if let person { words += ["--person", person] }
    return words
  }

  /// The history, to look at; nil while there is none.
  func history() throws -> HistoryStore? { try HistoryStore.toRead(at: home.historyPath) }

  /// The history, to change; made if missing.
  func openHistory() throws -> HistoryStore { try HistoryStore(path: home.historyPath) }

  /// When the profile of a person was made; nil without one, or with one that cannot be read.
  func profileDate(of person: String?) -> String? {
    guard let path = home.profile(of: person) else { return nil }
    return try? ProfileFile.read(path).date
  }

  /// `glutecue history --format json`.
  func historyJSON() throws -> [UInt8] {
    guard let trend = try trend() else { return Array("{\"sessions\":[],\"log\":[]}".utf8) }
    return Array(try trend.json.text().utf8)
  }

  /// `glutecue history --html`.
  func historyPage() throws -> Answer {
    guard let trend = try trend() else {
      throw CallError(404, "No history yet: it begins with your first session.", status: 66)
    }
    return Answer(page: Array(try trend.page.html().utf8), policy: SessionRoutes.pagePolicy)
  }

  /// The trend of the one who is meant; nil without a history.
  private func trend() throws -> ShownHistory? {
    try history().map { ShownHistory(PersonalHistory(try $0.content(), of: person).content, of: person) }
  }
}
