import EMGUnits
import Recording
import Yams

/// A settings file: YAML with a group of keys under `input`, `decision`, `cues` and `history`, all of them optional.
///
///     cues:
///       policy: limit
///       limit-seconds: 15
struct SettingsFile {
  /// As the user named it; it stands in front of every message.
  let path: String

  /// What it says.
  ///
  /// - Throws: an error that names file and line.
  func layer() throws(SettingsFailure) -> SettingsLayer {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch { throw .file(error) }
    do { return try layer(YAMLText(path: path, bytes: bytes).root()) } catch { throw .configuration(error) }
  }

  private func layer(_ root: Node?) throws(ConfigurationError) -> SettingsLayer {
    guard let root, !isEmpty(root) else { return [:] }
    guard let groups = root.mapping else {
      throw wrong(root, "this is not a list of settings. Write groups with keys below them, such as “cues:”.")
    }
    var layer = SettingsLayer()
    for (key, value) in groups {
      let group = try name(key)
      guard SettingKey.groups.contains(group) else { throw unknownGroup(group, key) }
      try add(group, value, to: &layer)
    }
    return layer
  }

  private func add(_ group: String, _ node: Node, to layer: inout SettingsLayer) throws(ConfigurationError) {
    guard !isEmpty(node) else { return }
    let keys = SettingKey.keys(in: group)
    guard let settings = node.mapping else {
      throw wrong(node, "\(group) is \(written(node).description), it must be a group of keys: \(list(keys)).")
    }
    for (key, value) in settings {
      let name = try name(key)
      guard let found = keys.first(where: { $0.name == name }) else { throw unknownKey(name, group, key) }
      layer[found] = Setting(try self.value(found, value), from: .file(path: path, line: line(key)))
    }
  }

  private func value(_ key: SettingKey, _ node: Node) throws(ConfigurationError) -> SettingValue {
    guard !isEmpty(node) else {
      throw wrong(node, "\(key.rawValue) has no value, allowed is \(key.definition.allowed).")
    }
    let written = written(node)
    do throws(SettingRefusal) {
      return try key.definition.value(written)
    } catch {
      switch error {
      case .allowed(let allowed):
        throw wrong(node, "\(key.rawValue) is \(written.description), allowed is \(allowed).")
      case .reason(let reason): throw wrong(node, "\(key.rawValue) cannot be used: \(reason)")
      }
    }
  }

  private func name(_ key: Node) throws(ConfigurationError) -> String {
    guard let scalar = key.scalar else { throw wrong(key, "a key must be a word, not \(written(key).description).") }
    return scalar.string
  }

  private func unknownGroup(_ name: String, _ node: Node) -> ConfigurationError {
    if let key = SettingKey.allCases.first(where: { $0.name == name }) {
      return wrong(node, "“\(name)” belongs to the group \(key.group): write it below “\(key.group):”, two spaces in.")
    }
    let question = NearestName(among: SettingKey.groups).question(name)
    return wrong(node, "unknown group “\(name)”.\(question) Known are \(SettingKey.groups.joined(separator: ", ")).")
  }

  private func unknownKey(_ name: String, _ group: String, _ node: Node) -> ConfigurationError {
    if let key = SettingKey.allCases.first(where: { $0.name == name }) {
      return wrong(node, "unknown key “\(name)” in \(group). It belongs to \(key.group).")
    }
    let keys = SettingKey.keys(in: group)
    let question = NearestName(among: keys.map(\.name)).question(name)
    return wrong(node, "unknown key “\(name)” in \(group).\(question) Known are \(list(keys)).")
  }

  private func list(_ keys: [SettingKey]) -> String { keys.map(\.name).joined(separator: ", ") }

  private func wrong(_ node: Node, _ words: String) -> ConfigurationError {
    ConfigurationError("\(path):\(line(node)): \(words)")
  }

  private func line(_ node: Node) -> Int { node.mark?.line ?? 1 }
}

/// No value at all: nothing behind the colon, `~` or `null`.
private func isEmpty(_ node: Node) -> Bool {
  guard let scalar = node.scalar, scalar.style == .plain else { return false }
  return ["", "~", "null"].contains(scalar.string.lowercased())
}

private func written(_ node: Node) -> WrittenValue {
  switch node {
  case .scalar(let scalar): return scalar.style == .plain ? .plain(scalar.string) : .quoted(scalar.string)
  case .sequence(let items):
    let texts = items.compactMap(\.scalar?.string)
    return texts.count == items.count && items.count <= 4 ? .list(texts) : .other("a list")
  case .mapping: return .other("a group of keys")
  case .alias: return .other("an alias")
  }
}

/// Why there are no settings.
public enum SettingsFailure: Error, Sendable, Hashable {
  /// A settings file cannot be read or written.
  case file(RecordingError)
  /// A setting is wrong; the message says where it stands.
  case configuration(ConfigurationError)
}

/// A value as the user wrote it, before it is known whether it can be used.
enum WrittenValue: Equatable {
  /// Without quotes, or from a variable or flag.
  case plain(String)
  /// In quotes: text, even when it looks like a number.
  case quoted(String)
  /// A list of such values.
  case list([String])
  /// Something that no setting takes, by its name with article.
  case other(String)

  /// For messages.
  var description: String {
    switch self {
    case .plain(let text): DecimalNumber.value(text) == nil ? "“\(text)”" : text
    case .quoted(let text): "the text “\(text)”"
    case .list(let items): "[\(items.joined(separator: ", "))]"
    case .other(let name): name
    }
  }
}

/// Numbers as people write them: `18`, `0.5`, `-1`, `2e3`; neither `nan` nor `0x1F`.
enum DecimalNumber {
  /// The number, or nil.
  static func value(_ text: some StringProtocol) -> Double? {
    guard text.allSatisfy({ "0123456789.+-eE".contains($0) }), let value = Double(String(text)), value.isFinite else {
      return nil
    }
    return value
  }
}
