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
}
