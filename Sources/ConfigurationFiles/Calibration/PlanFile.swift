import CalibrationProtocol
import EMGUnits
import Recording
import Yams

/// A calibration protocol as a YAML file that a physiotherapist can read and change; `Calibration/README.md` documents it.
public struct PlanFile {
  private static let topKeys = ["version", "name", "steps"]

  private let path: String

  /// As the user named it; it stands in front of every message.
  public init(path: String) { self.path = path }

  /// What went wrong.
  public enum Failure: Error, Sendable, Hashable {
    /// The file cannot be read.
    case file(RecordingError)
    /// What is written in it cannot be used.
    case configuration(ConfigurationError)
  }

  /// The protocol.
  ///
  /// - Throws: an error that names file and line.
  public func plan() throws(Failure) -> CalibrationPlan {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch { throw .file(error) }
    do { return try plan(YAMLText(path: path, bytes: bytes).root()) } catch { throw .configuration(error) }
  }

  private func plan(_ root: Node?) throws(ConfigurationError) -> CalibrationPlan {
    let keys = PlanKeys(path: path)
    let (root, mapping) = try keys.head(root, "protocol", keys: Self.topKeys, needed: "version, name and steps")
    guard let steps = mapping["steps"]?.sequence, !steps.isEmpty else {
      throw keys.wrong(mapping["steps"] ?? root, "steps must be a list of steps, each beginning with “- id: …”.")
    }
    var read: [CalibrationStep] = []
    for step in steps { read.append(try PlanStepReading(step, keys).step()) }
    do throws(CalibrationPlan.StepRefusal) {
      return try CalibrationPlan(name: mapping["name"]?.scalar?.string ?? path, steps: read)
    } catch {
      throw keys.wrong(error.step.map { steps[$0] } ?? root, error.words)
    }
  }
}

/// Keys of a protocol or programme file, and the words for what is wrong with them.
struct PlanKeys {
  let path: String

  /// The version of both kinds of file.
  private static let version = "1"

  /// The top of a file of a kind: its keys are known, and its version is one that is read.
  ///
  /// - Parameter needed: the keys that make it one, in words.
  func head(
    _ root: Node?, _ kind: String, keys known: [String], needed: String
  ) throws(ConfigurationError) -> (root: Node, mapping: Node.Mapping) {
    guard let root, let mapping = root.mapping else {
      throw ConfigurationError("\(path):1: this is not a \(kind). It needs the keys \(needed).")
    }
    for (key, _) in mapping { try check(key, among: known, of: "a \(kind)") }
    let version = mapping["version"]?.scalar?.string
    guard version == Self.version else {
      throw wrong(
        mapping["version"] ?? root,
        "version is \(version ?? "missing"), this GluteCue reads version 1. A newer \(kind) needs a newer GluteCue.")
    }
    return (root, mapping)
  }

  /// Refuses a key that means nothing, which is a misspelt one.
  func check(_ key: Node, among known: [String], of what: String) throws(ConfigurationError) {
    let name = key.scalar?.string ?? ""
    guard !known.contains(name) else { return }
    let question = NearestName(among: known).question(name)
    throw wrong(
      key, "unknown key “\(name)” in \(what).\(question) Known are \(known.joined(separator: ", ")).")
  }

  /// `hip.yaml:7: …`
  func wrong(_ node: Node, _ words: String) -> ConfigurationError {
    ConfigurationError("\(path):\(node.mark?.line ?? 1): \(words)")
  }
}
