import EMGUnits
import Testing

/// Nothing that is printed can steer a terminal.
@Suite struct VisibleTextTests {
  @Test func plainTextStaysAsItIs() {
    let text = "Läufer 5 µV → −3 dB, 日本 🏃\n\tline two"
    #expect(text.visible() == text)
  }

  @Test func controlCharactersBecomePictures() {
    #expect("a\u{1B}[2Jb\u{7}\r\u{7F}".visible() == "a␛[2Jb␇␍␡")
    #expect("csi \u{9B}31m".visible() == "csi \u{FFFD}31m")
    #expect("wav.\u{202E}gnp".visible() == "wav.\u{FFFD}gnp")
  }

  @Test func aNameHasNoLines() { #expect("a\nb\tc".visible(keepsLines: false) == "a␊b␉c") }

  @Test func noScalarBelowSpaceIsLeft() {
    for value in (0..<0xA0).compactMap(Unicode.Scalar.init) {
      let seen = String(Character(value)).visible(keepsLines: false).unicodeScalars
      #expect(seen.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    }
  }
}
