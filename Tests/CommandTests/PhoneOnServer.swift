import Foundation
import Glibc
import TestSupport
import Testing

/// `glutecue serve` as a process of its own, and a browser of a phone's size that uses it with its thumb.
final class PhoneOnServer {
  struct NotThere: Error, CustomStringConvertible {
    let description: String
  }

  let browser: HeadlessBrowser
  /// Buttons, links and choices that were touched.
  var taps = 0

  /// A browser that opens an address.
  init(_ address: String, in folder: TemporaryFolder, isDark: Bool = false) throws {
    browser = try HeadlessBrowser(
      profile: folder["browser-\(UUID().uuidString)"], width: 390, height: 844, isDark: isDark)
    try browser.open(address)
  }

  /// Runs the server until its end; `meanwhile` gets the address, and the address that pairs.
  static func serve(
    _ options: [String], environment: [String: String] = [:], in folder: TemporaryFolder,
    meanwhile: (Process, _ address: String, _ link: String) throws -> Void
  ) throws -> GlutecueProcess.Result {
    let port = LivePageSession.freePort()
    return try GlutecueProcess.run(
      ["serve", "--address", "127.0.0.1:\(port)", "--home", folder["home"]] + options,
      environment: environment.merging(["XDG_CONFIG_HOME": folder.path]) { $1 }, in: folder.path
    ) { process in
      try LivePageSession.waitForPage(port)
      struct Kept: Decodable { let ownerCode: String }
      let kept = try JSONDecoder().decode(Kept.self, from: Data(folder.bytes("home/access.json")))
      let address = "http://127.0.0.1:\(port)/"
      try meanwhile(process, address, "\(address)#pair=\(kept.ownerCode)")
    }
  }

  /// What can be read now.
  var words: String { get throws { try browser.value("document.body.innerText") as? String ?? "" } }

  /// Waits until these words can be read.
  func sees(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    guard try browser.waits(for: "document.body.innerText.includes(\(Self.quoted(words)))") else {
      throw NotThere(description: "“\(words)” does not come (line \(sourceLocation.line)): \(try self.words)")
    }
    // nobody types on a phone
    let typed = try self.words.split(separator: "\n").filter { $0.contains(#/glutecue [a-z]/#) }
    #expect(typed == [], sourceLocation: sourceLocation)
  }

  /// Touches what begins with these words, or is called so; waits for it. In a question, what is asked there.
  func tap(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = """
      [...(document.querySelector("dialog[open]") ?? document).querySelectorAll("button, a, summary, label")].find((one) => one.checkVisibility()
        && !one.disabled && (one.innerText.trim().startsWith(\(Self.quoted(words))) || one.getAttribute("aria-label") === \(Self.quoted(words))))
      """
    guard try browser.waits(for: "Boolean(\(found))") else {
      throw NotThere(description: "no “\(words)” to touch (line \(sourceLocation.line)): \(try self.words)")
    }
    let place = try browser.value(
      """
      (() => {
        const one = \(found);
        one.scrollIntoView({ block: "center" });
        const box = one.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    let point = try #require(place as? [Double], sourceLocation: sourceLocation)
    try browser.click(x: point[0], y: point[1])
    taps += 1
  }

  /// Goes to a screen without a tap.
  func go(to screen: String) throws { _ = try browser.value("location.hash = '#\(screen)'") }

  /// Writes into the field of that name.
  func write(_ text: String, into name: String) throws {
    let isWritten = try browser.waits(
      for: """
        (() => {
          const label = [...document.querySelectorAll("label")].find((one) => one.textContent.startsWith(\(Self.quoted(name))));
          if (!label?.control) return false;
          label.control.value = \(Self.quoted(text));
          return true;
        })()
        """)
    #expect(isWritten, "no field “\(name)”")
  }

  /// A call from the page: `403 {"error":…}`.
  func call(_ method: String, _ path: String, _ body: String = "{}") throws -> String {
    let content =
      method == "GET" ? "" : ", headers: { \"Content-Type\": \"application/json\" }, body: \(Self.quoted(body))"
    let answer = try browser.value(
      "fetch('\(path)', { method: '\(method)'\(content) }).then(async (one) => `${one.status} ${await one.text()}`)")
    return answer as? String ?? ""
  }

  /// The screen can be read, and reached without seeing it.
  func expectNoBarrier(_ screen: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let barriers = try browser.barriers()
    #expect(barriers == [], "\(screen)", sourceLocation: sourceLocation)
  }

  private static func quoted(_ words: String) -> String {
    // a text can always be written as JSON
    (try? JSONEncoder().encode(words)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
