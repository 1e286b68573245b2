import Biofeedback
import EMGUnits

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
