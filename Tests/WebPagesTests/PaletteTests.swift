import Foundation
import Testing
import WebPages

/// The one palette, light and dark: what is read can be read, what is drawn can be seen, and what lies in one chart can be
/// told apart by those who see no green.
@Suite struct PaletteTests {
  /// WCAG 2.1, success criteria 1.4.3 and 1.4.11.
  private static let leastOfText = 4.5
  private static let leastOfMarks = 3.0
  /// CIEDE2000 between two colours of one chart as deuteranopes see them: clearly different at a glance; 2.3 is just seen.
  private static let leastApart = 20.0
  private static let muscles = ["glute", "hamstring", "quadriceps", "calf", "lower-back"]
  private static let verdicts = ["firing", "weak", "silent", "untold"]
  private static let texts = ["ink", "soft", "glute", "hamstring", "firing", "weak", "silent", "recovered"]
  private static let onCards = ["ink", "soft", "glute", "firing", "silent"]

  private static func palettes() -> [[String: String]] {
    let text = String(decoding: PageTemplates.palette, as: UTF8.self)
    let parts = text.split(separator: "@media")
    return parts.map { part in
      Dictionary(
        part.matches(of: /--([a-z-]+): (#[0-9a-f]{6});/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { _, new in new })
    }
  }

  private func colour(_ palette: [String: String], _ name: String) throws -> Colour {
    try #require(palette[name].flatMap(Colour.init), "--\(name) is missing.")
  }

  @Test func thereIsALightAndADarkOneWithTheSameNames() {
    let palettes = Self.palettes()
    #expect(palettes.count == 2 && Set(palettes[0].keys) == Set(palettes[1].keys))
    #expect(palettes[0].count > 15)
  }

  @Test(arguments: palettes()) func textsAndMarksStandOutFromTheirGround(palette: [String: String]) throws {
    let (paper, card) = (try colour(palette, "paper"), try colour(palette, "card"))
    for name in Self.texts { #expect(try colour(palette, name).contrast(to: paper) >= Self.leastOfText, "\(name)") }
    for name in Self.onCards { #expect(try colour(palette, name).contrast(to: card) >= Self.leastOfText, "\(name)") }
    for name in Self.muscles + Self.verdicts + ["sore", "raster-high"] {
      #expect(try colour(palette, name).contrast(to: paper) >= Self.leastOfMarks, "\(name)")
    }
    #expect(try colour(palette, "ink").contrast(to: try colour(palette, "note")) >= Self.leastOfText)
  }

  @Test(arguments: palettes()) func coloursOfOneChartAreApartWithoutGreenToo(palette: [String: String]) throws {
    for chart in [Self.muscles, Self.verdicts] {
      for (index, one) in chart.enumerated() {
        for other in chart[(index + 1)...] {
          let (a, b) = (try colour(palette, one), try colour(palette, other))
          #expect(a.difference(to: b) >= Self.leastApart, "\(one), \(other)")
          #expect(a.toDeuteranopes.difference(to: b.toDeuteranopes) >= Self.leastApart, "\(one), \(other)")
        }
      }
    }
  }

  /// Pairs 1, 7 and 17 of Sharma, Wu and Dalal (2005, Color Res Appl 30:21).
  @Test(arguments: [
    ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425), ([50, 0, 0], [50, -1, 2], 2.3669),
    ([50, 2.5, 0], [73, 25, -18], 27.1492),
  ])
  func theDifferenceIsThePublishedOne(one: [Double], other: [Double], published: Double) {
    #expect(abs(Colour.difference(one, other) - published) < 0.0001)
  }
}

/// A colour in linear red, green and blue.
struct Colour {
  let linear: [Double]

  private init(linear: [Double]) { self.linear = linear }

  /// `#1a66dc`.
  init?(_ hex: String) {
    guard hex.count == 7, let bits = Int(hex.dropFirst(), radix: 16) else { return nil }
    linear = [bits >> 16, bits >> 8 & 255, bits & 255].map { byte in
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// Relative luminance (WCAG 2.1).
  private var luminance: Double { 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] }

  func contrast(to other: Colour) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  /// As someone without green cones sees it (Machado et al. 2009, IEEE Trans Vis Comput Graph 15:1291, severity 1).
  var toDeuteranopes: Colour {
    let matrix = [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]
    return Colour(linear: matrix.map { row in min(1, max(0, zip(row, linear).map(*).reduce(0, +))) })
  }

  /// CIE L*a*b* under D65.
  private var lab: [Double] {
    let matrix = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(matrix, white).map { row, white in
      let value = zip(row, linear).map(*).reduce(0, +) / white
      return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  func difference(to other: Colour) -> Double { Self.difference(lab, other.lab) }

  /// CIEDE2000 (Sharma et al. 2005).
  static func difference(_ one: [Double], _ other: [Double]) -> Double {
    let radians = Double.pi / 180
    let weight = { (chroma: Double) in (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot() }
    let stretch = 1.5 - 0.5 * weight((hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2)
    let (a1, a2) = (one[1] * stretch, other[1] * stretch)
    let (c1, c2) = (hypot(a1, one[2]), hypot(a2, other[2]))
    let hue = { (a: Double, b: Double) -> Double in
      let angle = atan2(b, a) / radians
      return angle < 0 ? angle + 360 : angle
    }
    let (h1, h2) = (hue(a1, one[2]), hue(a2, other[2]))
    let isGrey = c1 * c2 == 0
    var turn = isGrey ? 0 : h2 - h1
    if turn > 180 { turn -= 360 }
    if turn < -180 { turn += 360 }
    var middle = isGrey ? h1 + h2 : (h1 + h2) / 2
    if !isGrey && abs(h1 - h2) > 180 { middle += h1 + h2 < 360 ? 180 : -180 }
    let (light, chroma) = ((one[0] + other[0]) / 2, (c1 + c2) / 2)
    let wave = { (factor: Double, shift: Double) in cos((factor * middle + shift) * radians) }
    let t = 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.20 * wave(4, -63)
    let away = (light - 50) * (light - 50)
    let dL = (other[0] - one[0]) / (1 + 0.015 * away / (20 + away).squareRoot())
    let dC = (c2 - c1) / (1 + 0.045 * chroma)
    let dH = 2 * (c1 * c2).squareRoot() * sin(turn / 2 * radians) / (1 + 0.015 * chroma * t)
    let blue = (middle - 275) / 25
    let rotation = -2 * weight(chroma) * sin(60 * exp(-blue * blue) * radians)
    return (dL * dL + dC * dC + dH * dH + rotation * dC * dH).squareRoot()
  }
}
