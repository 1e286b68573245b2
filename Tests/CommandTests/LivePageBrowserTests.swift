import Foundation
import Glibc
import TestSupport
import Testing

/// The live page in a real browser.
@Suite(
  .enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence), .serialized)
struct LivePageBrowserTests {
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
      #expect(try page.textCount() > 15)
      #expect(try page.barriers(textPercents: [100]) == [])
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
