import Foundation
import Testing

/// Real recordings, which lie beside the package, not in it.
package enum RealRecordings {
  /// Where they are expected.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/recordings").standardizedFileURL.path

  /// Whether the folder exists.
  package static var areThere: Bool { FileManager.default.fileExists(atPath: folder) }

  /// The path of one of them.
  package static func path(_ name: String) -> String { folder + "/" + name }
}

/// The recordings that come with the package: simulated, and always there.
package enum SampleRecordings {
  /// Where they are.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Samples").standardizedFileURL.path

  /// The path of one of them.
  package static func path(_ name: String) -> String { folder + "/" + name }
}

extension Trait where Self == ConditionTrait {
  /// Skips where the recordings are absent.
  package static var needsRealRecordings: Self {
    .enabled(
      if: RealRecordings.areThere,
      "The real recordings are not beside the package, in ../shared/recordings.")
  }
}
