import Biofeedback
import LiveSession
import LiveDisplay
import Testing

/// What the terminal shows, line by line.
@Suite struct TerminalViewTests {
  @Test func an80By24TerminalShowsEverything() {
    let lines = TerminalView(columns: 80, rows: 24).lines(MadePicture.busy).map(\.text)
    #expect(lines.count == 24)
    let glute = String(repeating: "█", count: 29) + "▌" + String(repeating: " ", count: 29)
    let hamstring = String(repeating: "█", count: 34) + String(repeating: " ", count: 25)
    let expected = [
      "0:09.0 of 45:00.0  alsa:hw:1", "signal ok", "silent   share 5 %   80 strides/min   stride 10",
      "glute      \(glute) 50 µV", "hamstring  \(hamstring) 100 µV", "cues: 1 silent   marks: 1",
      "last strides: f firing, w weak, S silent, b baseline, ? unusable", "▆▆▆▆▆▆▆▆▆▁", "fffffffffS",
      "dropped: 240 ms of input", "", "0:08.3  beep: silent, glute at 5 % of today's start",
      "0:08.5  input: the computer was too slow, samples were lost", "0:08.8  input: back, 240 ms lost",
      "0:09.0  marked",
    ]
    #expect(Array(lines.prefix(expected.count)) == expected)
    #expect(lines.last == "space or m marks, q ends")
  }

  @Test func a40By12TerminalShowsWhatMattersMost() {
    let lines = TerminalView(columns: 40, rows: 12).lines(MadePicture.busy).map(\.text)
    #expect(lines.count == 12)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines[2] == "silent   share 5 %   80 strides/min   s…")
    #expect(lines[9] == "dropped: 240 ms of input")
  }

  @Test(arguments: [(20, 3), (21, 5), (40, 12), (80, 24), (300, 100)])
  func noPictureIsLargerThanTheTerminal(columns: Int, rows: Int) {
    for picture in [MadePicture.empty(), MadePicture.busy, MadePicture.empty([.left, .right], phase: .waiting)] {
      let lines = TerminalView(columns: columns, rows: rows).lines(picture)
      #expect(lines.count == rows)
      #expect(lines.allSatisfy { $0.text.count <= columns })
    }
  }

  @Test func aTerminalThatTellsNoSizeIsTakenAs80By24() {
    let view = TerminalView(columns: 0, rows: 0)
    #expect(view.columns == 80 && view.rows == 24)
  }

  @Test func troubleStandsAboveEverythingElse() {
    var picture = MadePicture.empty()
    var flags = StrideFlags()
    flags.hamstring = .off
    picture.take(.trouble(leg: nil, flags, isLate: false, seconds: 12))
    picture.take(.input(.interrupted(.gone), seconds: 13))
    picture.take(.tone(.gone, seconds: 13))
    let lines = TerminalView(columns: 120, rows: 12).lines(picture).map(\.text)
    #expect(lines[1] == "input: the sound card is gone: unplugged, or its sound server has ended; waiting for it")
    #expect(lines[2] == "tone: the headphones are gone; no beeps until they are back, the recording continues")
    #expect(lines[3] == "signal: hamstring: electrode off the skin")
  }

  @Test func twoLegsAreShownOneBelowTheOther() {
    var picture = MadePicture.empty([.left, .right])
    picture.take(.stride(MadePicture.stride(1, .weak, glute: 0.5, leg: .right)))
    let lines = TerminalView(columns: 80, rows: 24).lines(picture).map(\.text)
    #expect(lines[2] == "left  waiting for strides")
    #expect(lines[3] == "right weak     share 33 %   80 strides/min   stride 1")
  }

  @Test func coloursAreLeftOutWhenAskedTo() {
    let line = TerminalView(columns: 80, rows: 24).lines(MadePicture.busy)[1]
    #expect(line.escaped(isColoured: false) == "signal ok")
    #expect(line.escaped(isColoured: true) == "\u{1B}[32msignal ok\u{1B}[0m")
  }
}
