import Foundation
import Testing

/// Real recordings, which lie beside the package, not in it.
enum RealRecordings {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/recordings").standardizedFileURL.path

  static var areThere: Bool { FileManager.default.fileExists(atPath: folder) }

  static func path(_ name: String) -> String { folder + "/" + name }
}

extension Trait where Self == ConditionTrait {
  static var needsRealRecordings: Self {
    .enabled(
      if: RealRecordings.areThere,
      "The real recordings are not beside the package, in ../shared/recordings.")
  }
}
