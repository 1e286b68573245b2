import Files
import Recording

/// Brings a profile of an older version to the current one, version by version.
struct ProfileMigration {
  let path: String

  /// The object in the current version.
  ///
  /// - Throws: `.sidecarValue` for no version or a newer one.
  func current(_ object: [String: JSONValue]) throws(RecordingError) -> [String: JSONValue] {
    let newest = ProfileDocument.currentVersion
    guard case .number(let number)? = object["version"], let version = Int(exactly: number), version >= 1 else {
      throw .sidecarValue(
        path: path, key: "version", found: object["version"]?.description ?? "missing",
        expected: "1 to \(newest): is this a profile?")
    }
    guard version <= newest else {
      throw .sidecarValue(
        path: path, key: "version", found: "\(version)",
        expected: "at most \(newest). The profile was made by a newer GluteCue: update this one, or calibrate again")
    }
    var object = object
    if version < 2 { object = Self.toVersion2(object) }
    return object
  }

  /// Version 1 gave windows as parts of the stride and noise by role, and knew neither notes nor left-out steps.
  private static func toVersion2(_ object: [String: JSONValue]) -> [String: JSONValue] {
    var object = object
    object["version"] = .number(2)
    object["notes"] = object["notes"] ?? .string("")
    object["skipped"] = object["skipped"] ?? .array([])
    if case .object(let noise)? = object["noise"] {
      object["noise"] = .array(
        noise.sorted { $0.key < $1.key }.map { .object(["role": .string($0.key), "amplitude": $0.value]) })
    }
    if case .array(let runs)? = object["runs"] { object["runs"] = .array(runs.map(migrated)) }
    return object
  }

  private static func migrated(run: JSONValue) -> JSONValue {
    guard case .object(var run) = run, case .array(let muscles)? = run["muscles"] else { return run }
    run["muscles"] = .array(
      muscles.map { muscle in
        guard case .object(var muscle) = muscle, case .array(let window)? = muscle["window"] else { return muscle }
        muscle["window"] = nil
        muscle["window_pct"] = .array(
          window.map { if case .number(let part) = $0 { .number(100 * part) } else { $0 } })
        return .object(muscle)
      })
    return .object(run)
  }
}
