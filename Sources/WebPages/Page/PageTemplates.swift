import Files
import Mustache
import PageFiles
import SessionResults

/// The page's templates, style and scripts, which are built into the program.
package struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  /// Everything with the ending `.mustache`, ready to be filled; `more` are those of another module, by name.
  package init(_ more: [String: [UInt8]] = [:]) throws(OutputError) {
    var library = MustacheLibrary()
    do {
      for (name, source) in Self.sources.merging(more, uniquingKeysWith: { _, new in new }) {
        try library.register(String(decoding: source, as: UTF8.self), named: name)
      }
    } catch { throw Self.failure("\(error)") }
    self.library = library
  }

  private static let sources = [
    "head": PageFile.head_mustache.bytes, "table": PageFile.table_mustache.bytes,
    "report": PageFile.report_mustache.bytes, "leg": PageFile.leg_mustache.bytes,
    "limits": PageFile.limits_mustache.bytes, "definitions": PageFile.definitions_mustache.bytes,
    "history": PageFile.history_mustache.bytes, "pair": PageFile.pair_mustache.bytes,
    "group": PageFile.group_mustache.bytes,
  ]

  /// The colours of every page, light and dark.
  package static var palette: [UInt8] { PageFile.palette_css.bytes }

  /// The style sheet of pages that are files.
  static var style: [UInt8] { palette + PageFile.page_css.bytes }

  /// The style sheet of the live page.
  package static var liveStyle: [UInt8] { palette + PageFile.live_css.bytes }

  /// What draws the signal on the live page and on phones.
  package static var liveScript: [UInt8] { PageFile.scope_js.bytes }

  /// What draws the report, in the order in which the scripts need each other.
  static var reportScripts: [[UInt8]] {
    [
      PageFile.theme_js.bytes, PageFile.marks_js.bytes, PageFile.plots_js.bytes, PageFile.raster_js.bytes,
      PageFile.report_js.bytes,
    ]
  }

  /// What draws the weeks.
  static var historyScripts: [[UInt8]] {
    [PageFile.theme_js.bytes, PageFile.marks_js.bytes, PageFile.history_js.bytes]
  }

  /// The whole page of this template as text.
  package func page(_ name: String, _ value: TemplateValue) throws(OutputError) -> String {
    var bytes: [UInt8] = []
    var page = PageStream { part throws(OutputError) in bytes += part }
    try write(name, value, to: &page)
    try page.finish()
    return String(decoding: bytes, as: UTF8.self)
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
  package static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map(TemplateValue.text)) }

  /// Scripts, one after another.
  static func scripts(_ scripts: [[UInt8]]) -> TemplateValue {
    .writer { page throws(OutputError) in
      for script in scripts {
        try page.add(script)
        try page.add("\n")
      }
    }
  }

  /// What `head` needs of every page that is a file, and with a library the scripts that draw it; nothing but `hasCharts`
  /// and `remedy` without.
  package static func file(
    _ policy: ContentPolicy, title: String, charts: ChartLibrary?
  ) -> [String: TemplateValue] {
    var values = policy.head(title: title)
    values["hasCharts"] = .flag(charts != nil)
    values["remedy"] = .text(ChartLibrary.remedy)
    values["charts"] = charts.map { .markup($0.script) }
    return values
  }

  /// The scripts that draw the weeks.
  package static var historyScript: TemplateValue { .scripts(PageTemplates.historyScripts) }

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

/// Takes a page as it is made, and hands it on in parts of some 32 kB, so that it is never in memory as a whole.
package struct PageStream {
  private static let part = 32_768

  private var pending = TextLine(capacity: part + 4096)
  private let take: ([UInt8]) throws(OutputError) -> Void

  /// Hands the page on to `take`.
  package init(_ take: @escaping ([UInt8]) throws(OutputError) -> Void) { self.take = take }

  /// Text as it is.
  package mutating func add(_ text: String) throws(OutputError) {
    pending.add(text)
    try handOnIfMuch()
  }

  /// UTF-8 as it is.
  package mutating func add(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    pending.add(bytes)
    try handOnIfMuch()
  }

  /// UTF-8 as it is.
  package mutating func add(_ bytes: [UInt8]) throws(OutputError) { try add(bytes[...]) }

  /// One byte for each place.
  package mutating func add(bytes count: Int, _ byte: (Int) -> UInt8) throws(OutputError) {
    for place in 0..<count { pending.add(byte: byte(place)) }
    try handOnIfMuch()
  }

  /// A row of numbers, separated by commas; an unknown one is empty.
  package mutating func add(
    row count: Int, decimals: Int, _ value: (Int) -> Double?
  ) throws(OutputError) {
    for place in 0..<count {
      if place > 0 { pending.comma() }
      pending.add(value(place), decimals: decimals)
      try handOnIfMuch()
    }
  }

  /// Hands on what is left.
  package mutating func finish() throws(OutputError) {
    try take(pending.bytes)
    pending.clear()
  }

  private mutating func handOnIfMuch() throws(OutputError) {
    if pending.bytes.count >= Self.part { try finish() }
  }
}
