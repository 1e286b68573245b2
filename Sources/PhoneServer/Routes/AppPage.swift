import LiveDisplay
import WebPages

/// The app, from memory: it loads nothing from anywhere. It holds nothing of anybody, so everybody may see it.
enum AppPage {
  private static let scripts = [
    PackageResources.access_js,
    PackageResources.calibrate_js,
    PackageResources.check_js,
    PackageResources.core_js,
    PackageResources.dom_js,
    PackageResources.drawings_js,
    PackageResources.guide_js,
    PackageResources.live_js,
    PackageResources.lock_js,
    PackageResources.log_js,
    PackageResources.now_js,
    PackageResources.pair_js,
    PackageResources.people_js,
    PackageResources.run_js,
    PackageResources.running_js,
    PageTemplates.liveScript,
    PackageResources.screens_js,
    PackageResources.sessions_js,
    PackageResources.settings_js,
  ]

  /// The page, with the rule of what it may run and load.
  static func reply(host: String) -> SiteReply {
    let nonce = AccessToken().text
    let policy =
      "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; img-src 'self' data:; "
      + "connect-src 'self' ws://\(host) wss://\(host); base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    let page = document.replacing("@NONCE@", with: nonce)
    return SiteReply(200, type: "text/html; charset=utf-8", .bytes(Array(page.utf8)), policy: policy)
  }

  private static let document = text(PackageResources.app_html)
    .replacing("@STYLE@", with: text(PageTemplates.palette + PackageResources.app_css))
    .replacing("@SCRIPT@", with: scripts.map(text).joined(separator: "\n"))

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
