import Biofeedback
import ConfigurationFiles
import EMGUnits
import Files
import Foundation
import Recording
import SessionResults

/// Writes where the aim `grow` stands back to the profile, at a session's end. It makes no session fail: what does not work is
/// told in one sentence.
struct AimKeeping {
  /// The profile's path; nil without one.
  let path: String?
  /// The profile's date when the session began.
  let made: String?

  /// What to tell; nothing with another aim.
  func keep(_ summary: SessionSummary) -> [String] {
    let levels = summary.legs.compactMap { leg in
      leg.aim?.nextLevel.map { (leg: leg.leg.flatMap(Side.init), level: $0) }
    }
    guard let path, let made, !levels.isEmpty else { return [] }
    guard !isCopyOfASession(path) else {
      return ["Aim: not kept, as \(path.shownName) belongs to a session that is over."]
    }
    do {
      switch try ProfileAim.keep(levels, in: path, made: made) {
      case .kept: return ["Aim: the next run begins at \(words(levels, summary)), kept in \(path.shownName)."]
      case .otherProfile:
        return ["Aim: not kept, as \(path.shownName) was replaced by another calibration while you ran."]
      }
    } catch {
      StandardError.say("The session is complete, but the aim could not be kept in the profile: \(error)")
      return []
    }
  }

  /// The folder of a session keeps the profile as it was, so that its recording gives the same strides again.
  private func isCopyOfASession(_ path: String) -> Bool {
    let folder = URL(filePath: path).deletingLastPathComponent()
    return ["settings.yaml", "strides.csv"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }

  private func words(_ levels: [(leg: Side?, level: Double)], _ summary: SessionSummary) -> String {
    levels.map { leg, level in
      let aim = summary.legs.first { $0.leg == leg?.rawValue }?.aim
      let name = leg.map { "\($0.rawValue) leg " } ?? ""
      return name + AimWords.level(level, unit: aim?.unit ?? "")
    }.joined(separator: ", ")
  }
}
