import Report

/// What a name in a template stands for.
package enum TemplateValue {
  /// Shown, with everything escaped that could be markup.
  case text(String)
  /// Shown as it is; only for what is built into the program.
  case markup([UInt8])
  /// Writes itself, as it is.
  case writer((inout PageStream) throws(OutputError) -> Void)
  /// A section is shown or not.
  case flag(Bool)
  /// A section is shown once for each.
  case list([TemplateValue])
  /// A section is shown with these names.
  case object([String: TemplateValue])

  /// A list of texts.
  static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map(TemplateValue.text)) }

  /// As swift-mustache takes it: texts, truth values, arrays and dictionaries, nothing that it would have to reflect upon. Of
  /// what is written as it is there is only the mark, and the thing itself is added to `parts`.
  func plain(parts: inout [TemplateValue]) -> Any {
    switch self {
    case .text(let text): return text
    case .flag(let flag): return flag
    case .list(let values): return values.map { $0.plain(parts: &parts) }
    case .object(let names):
      var plain: [String: Any] = [:]
      for (name, value) in names { plain[name] = value.plain(parts: &parts) }
      return plain
    case .markup, .writer:
      parts.append(self)
      return "<?\(parts.count - 1)?>"
    }
  }

  /// Writes what is not shown by a template.
  func write(to page: inout PageStream) throws(OutputError) {
    switch self {
    case .markup(let bytes): try page.add(bytes)
    case .writer(let write): try write(&page)
    case .text, .flag, .list, .object: break
    }
  }
}
