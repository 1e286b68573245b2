import LiveDisplay
import PageFiles
import WebPages

/// The app, from memory: it loads nothing from anywhere. It holds nothing of anybody, so everybody may see it.
enum AppPage {
  /// The page, with the rule of what it may run and load.
  static func reply(host: String) -> SiteReply {
    let nonce = AccessToken().text
    let policy =
      "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; img-src 'self' data:; "
      + "connect-src 'self' ws://\(host) wss://\(host); base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    let page = document.replacing("@NONCE@", with: nonce)
    return SiteReply(200, type: "text/html; charset=utf-8", .bytes(Array(page.utf8)), policy: policy)
  }

  private static let document = text(PageFile.phone_html.bytes)
    .replacing("@STYLE@", with: text(PageTemplates.palette + PageFile.phone_css.bytes))
    .replacing("@SCRIPT@", with: text(PageFile.phone_js.bytes))

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
