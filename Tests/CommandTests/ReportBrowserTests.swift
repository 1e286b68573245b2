import Foundation
import TestSupport
import Testing
import WebPages

/// The page in a real browser.
@Suite(
  .enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence),
  .enabled(if: ChartLibrary() != nil, "libjs-chart.js is not installed."))
struct ReportBrowserTests {
  /// A canvas with axes, text and data has dozens of colours, a blank one has one.
  private static let leastColours = 20
  private static let mostSeconds = 2.0
  /// Other tests may keep the machine busy.
  private static let tries = 4

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func simulate(_ options: String...) throws -> [UInt8] {
    for arguments in [["simulate", "--output", "run.wav"] + options, ["report", "run.wav", "--output", "run.html"]] {
      // ten hours on a machine with much else to do
      let result = try GlutecueProcess.run(arguments, in: folder.path, timeout: 300)
      try #require(result.exitCode == 0, "\(result.standardError)")
    }
    return try folder.bytes("run.html")
  }

  private func expectDrawn(_ page: [UInt8], width: Int, isDark: Bool) throws -> HeadlessBrowser.Sight {
    let (sight, complaints) = try HeadlessBrowser.look(at: page, width: width, isDark: isDark)
    #expect(complaints == [] && sight.isDrawn && !sight.isTooWide)
    for (chart, colours) in zip(sight.charts, sight.colours) {
      #expect(colours >= Self.leastColours, "\(chart) has \(colours) colours.")
    }
    return sight
  }

  @Test(arguments: [false, true]) func everyChartIsDrawnWithoutComplaint(isDark: Bool) throws {
    let page = try simulate(
      "--duration", "420", "--silent", "left:100-110,left:300", "--weak", "left:200-220:0.5", "--map",
      "left-glute=1,left-hamstring=2,left-calf=3,right-glute=4,right-hamstring=5")
    let sight = try expectDrawn(page, width: isDark ? 500 : 1100, isDark: isDark)
    #expect(
      Set(sight.charts) == [
        "both", "share", "ratio", "average", "raster", "histogram", "cadence", "frequency", "activation",
        "compensation",
        "worst",
      ])
  }

  @Test func aLiveSessionIsDrawn() throws {
    _ = try Samples.copy("glute-stops", to: folder, as: "run")
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--pace", "none", "--output", "session"], in: folder.path)
    try #require(result.exitCode == 0)
    _ = try expectDrawn(folder.bytes("session/report.html"), width: 1100, isDark: false)
  }

  /// 48,800 strides: the picture shows one of eight, the charts all.
  @Test func tenHoursAreDrawn() throws {
    let page = try simulate("--duration", "36000", "--sample-rate", "2000", "--silent", "3000-3010,40000-40100")
    #expect(page.count < 3_000_000)
    _ = try expectDrawn(page, width: 1100, isDark: false)
  }

  /// What stands below each other begins and ends at the same place and has the same round times; a pointer anywhere finds the
  /// stride at that time, whatever its height.
  @Test(arguments: [390, 1280]) func plotsAreAlignedAndPointedAtWithoutAiming(width: Int) throws {
    _ = try simulate("--duration", "420", "--silent", "100-110")
    let browser = try HeadlessBrowser(profile: folder["profile"], width: width, height: 844, isDark: false)
    try browser.open("file://" + folder["run.html"])
    #expect(try browser.waits(for: "document.documentElement.dataset.drawn === 'yes'"))
    let chart = { (kind: String) in "Chart.getChart(document.querySelector('canvas[data-chart=\(kind)]'))" }
    let place = { (kind: String) -> [Double] in
      let area = "\(chart(kind)).chartArea"
      return try browser.value("[\(area).left, \(area).right]") as? [Double] ?? []
    }
    let ticks = { (kind: String) -> [Double] in
      try browser.value("\(chart(kind)).scales.x.ticks.map((tick) => tick.value)") as? [Double] ?? []
    }
    let (first, times) = (try place("share"), try ticks("share"))
    #expect(first.count == 2 && times.count >= 3 && times.allSatisfy { $0.truncatingRemainder(dividingBy: 30) == 0 })
    for kind in ["ratio", "cadence", "average"] { #expect(try place(kind) == first, "\(kind)") }
    for kind in ["ratio", "cadence"] { #expect(try ticks(kind) == times, "\(kind)") }
    let found = try browser.value(
      "Chart.Interaction.modes.points(\(chart("share")), { x: \(chart("share")).chartArea.left + 100, y: 5 }).length")
    #expect((found as? Int ?? 0) >= 1)
    #expect(browser.complaints == [])
  }

  /// A normal session and two hours, on A4 and on Letter: at most seven sheets, and on the last at least the whole of the
  /// last part, which is never torn apart.
  @Test(arguments: [
    ["--duration", "600", "--silent", "100-110"], ["--duration", "7372", "--silent", "3000-3010,8000-8100"],
  ])
  func isPrintedOnSevenSheets(options: [String]) throws {
    let made = try GlutecueProcess.run(["simulate", "--output", "run.wav"] + options, in: folder.path)
    let report = try GlutecueProcess.run(["report", "run.wav", "--output", "run.html"], in: folder.path)
    try #require(made.exitCode == 0 && report.exitCode == 0)
    let browser = try HeadlessBrowser(profile: folder["profile"], width: 1280, height: 900, isDark: false)
    try browser.open("file://" + folder["run.html"])
    #expect(try browser.waits(for: "document.documentElement.dataset.drawn === 'yes'"))
    #expect(try browser.sheets(width: 8.27, height: 11.69) <= Self.mostSheets)
    #expect(try browser.sheets(width: 8.5, height: 11) <= Self.mostSheets)
    try browser.showAsPrinted(millimetres: 182)
    let last = "document.querySelector('main > section:last-of-type')"
    #expect(try browser.value("getComputedStyle(\(last)).breakInside") as? String == "avoid")
    let height = try #require(try browser.value("\(last).getBoundingClientRect().height") as? Double)
    #expect(height > Self.leastOnASheet, "\(height)")
    #expect(browser.complaints == [])
  }

  private static let mostSheets = 7
  /// A third of what fits on an A4 sheet, in CSS pixels.
  private static let leastOnASheet = 340.0

  @Test func twoHoursAreDrawnInTwoSeconds() throws {
    let page = try simulate("--duration", "7372", "--silent", "3000-3010,8000-8100")
    #expect(page.count < 2_000_000)
    var seconds: [Double] = []
    while seconds.count < Self.tries, !seconds.contains(where: { $0 < Self.mostSeconds }) {
      seconds.append(try expectDrawn(page, width: 1100, isDark: false).seconds)
    }
    #expect(seconds.contains { $0 < Self.mostSeconds }, "\(seconds)")
  }
}
