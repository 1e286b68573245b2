import EMGUnits
import Files
import Recording

/// What `_channels.tsv` beside a recording says of its channels: which of them carry glute and hamstring.
struct StudyChannels {
  /// Where it is.
  let path: String
  /// Nil where the table is missing, or names no glute and hamstring, or two of the same.
  let map: ChannelMap?

  /// Beside a recording of a study.
  init(beside recording: StudyRecording, in study: StudyFolder) {
    let folder = recording.place.split(separator: "/").dropLast().joined(separator: "/")
    path = study.file("\(folder)/\(recording.stem)_channels.tsv")
    guard let bytes = try? TextFile.read(path) else {
      map = nil
      return
    }
    var table = DelimitedTable(bytes)
    let (described, target) = (table.column("description"), table.column("target_muscle"))
    var entries: [ChannelMap.Entry] = []
    var channel = 0
    while table.advance() {
      channel += 1
      // GluteCue's own export has the role itself in the description
      let role = described.flatMap { ChannelRole(table.text($0)) } ?? target.flatMap { Self.role(table.text($0)) }
      if let role { entries.append(ChannelMap.Entry(role, channel: channel)) }
    }
    map = (try? ChannelMap(entries)).flatMap { try? $0.withGluteOrHamstring() }
  }

  private static let muscles: [(words: [String], muscle: Muscle)] = [
    (["gluteus maximus", "glute max", "gmax"], .gluteusMaximus),
    (["hamstring", "biceps femoris", "semitendinosus", "semimembranosus"], .hamstrings),
  ]

  /// `right gluteus maximus`, `Biceps femoris (left)`; nil for another muscle.
  static func role(_ words: String) -> ChannelRole? {
    let plain = words.lowercased()
    guard let muscle = muscles.first(where: { $0.words.contains { plain.contains($0) } })?.muscle else { return nil }
    let sides = Side.allCases.filter { plain.contains($0.rawValue) }
    return sides.count > 1 ? nil : ChannelRole(.muscle(muscle), side: sides.first)
  }
}
