import Foundation
import Glibc
import TestSupport
import Testing

/// The live page in a real browser.
@Suite(
  .enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence), .serialized)
struct LivePageBrowserTests {
  /// WCAG 2.1, success criterion 1.4.3.
  private static let leastContrast = 4.5
  /// Every piece of text that can be seen, with its contrast against what lies behind it (WCAG 2.1, relative luminance).
  private static let contrasts = """
    (() => {
      const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const light = (colour) => {
        const [r, g, b] = parts(colour).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (place) => {
        for (let one = place; one; one = one.parentElement) {
          const colour = getComputedStyle(one).backgroundColor;
          if ((parts(colour)[3] ?? 1) > 0) return colour;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
      };
      const found = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const place = walk.currentNode.parentElement;
        if (!walk.currentNode.textContent.trim() || !place.checkVisibility() || place.closest("script,style")) continue;
        const [a, b] = [light(getComputedStyle(place).color), light(ground(place))];
        found.push([walk.currentNode.textContent.trim(), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]);
      }
      return found;
    })()
    """
  private static let unnamed = """
    [...document.querySelectorAll("button, canvas, [role=img], dialog")].filter((one) =>
      !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent.trim())).length
    """

  private let folder: TemporaryFolder
  private let card: VirtualSoundCard
  private let port = LivePageSession.freePort()

  init() throws {
    folder = try TemporaryFolder()
    card = try LivePageSession.card()
  }

  private func browser(width: Int, height: Int, isDark: Bool) throws -> HeadlessBrowser {
    let browser = try HeadlessBrowser(
      profile: folder["browser-\(UUID().uuidString)"], width: width, height: height, isDark: isDark)
    try browser.open("http://127.0.0.1:\(port)/")
    return browser
  }

  @Test(arguments: [(390, 844, true), (390, 844, false), (1440, 900, true), (1440, 900, false)])
  func isDrawnReadableAndWithoutComplaint(width: Int, height: Int, isDark: Bool) throws {
    _ = try LivePageSession.run(card, port: port, in: folder) { process in
      let page = try browser(width: width, height: height, isDark: isDark)
      #expect(
        try page.waits(for: "window.glutecueMeasures?.frames > 30 && document.querySelectorAll('.bar').length > 0"))
      let texts = try #require(try page.value(Self.contrasts) as? [[Any]])
      #expect(texts.count > 15)
      for text in texts { #expect((text.last as? Double ?? 0) >= Self.leastContrast, "\(text)") }
      #expect(try page.value(Self.unnamed) as? Int == 0)
      #expect(try page.value("document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
      #expect(page.complaints == [])
      kill(process.processIdentifier, SIGINT)
    }
  }

  @Test func theKeyboardMarksAndEndsTheSession() throws {
    let result = try LivePageSession.run(card, port: port, in: folder) { _ in
      let page = try browser(width: 390, height: 844, isDark: false)
      #expect(try page.waits(for: "!document.getElementById('mark').disabled"))
      try page.press("m", code: 77, text: "m")
      #expect(try page.waits(for: "document.getElementById('marks').textContent.startsWith('1,')"))
      try page.press("Tab", code: 9)
      #expect(try page.value("document.activeElement.id") as? String == "mark")
      try page.press("Tab", code: 9)
      try page.press("Enter", code: 13, text: "\r")
      #expect(try page.waits(for: "document.getElementById('ask').open"))
      // the harmless answer comes first
      #expect(try page.value("document.activeElement.id") as? String == "keep")
      try page.press("Tab", code: 9)
      try page.press("Enter", code: 13, text: "\r")
      #expect(try page.waits(for: "document.getElementById('notice').textContent.startsWith('The session has ended')"))
    }
    #expect([0, 4].contains(result.exitCode))
  }

  @Test func aPageThatLosesItsSessionSaysSoAndComesBack() throws {
    let page = try HeadlessBrowser(profile: folder["browser"], width: 390, height: 844, isDark: false)
    let first = try LivePageSession.run(card, port: port, in: folder) { process in
      try page.open("http://127.0.0.1:\(port)/")
      #expect(try page.waits(for: "window.glutecueMeasures?.frames > 10"))
      kill(process.processIdentifier, SIGKILL)
    }
    #expect(first.exitCode == 128 + SIGKILL)
    #expect(try page.waits(for: "document.getElementById('notice').textContent.includes('What you see is stale')"))
    #expect(try page.value("document.getElementById('mark').disabled") as? Bool == true)
    _ = try LivePageSession.run(try LivePageSession.card(), port: port, in: folder) { process in
      let isBack = try page.waits(
        for: "document.getElementById('notice').hidden && !document.getElementById('mark').disabled")
      #expect(isBack)
      kill(process.processIdentifier, SIGINT)
    }
  }
}
