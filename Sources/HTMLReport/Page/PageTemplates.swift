import Mustache
import Report

/// The page's templates, style and scripts, which are built into the program.
package struct PageTemplates {
  private let library: MustacheLibrary

  /// Everything with the ending `.mustache`, ready to be filled.
  package init() throws(OutputError) {
    var library = MustacheLibrary()
    do {
      for (name, source) in Self.sources {
        try library.register(String(decoding: source, as: UTF8.self), named: name)
      }
    } catch { throw Self.failure("\(error)") }
    self.library = library
  }

  private static let sources = [
    "page": PackageResources.page_mustache, "leg": PackageResources.leg_mustache,
    "table": PackageResources.table_mustache, "limits": PackageResources.limits_mustache,
    "definitions": PackageResources.definitions_mustache,
  ]

  /// The style sheet, which every page of GluteCue has.
  package static var style: [UInt8] { PackageResources.page_css }

  /// Colours for scripts, from the style sheet.
  package static var theme: [UInt8] { PackageResources.theme_js }

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
  ///
  /// What is large, or writes itself, does not go through the template: a mark holds its place, `<?3?>`. No text can be
  /// taken for one, since `<` is escaped in texts.
  package func write(_ name: String, _ value: TemplateValue, to page: inout PageStream) throws(OutputError) {
    var parts: [TemplateValue] = []
    guard let text = library.render(value.plain(parts: &parts), withTemplate: name) else {
      throw Self.failure("the template “\(name)” is missing")
    }
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while let mark = rest.indices.first(where: { rest[$0...].starts(with: "<?".utf8) }),
      let end = rest[mark...].firstIndex(of: UInt8(ascii: ">")),
      let index = Int(String(decoding: rest[(mark + 2)..<(end - 1)], as: UTF8.self)), parts.indices.contains(index)
    {
      try page.add(rest[..<mark])
      try parts[index].write(to: &page)
      rest = rest[(end + 1)...]
    }
    try page.add(rest)
  }

  private static func failure(_ reason: String) -> OutputError { .write(path: "report.html", reason: reason) }
}
