import CalibrationProtocol
import EMGUnits
import Foundation
import Recording

/// Keeps where the aim `grow` stands in a profile, from one session to the next.
public enum ProfileAim {
  /// What became of it.
  public enum Outcome: Sendable, Hashable {
    /// The profile holds the new levels.
    case kept
    /// Another calibration took its place while the session ran: nothing was changed.
    case otherProfile
  }

  /// Puts new levels into a profile. Whoever reads the file sees the old or the new one, never a part.
  ///
  /// - Parameters:
  ///   - levels: by leg; others keep theirs.
  ///   - made: the date of the profile that the session used.
  /// - Throws: `RecordingError` when it cannot be read or written.
  public static func keep(
    _ levels: [(leg: Side?, level: Double)], in path: String, made: String
  ) throws(RecordingError) -> Outcome {
    // a link stays one
    let path = URL(filePath: path).resolvingSymlinksInPath().path
    var profile = try ProfileFile.read(path)
    guard profile.date == made else { return .otherProfile }
    for (leg, level) in levels {
      for index in profile.legs.indices where profile.legs[index].leg == leg { profile.legs[index].aimLevel = level }
    }
    try TextFile.replace(Array(try ProfileFile.text(profile).utf8), at: path)
    return .kept
  }
}
