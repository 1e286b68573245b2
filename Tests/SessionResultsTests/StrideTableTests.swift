import Biofeedback
import EMGUnits
import SessionResults
import Testing

@Suite struct StrideTableTests {
  private func line(_ stride: StrideRecord, fullScale: Double? = nil) -> String {
    var table = StrideTable(scale: AmplitudeScale(fullScaleMillivolts: fullScale))
    return String(decoding: table.line(stride), as: UTF8.self)
  }

  @Test func unknownValuesStayEmpty() {
    #expect(
      line(MadeStride.stride(1, .baseline))
        == "1,0.0000,0.7000,0.7000,85.71,,,,,,,,,,,baseline,,,0.90,,,,,,,,,,,,,,,,,,,,,,,\n")
  }

  @Test func knownValuesAreRoundedToTheirDecimals() {
    var flags = StrideFlags()
    flags.glute = .clipped
    flags.inferred = true
    let glute = MuscleStride(rms: 0.01, activation: 0.5, onset: -3.26, medianFrequency: 81.25)
    let hamstring = MuscleStride(rms: 0.02, activation: 1.5, onset: 20, medianFrequency: 99.96)
    let stride = MadeStride.stride(3, .unusable, glute: glute, hamstring: hamstring, flags: flags, leg: .left)
    #expect(
      line(stride, fullScale: 2)
        == "3,1.4000,2.1000,0.7000,85.71,20.000,40.000,0.5000,1.5000,0.3333,0.2500,-3.3,20.0,81.3,100.0,unusable,"
        + "glute-clipped inferred,left,0.90,,-40.00,-33.98,,,,,,,,,,,,,,,,,,,,\n")
  }

  @Test func partsOfTheMaximumAndTheAimStandAtTheEnd() {
    var glute = MadeStride.muscle(1)
    (glute.level, glute.ofMaximum) = (0.001, 0.0625)
    var hamstring = MadeStride.muscle(1)
    hamstring.ofMaximum = 0.25
    var stride = MadeStride.stride(1, .firing, glute: glute, hamstring: hamstring)
    #expect(line(stride).hasSuffix(",0.0625,0.2500,0.2000,,\n"))
    (stride.aim, stride.isAimMet) = (0.15, false)
    #expect(line(stride).hasSuffix(",0.0625,0.2500,0.2000,0.1500,false\n"))
    stride.isAimMet = true
    #expect(line(stride).hasSuffix(",0.1500,true\n"))
    #expect(StrideTable.header.hasSuffix(",glute_of_maximum,hamstring_of_maximum,maximum_share,aim,aim_met\n"))
  }

  @Test func notANumberAndInfinityAreNeverWritten() {
    let glute = MuscleStride(rms: .nan, activation: .infinity, onset: .nan, medianFrequency: -.infinity)
    let line = line(MadeStride.stride(1, .firing, glute: glute, hamstring: MadeStride.muscle(0)), fullScale: 1)
    #expect(!line.contains("nan") && !line.contains("inf"))
  }

  @Test func aNegativeValueThatRoundsToZeroHasNoSign() {
    let glute = MuscleStride(rms: 0.01, activation: nil, onset: -0.04, medianFrequency: nil)
    #expect(line(MadeStride.stride(1, .firing, glute: glute)).contains(",0.0,"))
  }

  @Test func everyLineHasTheFieldsOfTheHeader() {
    let commas = { (text: String) in text.count { $0 == "," } }
    #expect(commas(line(MadeStride.stride(1, .firing))) == commas(StrideTable.header))
  }
}
