/// The page, from memory: it loads nothing from anywhere.
enum LivePage {
  private static let document = text(PackageResources.page_html)
  private static let style = text(PackageResources.page_css)
  private static let script = text(PackageResources.scope_js) + text(PackageResources.page_js)

  /// The whole page. `nonce` is what the browser is told to run and nothing else.
  static func html(nonce: String) -> String {
    document.replacing("@NONCE@", with: nonce).replacing("@STYLE@", with: style).replacing("@SCRIPT@", with: script)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
