/// A piece of a template.
enum TemplateToken {
  /// Shown as it is.
  case text(ArraySlice<UInt8>)
  /// `{{name}}`, and with `isMarkup` `{{{name}}}`; `.` is the value of the section around it.
  case value(String, isMarkup: Bool)
  /// `{{#name}} … {{/name}}`, and inverted `{{^name}} … {{/name}}`.
  case section(String, isInverted: Bool, [TemplateToken])
  /// `{{>name}}`: another template.
  case partial(String)
}

/// Cuts a template into tokens. As in Mustache, a section's tag or a partial's that stands alone takes its line with it.
struct TemplateParser {
  private let bytes: [UInt8]
  private var place = 0

  /// For a template that is built into the program.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Everything up to the end of a section, or of the template.
  mutating func tokens() -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    while place < bytes.count {
      let start = place
      skip(to: UInt8(ascii: "{"))
      if place > start { tokens.append(.text(bytes[start..<place])) }
      guard place < bytes.count else { break }
      let isAtLineStart =
        start == place && (place == 0 || bytes[place - 1] == UInt8(ascii: "\n"))
        || place > start && bytes[place - 1] == UInt8(ascii: "\n")
      let (sigil, name) = tag()
      if sigil != nil, sigil != UInt8(ascii: "{"), isAtLineStart, at(place) == UInt8(ascii: "\n") { place += 1 }
      switch sigil {
      case UInt8(ascii: "/"): return tokens
      case UInt8(ascii: ">"): tokens.append(.partial(name))
      case UInt8(ascii: "#"): tokens.append(.section(name, isInverted: false, self.tokens()))
      case UInt8(ascii: "^"): tokens.append(.section(name, isInverted: true, self.tokens()))
      default: tokens.append(.value(name, isMarkup: sigil != nil))
      }
    }
    return tokens
  }

  private func at(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

  /// To the next pair of this byte, or to the end.
  private mutating func skip(to byte: UInt8) {
    while place < bytes.count, !(bytes[place] == byte && at(place + 1) == byte) { place += 1 }
  }

  /// Reads a tag: what stands before the name, and the name.
  private mutating func tag() -> (sigil: UInt8?, name: String) {
    place += 2
    let sigil = at(place).flatMap { "#^/>{".utf8.contains($0) ? $0 : nil }
    if sigil != nil { place += 1 }
    let start = place
    skip(to: UInt8(ascii: "}"))
    let name = String(decoding: bytes[start..<place], as: UTF8.self)
    place = min(bytes.count, place + (sigil == UInt8(ascii: "{") ? 3 : 2))
    return (sigil, name)
  }
}
