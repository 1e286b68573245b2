import Biofeedback
import SessionResults
import Testing

@Suite struct DrawnStrideTests {
  @Test func saysWhatTheRecordSays() {
    for verdict in Verdict.allCases {
      let record = MadeStride.stride(
        48_000, verdict, glute: MadeStride.muscle(0.6), hamstring: MadeStride.muscle(1.5))
      let drawn = DrawnStride(record)
      #expect(drawn.number == 48_000 && drawn.verdict == verdict && drawn.contact == record.contact)
      #expect(drawn.ratio == record.ratio.map(Double.init))
      #expect(drawn.sharePercent == record.gluteShare.map { 100 * Double($0) })
      // single precision: a ten-thousandth of what is shown
      #expect(abs(drawn.cadence - 60 / record.duration) < 1e-5 && abs(drawn.end - record.end) < 1e-7)
    }
  }

  @Test func whatIsUnknownStaysUnknown() {
    let drawn = DrawnStride(MadeStride.stride(1, .unusable))
    #expect(drawn.ratio == nil && drawn.sharePercent == nil)
  }

  @Test func aStrideTakes24Bytes() { #expect(MemoryLayout<DrawnStride>.stride == 24) }
}
