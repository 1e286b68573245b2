import Biofeedback
import EMGUnits
import SessionResults
import Testing

@Suite struct CueTableTests {
  private func line(_ cue: Cue) -> String {
    String(decoding: CueTable(rate: Hertz(48_000)).line(cue), as: UTF8.self)
  }

  @Test func timeIsTheFirstFrameOnTheInputsClock() {
    #expect(line(Cue(kind: .silent, leg: .right, stride: 12, frame: 480_024)) == "10.0005,12,silent,right\n")
  }

  @Test func anUnknownLegIsEmpty() {
    #expect(line(Cue(kind: .fault, leg: nil, stride: 0, frame: 0)) == "0.0000,0,fault,\n")
  }

  @Test func theHeaderNamesEveryField() { #expect(CueTable.header == "time_s,stride,kind,leg\n") }
}
