/// What a page of ours may run and load: its own style and scripts, which carry its number, and nothing else. The one rule
/// for the report, the history, two sessions side by side, and the live page.
package struct ContentPolicy: Sendable {
  private static let nonceBytes = 16

  /// What style and scripts carry.
  package let nonce: String
  private let hasScripts: Bool
  private let host: String?

  /// - Parameters:
  ///   - nonce: by default one that nobody knows before the page is made, so that no text from a file can pass for one of its
  ///     scripts.
  ///   - hasScripts: of a page without, none runs.
  ///   - host: of a served page: it may open a WebSocket there, and no other page may show it in a frame.
  package init(nonce: String = ContentPolicy.unguessable(), hasScripts: Bool = true, host: String? = nil) {
    self.nonce = nonce
    self.hasScripts = hasScripts
    self.host = host
  }

  /// As a header or a `meta` element states it.
  package var text: String {
    let scripts = hasScripts ? ["script-src 'nonce-\(nonce)'"] : []
    let served = host.map { ["connect-src 'self' ws://\($0)", "frame-ancestors 'none'"] } ?? []
    return
      (["default-src 'none'"] + scripts + ["style-src 'nonce-\(nonce)'", "img-src data:"] + served
      + ["base-uri 'none'", "form-action 'none'"]).joined(separator: "; ")
  }

  /// 128 random bits, as 32 hexadecimal digits.
  package static func unguessable() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<nonceBytes).map { _ in
      let byte = UInt8.random(in: 0...255, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// What the template `head` needs.
  func head(title: String) -> [String: TemplateValue] {
    [
      "policy": .markup(Array(text.utf8)), "nonce": .text(nonce), "title": .text(title),
      "style": .markup(PageTemplates.style),
    ]
  }
}
