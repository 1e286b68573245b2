import Foundation
import Testing

/// A headless Chromium that opens a page and tells what it saw.
struct Browser {
  /// Nil where none is installed.
  static let executable: URL? = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap { name in ["/usr/bin/", "/usr/local/bin/"].map { URL(filePath: $0 + name) } }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static let absence: Comment =
    "No Chromium is installed, in which pages are tested. “scripts/setup.sh --tests” brings it."

  /// What a page looks like once its scripts have run.
  struct Sight: Decodable {
    /// From the beginning of the navigation, page read and everything drawn.
    let seconds: Double
    /// The scripts came to their end.
    let isDrawn: Bool
    /// Different colours in each canvas: 1 is blank.
    let colours: [Int]
    /// Canvases by name.
    let charts: [String]
    /// The page is wider than the window.
    let isTooWide: Bool
  }

  /// Runs at the very end of the page, with the page's own number, since its policy lets nothing else run.
  private static let probe = """
    (() => {
      const canvases = [...document.querySelectorAll("canvas")];
      const colours = canvases.map((canvas) => {
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size;
      });
      document.title = "SIGHT" + JSON.stringify({
        seconds: performance.now() / 1000, isDrawn: document.documentElement.dataset.drawn === "yes", colours,
        charts: canvases.map((canvas) => canvas.dataset.chart), isTooWide: document.documentElement.scrollWidth > window.innerWidth,
      });
    })();
    """

  /// Opens a page of ours; the complaints are what the console got.
  static func open(
    _ page: [UInt8], width: Int = 1100, isDark: Bool = false
  ) throws -> (sight: Sight, complaints: [String]) {
    let folder = try TemporaryFolder()
    let program = try #require(executable)
    let text = String(decoding: page, as: UTF8.self)
    let nonce = try #require(text.firstMatch(of: /script-src 'nonce-([a-z0-9]+)'/)).1
    let path = try folder.file(
      "page.html", text.replacing("</body>", with: "<script nonce=\"\(nonce)\">\(probe)</script></body>"))
    let result = try GlutecueProcess.run(
      program,
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        "--user-data-dir=" + folder["profile"], "--window-size=\(width),900",
        "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--dump-dom", "file://" + path,
      ])
    let title = try #require(result.standardOutput.firstMatch(of: /<title>SIGHT(.*?)<\/title>/)).1
    let sight = try JSONDecoder().decode(Sight.self, from: Data(title.replacing("&amp;", with: "&").utf8))
    return (sight, result.standardError.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init))
  }
}
