import CalibrationProtocol
import EMGUnits
import Foundation
import Recording

/// `profile.json`: what a calibration found, versioned.
public enum ProfileFile {
  /// Reads a profile of this version, or migrates one of an older version.
  ///
  /// - Throws: `RecordingError` with the key that cannot be used; a newer version is refused.
  public static func read(_ path: String) throws(RecordingError) -> CalibrationProfile {
    let data = Data(try TextFile.read(path))
    guard case .object(let object) = try JSONSyntax.parse(data, path: path) else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }")
    }
    let migrated = try ProfileMigration(path: path).current(object)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let document: ProfileDocument
    do {
      document = try decoder.decode(ProfileDocument.self, from: try JSONEncoder().encode(JSONValue.object(migrated)))
    } catch let error as DecodingError {
      throw failure(error, path)
    } catch {
      throw .sidecarSyntax(path: path, place: "it cannot be read")
    }
    return try ProfileReading(path: path, document: document).profile()
  }

  /// The text of a profile.
  public static func text(_ profile: CalibrationProfile) throws(RecordingError) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(ProfileDocument(profile)), as: UTF8.self) + "\n"
    } catch {
      throw .cannotCreate(path: "profile.json", reason: "a value is not a finite number")
    }
  }

  /// The text of the profile in a file with what squeezes of a day have found; every other value stays as it is written there.
  ///
  /// - Throws: as `read` does.
  public static func text(of path: String, with today: TodayLevels) throws(RecordingError) -> String {
    guard case .object(let object) = try JSONSyntax.parse(Data(try TextFile.read(path)), path: path) else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }")
    }
    var profile = try ProfileMigration(path: path).current(object)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      profile["today"] = try JSONSyntax.parse(try encoder.encode(ProfileDocument.Today(today)), path: path)
      return String(decoding: try encoder.encode(JSONValue.object(profile)), as: UTF8.self) + "\n"
    } catch {
      throw .cannotCreate(path: path, reason: "a value is not a finite number")
    }
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
