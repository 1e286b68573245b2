import Foundation
import SignalProcessing

/// Where FFTW's plans are kept between runs, so that a short recording is analysed, and a session begun, some milliseconds
/// sooner.
enum KeptPlans {
  private static let file = "/glutecue/fftw-plans"

  /// Those of the user: `$XDG_CACHE_HOME/glutecue/fftw-plans`, or else `~/.cache/glutecue/fftw-plans`; nil without a home
  /// folder.
  static func ofUser(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> FourierPlans? {
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return FourierPlans(path: folder + file) }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return FourierPlans(path: home + "/.cache" + file)
  }
}
