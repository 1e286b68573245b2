import Mustache

/// The page's templates, style and scripts, which are built into the program.
enum PageTemplates {
  /// Everything with the ending `.mustache`, ready to render.
  static func library() throws -> MustacheLibrary {
    var library = MustacheLibrary()
    try library.register(text(PackageResources.page_mustache), named: "page")
    try library.register(text(PackageResources.leg_mustache), named: "leg")
    try library.register(text(PackageResources.table_mustache), named: "table")
    try library.register(text(PackageResources.limits_mustache), named: "limits")
    try library.register(text(PackageResources.definitions_mustache), named: "definitions")
    return library
  }

  /// The style sheet.
  static var style: String { text(PackageResources.page_css) }

  /// The scripts that draw, in the order in which they need each other.
  static var script: String {
    [
      PackageResources.theme_js, PackageResources.marks_js, PackageResources.plots_js, PackageResources.raster_js,
      PackageResources.page_js,
    ].map(text).joined(separator: "\n")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
