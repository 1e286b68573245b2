import EMGUnits

/// A line of a terminal: pieces of text, each with its colour. What a terminal would obey is made visible.
public struct StyledLine: Sendable, Hashable {
  /// How a piece stands out. Never by colour alone: the words say the same.
  public enum Tone: Sendable, Hashable {
    /// As usual.
    case plain
    /// What is looked for first.
    case strong
    /// What is rarely looked at.
    case faint
    /// All is well.
    case good
    /// To be watched.
    case warning
    /// Something fails.
    case bad

    /// What a terminal is told (ECMA-48, SGR).
    var code: String {
      switch self {
      case .plain: "0"
      case .strong: "1"
      case .faint: "2"
      case .good: "32"
      case .warning: "33"
      case .bad: "1;31"
      }
    }
  }

  struct Piece: Sendable, Hashable {
    let text: String
    let tone: Tone
  }

  private(set) var pieces: [Piece] = []

  init(_ text: String = "", _ tone: Tone = .plain) { add(text, tone) }

  mutating func add(_ text: String, _ tone: Tone = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: text.visible(keepsLines: false), tone: tone)) }
  }

  /// The text without colours.
  public var text: String { pieces.map(\.text).joined() }

  /// How many places it takes; every character that the view uses takes one.
  var width: Int { pieces.reduce(0) { $0 + $1.text.count } }

  /// Cut to so many places, with `…` where something is missing.
  func cut(to columns: Int) -> StyledLine {
    guard width > columns else { return self }
    var line = StyledLine()
    var left = columns - 1
    for piece in pieces where left > 0 {
      line.add(String(piece.text.prefix(left)), piece.tone)
      left -= piece.text.count
    }
    line.add("…", .faint)
    return line
  }

  /// With colours, as a terminal is told.
  public func escaped(isColoured: Bool) -> String {
    guard isColoured else { return text }
    return pieces.map { $0.tone == .plain ? $0.text : "\u{1B}[\($0.tone.code)m\($0.text)\u{1B}[0m" }.joined()
  }
}
