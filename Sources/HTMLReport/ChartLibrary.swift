import Foundation

/// Chart.js, read from the system when a report is made, so that the page carries it and needs no network.
public struct ChartLibrary: Sendable {
  /// Where Debian and its relatives (package libjs-chart.js) put it, by version.
  public static let usualPaths = ["chart.min.js", "chart.umd.min.js", "chart.umd.js", "Chart.min.js"].map {
    "/usr/share/javascript/chart.js/" + $0
  }

  /// Its JavaScript.
  let script: String

  /// Reads Chart.js of version 3 or 4 from the first of `paths` that holds it; nil when none does.
  public init?(paths: [String] = ChartLibrary.usualPaths) {
    for path in paths {
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard ["Chart.js v3.", "Chart.js v4."].contains(where: text.prefix(200).contains) else { continue }
      script = Self.inline(text)
      return
    }
    return nil
  }

  /// What to tell the user when there is none.
  public static let remedy =
    "The charts need Chart.js, version 3 or 4. Install it with “sudo apt install libjs-chart.js” and make the report "
    + "again, or name the file with --chart-js."

  /// As it may stand within a `script` element. Looked at as bytes: as characters it would take longer than an analysis.
  private static func inline(_ text: String) -> String {
    var script = text
    if let map = script.utf8.lastIndex(of: UInt8(ascii: "\n")), script[map...].hasPrefix("\n//# sourceMappingURL") {
      script.removeSubrange(map...)
    }
    let bytes = Array(script.utf8)
    let isDangerous = bytes.indices.contains { index in
      bytes[index] == UInt8(ascii: "<")
        && ["</script", "<!--"].contains { bytes[index...].starts(with: $0.utf8) }
    }
    return isDangerous
      ? script.replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--") : script
  }
}
