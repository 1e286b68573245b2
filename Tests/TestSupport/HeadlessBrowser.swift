import Foundation
import Glibc
import Testing

/// Chromium without a window, driven by the DevTools protocol over a pipe.
package final class HeadlessBrowser {
  package struct Refused: Error { let answer: String }

  /// Nil where none is installed.
  package static let program = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap { name in ["/usr/bin/", "/usr/local/bin/", "/snap/bin/"].map { $0 + name } }
    .first { access($0, X_OK) == 0 }

  package static let absence: Comment =
    "No Chromium is installed, in which pages are tested. “scripts/setup.sh --tests” brings it."

  /// What the console and the page complained of.
  package private(set) var complaints: [String] = []
  private let process = Process()
  private let commands: FileHandle
  private let answers: FileHandle
  private var waiting: [UInt8] = []
  private var number = 0
  private var session: String?

  /// Starts it with an empty page of that size.
  package init(profile: String, width: Int, height: Int, isDark: Bool) throws {
    let (down, up) = (Pipe(), Pipe())
    commands = down.fileHandleForWriting
    answers = up.fileHandleForReading
    let program = try #require(Self.program)
    // the protocol goes over files 3 and 4, which a shell can hand on
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$0\" \"$@\"", program, "--headless", "--no-sandbox",
      "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir=\(profile)", "about:blank",
    ]
    process.standardInput = down.fileHandleForReading
    process.standardOutput = up.fileHandleForWriting
    process.standardError = FileHandle.nullDevice
    try process.run()
    try? up.fileHandleForWriting.close()
    let targets = try command("Target.getTargets")["targetInfos"] as? [[String: Any]] ?? []
    let page = targets.first { $0["type"] as? String == "page" }?["targetId"] as? String
    session = try command("Target.attachToTarget", ["targetId": page ?? "", "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { try command("\(domain).enable") }
    try command(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
    let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
    try command("Emulation.setEmulatedMedia", ["features": [scheme]])
  }

  deinit {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
  }

  /// Opens a page.
  package func open(_ address: String) throws { try command("Page.navigate", ["url": address]) }

  /// Loads the page again.
  package func reload() throws { try command("Page.reload") }

  /// Is gone at once, as a phone whose battery is empty.
  package func die() { kill(process.processIdentifier, SIGKILL) }

  /// The value of an expression on the page; of a promise, what it holds in the end.
  package func value(_ expression: String) throws -> Any? {
    let answer = try command(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// Waits until an expression is true; false when the time is up.
  package func waits(seconds: Double = 30, for expression: String) throws -> Bool {
    let end = Date.now + seconds
    while Date.now < end {
      if try value(expression) as? Bool == true { return true }
      usleep(50_000)
    }
    return false
  }

  /// Presses and lets go of the main button there.
  package func click(x: Double, y: Double) throws {
    for type in ["mousePressed", "mouseReleased"] {
      try command("Input.dispatchMouseEvent", ["type": type, "x": x, "y": y, "button": "left", "clickCount": 1])
    }
  }

  /// Presses and lets go of a key.
  package func press(_ key: String, code: Int, text: String? = nil) throws {
    var event: [String: Any] = ["type": "keyDown", "key": key, "windowsVirtualKeyCode": code]
    if let text { event["text"] = text }
    try command("Input.dispatchKeyEvent", event)
    try command("Input.dispatchKeyEvent", ["type": "keyUp", "key": key, "windowsVirtualKeyCode": code])
  }

  /// Prints the page on paper of this size in inches, and counts the sheets.
  package func sheets(width: Double, height: Double) throws -> Int {
    let answer = try command("Page.printToPDF", ["paperWidth": width, "paperHeight": height])
    let data = try #require((answer["data"] as? String).flatMap { Data(base64Encoded: $0) })
    // a page object is “/Type /Page”, their tree “/Type /Pages”
    return String(decoding: data, as: UTF8.self).matches(of: /\/Type \/Page[^s]/).count
  }

  /// Lays the page out as on paper of this width, without printing it.
  package func showAsPrinted(millimetres: Double) throws {
    try command("Emulation.setEmulatedMedia", ["media": "print"])
    let width = Int((millimetres / 25.4 * 96).rounded())
    try command(
      "Emulation.setDeviceMetricsOverride", ["width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false])
    _ = try value("window.dispatchEvent(new Event('beforeprint'))")
  }

  @discardableResult
  private func command(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    var message: [String: Any] = ["id": number, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try commands.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try next()
      note(answer)
      guard answer["id"] as? Int == number else { continue }
      guard let result = answer["result"] as? [String: Any] else { throw Refused(answer: "\(answer)") }
      return result
    }
  }

  private func note(_ event: [String: Any]) {
    guard let method = event["method"] as? String else { return }
    if ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"].contains(method) {
      complaints.append("\(event)")
    }
  }

  private func next() throws -> [String: Any] {
    while true {
      if let end = waiting.firstIndex(of: 0) {
        let message = Data(waiting[..<end])
        waiting.removeFirst(end + 1)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      let bytes = answers.availableData
      guard !bytes.isEmpty else { throw Refused(answer: "the browser has ended") }
      waiting += bytes
    }
  }
}

extension HeadlessBrowser {
  /// What a page looks like once its scripts have run.
  package struct Sight: Decodable {
    /// From the beginning of the navigation, page read and everything drawn.
    package let seconds: Double
    /// The scripts came to their end.
    package let isDrawn: Bool
    /// Different colours in each canvas: 1 is blank.
    package let colours: [Int]
    /// Canvases by name.
    package let charts: [String]
    /// The page is wider than the window.
    package let isTooWide: Bool
  }

  private static let sight = """
    (() => {
      const seconds = performance.getEntriesByType("navigation")[0].loadEventEnd / 1000;
      const canvases = [...document.querySelectorAll("canvas")];
      const colours = canvases.map((canvas) => {
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size;
      });
      return JSON.stringify({
        seconds, isDrawn: document.documentElement.dataset.drawn === "yes", colours,
        charts: canvases.map((canvas) => canvas.dataset.chart),
        isTooWide: document.documentElement.scrollWidth > window.innerWidth,
      });
    })()
    """

  /// Opens a page of ours and looks at it; the complaints are what console and page got.
  package static func look(
    at page: [UInt8], width: Int = 1100, isDark: Bool = false
  ) throws -> (sight: Sight, complaints: [String]) {
    let folder = try TemporaryFolder()
    let path = try folder.file("page.html", page)
    let browser = try HeadlessBrowser(profile: folder["profile"], width: width, height: 900, isDark: isDark)
    try browser.open("file://" + path)
    let isLoaded =
      "performance.getEntriesByType(\"navigation\")[0]?.loadEventEnd > 0 && location.protocol === \"file:\""
    guard try browser.waits(seconds: 120, for: isLoaded) else { throw Refused(answer: "the page is not loaded") }
    let text = try #require(try browser.value(sight) as? String)
    return (try JSONDecoder().decode(Sight.self, from: Data(text.utf8)), browser.complaints)
  }
}
