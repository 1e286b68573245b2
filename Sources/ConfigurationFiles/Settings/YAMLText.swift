import EMGUnits
import Yams

/// The text of a settings file, and where and why it is not YAML.
package struct YAMLText {
  /// As the user named it.
  package let path: String
  /// The bytes of the file.
  package let bytes: [UInt8]

  /// Takes a file's name and content.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The one document in it; nil when it holds nothing but comments.
  ///
  /// - Throws: `run.yaml:3: this is not YAML: ….`
  package func root() throws(ConfigurationError) -> Node? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError("\(path): this is not text in UTF-8.")
    }
    do {
      return try Yams.compose(yaml: text, .default, .default, .utf8)
    } catch let error as YamlError {
      throw ConfigurationError(words(error, text))
    } catch {
      throw ConfigurationError("\(path): this is not YAML.")
    }
  }

  private func words(_ error: YamlError, _ text: String) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return "\(path):\(mark.line): this is not YAML: \(problem) at column \(mark.column)."
    case .composer(_, let problem, let mark, _):
      return "\(path):\(mark.line): this cannot be used: \(Self.plain(problem))."
    case .reader(let problem, let offset, _, _):
      let line = offset.map { ":\(text.prefix($0).count(where: \.isNewline) + 1)" } ?? ""
      return "\(path)\(line): this is not YAML: \(problem)."
    case .duplicatedKeysInMapping(let names, let context):
      let them = names.count == 1 ? "is given more than once, here for the first time" : "are given more than once"
      let quoted = names.map { "“\($0)”" }.joined(separator: ", ")
      return "\(path):\(context.mark.line): \(quoted) \(them). Keep one line for each key."
    default:
      return "\(path): this is not YAML."
    }
  }

  /// `but found another document` → `found another document`.
  private static func plain(_ problem: String) -> String {
    problem.hasPrefix("but ") ? String(problem.dropFirst(4)) : problem
  }
}
