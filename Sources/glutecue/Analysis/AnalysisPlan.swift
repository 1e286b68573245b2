import Biofeedback
import ConfigurationFiles
import OfflineAnalysis
import Recording
import SessionResults

/// How the recordings of one command are analysed, each with the profile of its person.
struct AnalysisPlan: Sendable {
  private let settings: EffectiveSettings
  private let feedback: FeedbackSettings
  /// The profile that holds for everybody who has none of their own.
  private let common: ChosenProfile
  /// Where profiles are looked for; nil for nowhere.
  let profiles: ProfileFolder?

  /// Reads the profile that holds for everybody.
  init(_ settings: EffectiveSettings, _ feedback: FeedbackSettings, profiles: ProfileFolder?) throws {
    self.settings = settings
    self.feedback = feedback
    common = try ChosenProfile(settings)
    self.profiles = profiles
  }

  /// How a recording is analysed.
  ///
  /// - Parameters:
  ///   - names: by which its person may be known in the folder of profiles; nil for the one that command line, sidecar or
  ///     settings say.
  ///   - person: who it is of, whatever the sidecar says; nil for what that says.
  func request(_ path: String, names: [String]? = nil, person: String? = nil) throws -> OfflineAnalysis.Request {
    let own = profiles.flatMap { $0.profile(of: names ?? [self.person(of: path)].compactMap(\.self)) }
    let profile = try own.map { try ChosenProfile(settings, at: $0) } ?? common
    var overrides = settings.overrides
    overrides.person = person ?? overrides.person
    return OfflineAnalysis.Request(
      path: path, overrides: overrides, fallbacks: profile.fallbacks, feedback: feedback,
      profile: profile.runner, software: GlutecueCommand.software)
  }

  /// Which of these results had no profile though there is a folder of them, as a sentence; nil for none.
  func remark(_ summaries: [SessionSummary]) -> String? {
    guard let profiles else { return nil }
    let without = summaries.filter { $0.settings.profile == nil }
    guard !without.isEmpty else { return nil }
    let people = Set(without.compactMap(\.person)).sorted()
    let shown = people.prefix(Self.mostNames).joined(separator: ", ") + (people.count > Self.mostNames ? ", …" : "")
    let nobody = without.count { $0.person == nil }
    let looked =
      people.first.map { " for \(shown) (looked for \(ProfileFolder.words($0)) and so on)" } ?? ""
    let unknown = nobody > 0 ? "; of \(nobody) nobody says whose they are (`person` in the sidecar, or --person)" : ""
    return
      "\(without.count) of \(summaries.count) recordings are judged without a profile: \(profiles.path) has none\(looked)"
      + "\(unknown)."
  }

  private static let mostNames = 10

  private func person(of path: String) -> String? {
    settings.overrides.person ?? (try? Sidecar.load(beside: path))?.person
      ?? settings.fallbacks.person
  }
}
