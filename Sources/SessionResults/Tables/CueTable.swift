import Biofeedback
import EMGUnits
import Files

/// `cues.csv`: one line a sound.
public struct CueTable {
  /// The first line.
  public static let header = "time_s,stride,kind,leg\n"

  private let rate: Hertz

  /// `rate` is the input's, whose frames the cues count.
  public init(rate: Hertz) { self.rate = rate }

  /// The time of a cue's first sample on the input's clock, in seconds.
  public func seconds(_ cue: Cue) -> Double { seconds(cue.frame) }

  /// The time of an input frame, in seconds.
  public func seconds(_ frame: Int) -> Double { Double(frame) / rate.value }

  /// The line of a cue, with its line end.
  public func line(_ cue: Cue) -> [UInt8] {
    var line = TextLine(capacity: 64)
    line.add(seconds(cue), decimals: 4)
    line.comma()
    line.add(cue.stride)
    line.comma()
    line.add(cue.kind.rawValue)
    line.comma()
    line.add(cue.leg?.rawValue ?? "")
    line.newline()
    return line.bytes
  }
}

/// A line of `cues.csv`.
public struct RecordedCue: Sendable, Hashable {
  /// The tone's first sample on the input's clock.
  public let seconds: Double
  /// The stride it belongs to.
  public let stride: Int
  /// Which sound.
  public let kind: CueKind
  /// The leg, when the channel map says which.
  public let leg: Side?
}

extension CueTable {
  /// The cues of a `cues.csv`.
  public static func read(_ path: String) throws(SessionReadingError) -> [RecordedCue] {
    var table = try SessionTable(path: path, wanted: ["time_s", "stride", "kind"])
    let (time, stride, kind, leg) = (
      table.column("time_s"), table.column("stride"), table.column("kind"), table.column("leg")
    )
    var cues: [RecordedCue] = []
    while try table.advance() {
      guard let seconds = try table.number(time), let number = try table.number(stride),
        let sound = CueKind(rawValue: table.text(kind)), seconds.magnitude < 1e9, number.magnitude < 1e9
      else { throw table.malformed("it is not a cue: a time, a stride and a known kind are needed") }
      cues.append(
        RecordedCue(seconds: seconds, stride: Int(bounded: number), kind: sound, leg: Side(rawValue: table.text(leg))))
    }
    return cues
  }
}
