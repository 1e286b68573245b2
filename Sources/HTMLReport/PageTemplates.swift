import Report

/// The page's templates, style and scripts, which are built into the program.
///
/// Templates are Mustache without its rarer parts: values, sections, inverted sections and partials. A name that stands for
/// nothing is shown as nothing.
package struct PageTemplates {
  private let templates: [String: [TemplateToken]]

  /// Everything with the ending `.mustache`, ready to be filled.
  package init() {
    templates = Self.sources.mapValues { source in
      var parser = TemplateParser(source)
      return parser.tokens()
    }
  }

  /// The templates by name.
  package static let sources = [
    "page": PackageResources.page_mustache, "leg": PackageResources.leg_mustache,
    "table": PackageResources.table_mustache, "limits": PackageResources.limits_mustache,
    "definitions": PackageResources.definitions_mustache,
  ]

  /// The style sheet.
  static var style: [UInt8] { PackageResources.page_css }

  /// The scripts that draw, in the order in which they need each other.
  static func writeScript(_ page: inout PageStream) throws(OutputError) {
    try page.add(PackageResources.theme_js)
    for script in [
      PackageResources.marks_js, PackageResources.plots_js, PackageResources.raster_js, PackageResources.page_js,
    ] {
      try page.add("\n")
      try page.add(script)
    }
  }

  /// Fills the template of this name.
  package func write(
    _ name: String, _ values: TemplateValue, to page: inout PageStream
  ) throws(OutputError) {
    try write(templates[name] ?? [], [values], to: &page)
  }

  /// `stack` holds the values of the sections around, the innermost last.
  private func write(
    _ tokens: [TemplateToken], _ stack: [TemplateValue], to page: inout PageStream
  ) throws(OutputError) {
    for token in tokens {
      switch token {
      case .text(let text): try page.add(text)
      case .partial(let name): try write(templates[name] ?? [], stack, to: &page)
      case .value(let name, let isMarkup): try write(Self.find(name, stack), isMarkup: isMarkup, to: &page)
      case .section(let name, let isInverted, let inner):
        let value = Self.find(name, stack)
        if isInverted {
          if Self.isEmpty(value) { try write(inner, stack, to: &page) }
        } else {
          try write(inner, section: value, stack, to: &page)
        }
      }
    }
  }

  private func write(
    _ value: TemplateValue?, isMarkup: Bool, to page: inout PageStream
  ) throws(OutputError) {
    switch value {
    case .text(let text): try page.add(escaping: text)
    case .markup(let bytes): if isMarkup { try page.add(bytes) }
    case .writer(let write): if isMarkup { try write(&page) }
    case .flag, .list, .object, nil: break
    }
  }

  private func write(
    _ tokens: [TemplateToken], section value: TemplateValue?, _ stack: [TemplateValue], to page: inout PageStream
  ) throws(OutputError) {
    switch value {
    case nil, .flag(false): break
    case .flag(true): try write(tokens, stack, to: &page)
    case .list(let values): for value in values { try write(tokens, stack + [value], to: &page) }
    case .text, .markup, .writer, .object: try write(tokens, stack + [value].compactMap(\.self), to: &page)
    }
  }

  /// What a name stands for: in the innermost section that knows it.
  private static func find(_ name: String, _ stack: [TemplateValue]) -> TemplateValue? {
    if name == "." { return stack.last }
    for value in stack.reversed() {
      if case .object(let names) = value, let found = names[name] { return found }
    }
    return nil
  }

  private static func isEmpty(_ value: TemplateValue?) -> Bool {
    switch value {
    case nil, .flag(false): true
    case .list(let values): values.isEmpty
    case .text, .markup, .writer, .flag(true), .object: false
    }
  }
}
