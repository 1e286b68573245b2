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
