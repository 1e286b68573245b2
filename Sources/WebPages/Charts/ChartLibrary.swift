import Foundation

/// Chart.js, read from the system when a report is made, so that the page carries it and needs no network.
public struct ChartLibrary: Sendable {
  /// Where Debian and its relatives (package libjs-chart.js) put it, by version.
  public static let usualPaths = ["chart.min.js", "chart.umd.min.js", "chart.umd.js", "Chart.min.js"].map {
    "/usr/share/javascript/chart.js/" + $0
  }

  /// Its JavaScript, as it may stand within a `script` element.
  package let script: [UInt8]

  /// Reads Chart.js of version 3 or 4 from the first of `paths` that holds it; nil when none does.
  public init?(paths: [String] = ChartLibrary.usualPaths) {
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      let bytes = [UInt8](data)
      let head = String(decoding: bytes.prefix(200), as: UTF8.self)
      guard ["Chart.js v3.", "Chart.js v4."].contains(where: head.contains) else { continue }
      script = Self.inline(bytes)
      return
    }
    return nil
  }

  /// What to tell the user when there is none.
  public static let remedy =
    "The charts need Chart.js, version 3 or 4. Install it with “sudo apt install libjs-chart.js” and make the report "
    + "again, or name the file with --chart-js."

  /// Without a source map, and without what would end the `script` element.
  private static func inline(_ bytes: [UInt8]) -> [UInt8] {
    var script = bytes
    if let map = script.lastIndex(of: UInt8(ascii: "\n")), script[map...].starts(with: "\n//# sourceMappingURL".utf8) {
      script.removeSubrange(map...)
    }
    // looked at as bytes: as characters it would take longer than an analysis
    let isDangerous = script.indices.contains { index in
      script[index] == UInt8(ascii: "<")
        && (script[index...].starts(with: "</script".utf8) || script[index...].starts(with: "<!--".utf8))
    }
    guard isDangerous else { return script }
    let text = String(decoding: script, as: UTF8.self)
    return Array(text.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--").utf8)
  }
}
