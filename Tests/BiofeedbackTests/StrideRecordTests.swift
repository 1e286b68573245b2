import Biofeedback
import EMGUnits
import Testing

/// What is said of a stride follows from what was measured.
@Suite struct StrideRecordTests {
  private func stride(
    glute: Float?, hamstring: Float?, ofMaximum: (Float?, Float?) = (nil, nil), flags: [String] = []
  ) throws -> StrideRecord {
    var muscles = InlineArray<5, MuscleStride?>(repeating: nil)
    muscles[0] = MuscleStride(
      rms: 0.1, activation: glute, onset: nil, medianFrequency: nil, ofMaximum: ofMaximum.0)
    muscles[1] = MuscleStride(
      rms: 0.2, activation: hamstring, onset: nil, medianFrequency: nil, ofMaximum: ofMaximum.1)
    return StrideRecord(
      leg: .left, number: 3, contact: 10, end: 10.75, contactKnown: nil, confidence: 1,
      flags: try #require(StrideFlags(words: flags)), verdict: .firing, muscles: muscles)
  }

  @Test func ratioAndShareAreOfBothActivations() throws {
    let both = try stride(glute: 0.6, hamstring: 1.2)
    #expect(both.ratio == 0.5 && abs((both.gluteShare ?? 0) - 1 / 3) < 1e-6 && both.duration == 0.75)
  }

  @Test func withoutOneOfThemThereIsNeither() throws {
    for one in [
      try stride(glute: nil, hamstring: 1), try stride(glute: 1, hamstring: nil), try stride(glute: 0, hamstring: 0),
    ] {
      #expect(one.ratio == nil && one.gluteShare == nil)
    }
    // a share needs no hamstring that works, a ratio does
    let alone = try stride(glute: 1, hamstring: 0)
    #expect(alone.ratio == nil && alone.gluteShare == 1)
  }

  @Test(arguments: ["glute-dead", "hamstring-off", "glute-copied", "hamstring-invalid"])
  func anElectrodeThatHidesItsMuscleGivesNone(word: String) throws {
    let hidden = try stride(glute: 1, hamstring: 1, flags: [word])
    #expect(hidden.ratio == nil && hidden.gluteShare == nil)
  }

  @Test func theShareOfMaximaIsItsOwn() throws {
    #expect(try stride(glute: nil, hamstring: nil, ofMaximum: (0.1, 0.3)).maximumShare == 0.25)
    #expect(try stride(glute: 1, hamstring: 1, ofMaximum: (0.1, nil)).maximumShare == nil)
  }

  @Test func musclesAreFoundByName() throws {
    let both = try stride(glute: 1, hamstring: 1)
    #expect(both[.gluteusMaximus]?.rms == 0.1 && both[.hamstrings]?.rms == 0.2 && both[.calf] == nil)
  }
}
