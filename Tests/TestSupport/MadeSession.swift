import Foundation

/// A session folder as `live` leaves it, with the numbers that a test wants.
package struct MadeSession {
  /// In the summary.
  package var kind = "live"
  /// Length.
  package var seconds = 600.0
  /// In the summary, ISO 8601; nil to leave the key out.
  package var startedAt: String?
  /// In the summary; nil to leave the key out.
  package var contentHash: String?
  /// In the summary; nil to leave the key out.
  package var device: String?
  /// Lower and upper corner.
  package var bandHz = [30.0, 450.0]
  /// What activation is relative to.
  package var reference = "session"
  /// From the median stride time.
  package var cadence = 81.5
  /// Judged strides.
  package var judged = 800
  /// Of the judged ones.
  package var silent = 12
  /// Glute share, 0–1.
  package var share = 0.47
  /// `left`, `right` or empty: one leg.
  package var leg = ""
  /// Makes the stride table one of its own.
  package var seed = 1
  /// Further keys of the summary and of its leg, as JSON with a comma behind each.
  package var more = (summary: "", leg: "")

  /// Keys of a session of a programme with an aim, of a person.
  package static let weeks = (
    summary: """
    "person": "P07", "programme": { "name": "default", "session": 3, "sessions": 8, "feedback": false },
    """,
    leg: """
    "level_db": -12.5, "against": "your maximum", "glute_of_maximum": 0.08, "hamstring_of_maximum": { "median": 0.31 },
    "maximum_share": 0.205, "aim": { "kind": "maximum", "value": 0.1, "judged_strides": 800, "met_strides": 600,
      "first_level": 0.1, "last_level": 0.12 },
    """
  )

  /// Of 600 s, with 12 of 800 strides silent.
  package init() {}

  /// Writes the folder; returns its path.
  @discardableResult
  package func write(to path: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try summary.write(toFile: path + "/summary.json", atomically: false, encoding: .utf8)
    let header = "stride,contact_s,end_s,duration_s,verdict,flags,leg\n"
    let lines = (0..<3).map { index in
      let contact = Double(index) * 0.74 + Double(seed) / 10_000
      return String(format: "%d,%.4f,%.4f,0.7400,firing,,%@\n", index + 1, contact, contact + 0.74, leg)
    }
    try (header + lines.joined()).write(toFile: path + "/strides.csv", atomically: false, encoding: .utf8)
    return path
  }

  private var summary: String {
    let start = startedAt.map { "\"started_at\": \"\($0)\"," } ?? ""
    let more =
      (contentHash.map { ", \"content_hash\": \"\($0)\"" } ?? "") + (device.map { ", \"device\": \"\($0)\"" } ?? "")
    let side = leg.isEmpty ? "" : "\"leg\": \"\(leg)\","
    return """
      { "version": 1, "software": "glutecue 0.1.0", "kind": "\(kind)", \(start) \(self.more.summary) "a_key_of_later_years": [1, {"x": null}],
        "input": { "name": "run.wav", "sample_rate_hz": 2000, "channel_count": 2, "seconds": \(seconds)\(more) },
        "settings": { "map": "glute=1,hamstring=2", "full_scale_mv": 5, "band_hz": \(bandHz), "mains": "auto" },
        "channels": [], "warnings": [],
        "legs": [{ \(side) \(self.more.leg) "strides": \(judged + 10), "cadence_strides_per_min": \(cadence),
          "verdicts": { "baseline": 10, "firing": \(judged - silent), "silent": \(silent), "unusable": 0, "weak": 0 },
          "glute_share": { "median": \(share), "lower_quartile": \(share - 0.04), "upper_quartile": \(share + 0.05),
            "count": \(judged) },
          "glute_rms_dbfs": { "median": -47.5, "lower_quartile": -49, "upper_quartile": -46, "count": \(judged) },
          "hamstring_rms_dbfs": { "median": -34, "lower_quartile": -35, "upper_quartile": -33, "count": \(judged) },
          "references": [{ "kind": "\(reference)", "gait": "running", "strides": 10, "muscles": [] }] }] }
      """
  }
}
