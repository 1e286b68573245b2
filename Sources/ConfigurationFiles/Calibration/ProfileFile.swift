import CalibrationProtocol
import EMGUnits
import Files
import Foundation
import Recording

/// `profile.json`: what a calibration found, versioned.
public enum ProfileFile {
  /// Reads a profile of this version, or migrates one of an older version.
  ///
  /// - Throws: `RecordingError` with the key that cannot be used; a newer version is refused.
  public static func read(_ path: String) throws(RecordingError) -> CalibrationProfile {
    let migrated = JSONValue.object(try current(path))
    let document: ProfileDocument
    do {
      document = try JSONText.read(ProfileDocument.self, try JSONText.compact(migrated, keys: .asNamed))
    } catch let error as DecodingError {
      throw failure(error, path)
    } catch {
      throw .sidecarSyntax(path: path, place: "it cannot be read")
    }
    return try ProfileReading(path: path, document: document).profile()
  }

  /// The text of a profile.
  public static func text(_ profile: CalibrationProfile) throws(RecordingError) -> String {
    do { return try JSONText.text(ProfileDocument(profile)) } catch {
      throw .cannotCreate(path: "profile.json", reason: "a value is not a finite number")
    }
  }

  /// The text of the profile in a file with what squeezes of a day have found; every other value stays as it is written there.
  ///
  /// - Throws: as `read` does.
  public static func text(of path: String, with today: TodayLevels) throws(RecordingError) -> String {
    var profile = try current(path)
    do {
      profile["today"] = try JSONText.value(try JSONText.bytes(ProfileDocument.Today(today)))
      return try JSONText.text(JSONValue.object(profile))
    } catch {
      throw .cannotCreate(path: path, reason: "a value is not a finite number")
    }
  }

  /// The object in a file, in the current version.
  private static func current(_ path: String) throws(RecordingError) -> [String: JSONValue] {
    let bytes = try TextFile.read(path)
    let value: JSONValue
    do { value = try JSONText.value(bytes) } catch { throw .sidecarSyntax(path: path, place: error.place) }
    guard case .object(let object) = value else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }")
    }
    return try ProfileMigration(path: path).current(object)
  }

  private static func failure(_ error: DecodingError, _ path: String) -> RecordingError {
    let name = { (keys: [any CodingKey]) in
      keys.map { $0.intValue.map { "\($0 + 1)" } ?? snakeCase($0.stringValue) }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return .sidecarValue(path: path, key: name(context.codingPath + [key]), found: "missing", expected: "a value")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return .sidecarValue(
        path: path, key: name(context.codingPath), found: "of another kind", expected: "\(type)".lowercased())
    default:
      return .sidecarSyntax(path: path, place: "it cannot be read")
    }
  }

  /// `amplitudeUv` → `amplitude_uv`.
  private static func snakeCase(_ name: String) -> String {
    name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }
}
