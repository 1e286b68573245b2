/// A text as EDFlib writes it into an annotation: at most 40 bytes of UTF-8, without the control characters by which EDF+
/// tells where an annotation ends.
struct AnnotationText: Hashable {
  /// As it is written.
  let text: String
  /// Whether the end had to go; `…` stands in its place.
  let isShortened: Bool

  /// What EDFlib has room for.
  static let mostBytes = 40
  private static let ellipsis = "…"

  init(_ words: String) {
    let plain = String(
      String.UnicodeScalarView(words.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    isShortened = plain.utf8.count > Self.mostBytes
    guard isShortened else {
      text = plain
      return
    }
    var kept = ""
    var bytes = Self.ellipsis.utf8.count
    for character in plain {
      bytes += character.utf8.count
      if bytes > Self.mostBytes { break }
      kept.append(character)
    }
    text = kept + Self.ellipsis
  }
}
