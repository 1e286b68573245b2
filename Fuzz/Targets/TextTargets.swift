import ConfigurationFiles
import Recording

/// Small text files that people write.
enum TextTargets {
  static func sidecar(_ input: [UInt8]) {
    let parts = Parts(input)
    Workspace.write(parts[0], "run.json")
    Workspace.write(parts[1], "run.marks.txt")
    do {
      guard let sidecar = try Sidecar.load(beside: Workspace.folder + "/run.wav", warn: { _ = "\($0)" }) else { return }
      // what is read can be written and is then the same
      try sidecar.write(beside: Workspace.folder + "/again.wav", overwrite: true)
      let again = try Sidecar.load(beside: Workspace.folder + "/again.wav")
      precondition(again == sidecar)
    } catch { _ = "\(error)" }
  }

  static func settings(_ input: [UInt8]) {
    let path = Workspace.write(input, "settings.yaml")
    do {
      let settings = try SettingsSources(environment: [:], file: path).settings()
      _ = SettingsYAML(settings).text
    } catch { _ = "\(error)" }
  }

  static func profile(_ input: [UInt8]) {
    let path = Workspace.write(input, "profile.json")
    do {
      let profile = try ProfileFile.read(path)
      _ = profile.runnerProfile(file: "profile.json").scaled(toFullScale: 5)
      _ = try ProfileFile.text(profile)
    } catch { _ = "\(error)" }
  }

  static func plan(_ input: [UInt8]) {
    let path = Workspace.write(input, "plan.yaml")
    do { _ = try PlanFile(path: path).plan() } catch { _ = "\(error)" }
  }

  static func programme(_ input: [UInt8]) {
    let path = Workspace.write(input, "programme.yaml")
    do { _ = try ProgrammeFile(path: path).programme() } catch { _ = "\(error)" }
  }

  static func timeline(_ input: [UInt8]) {
    let path = Workspace.write(input, "run.steps.csv")
    do { _ = TimelineFile.text(try TimelineFile.trials(path)) } catch { _ = "\(error)" }
  }
}
