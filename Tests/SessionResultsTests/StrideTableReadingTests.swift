import Biofeedback
import EMGUnits
import Foundation
import Recording
import SessionResults
import TestSupport
import Testing

/// A table that is read back says what was written.
@Suite struct StrideTableReadingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: folder["strides.csv"]))
    return folder["strides.csv"]
  }

  private func table(_ strides: [StrideRecord]) throws -> String {
    var table = StrideTable(scale: AmplitudeScale(fullScaleMillivolts: 5))
    return StrideTable.header + strides.map { String(decoding: table.line($0), as: UTF8.self) }.joined()
  }

  @Test func everyVerdictAndFlagComesBack() throws {
    var flags = StrideFlags()
    flags.glute = [.clipped, .off]
    flags.hamstring = .dead
    flags.inferred = true
    let strides = Verdict.allCases.enumerated().map { index, verdict in
      MadeStride.stride(
        index + 1, verdict, glute: MuscleStride(rms: 0.01, activation: 0.25, onset: -3.2, medianFrequency: 81.5),
        hamstring: MadeStride.muscle(1.5), flags: index == 2 ? flags : StrideFlags(), leg: index == 1 ? .right : nil)
    }
    let read = try StrideTable.read(write(table(strides)))
    for (was, now) in zip(strides, read) {
      #expect(now.number == was.number && abs(now.contact - was.contact) + abs(now.end - was.end) < 1e-4)
      #expect(now.verdict == was.verdict && now.flags == was.flags && now.leg == was.leg)
      #expect(now.ratio == was.ratio && now[.gluteusMaximus]?.onset == -3.2 && now[.calf] == nil)
      // two decimals of decibels
      #expect(abs(Double(now[.gluteusMaximus]?.rms ?? 0) - 0.01) < 1e-5)
    }
    #expect(read.count == strides.count)
  }

  @Test func partsOfTheMaximumAndTheAimComeBack() throws {
    var glute = MadeStride.muscle(1)
    glute.ofMaximum = 0.0625
    var strides = [1, 2, 3].map { MadeStride.stride($0, .firing, glute: glute, hamstring: MadeStride.muscle(1)) }
    (strides[0].aim, strides[0].isAimMet) = (0.15, false)
    (strides[1].aim, strides[1].isAimMet) = (0.1575, true)
    let read = try StrideTable.read(write(table(strides)))
    #expect(read.map(\.aim) == [0.15, 0.1575, nil] && read.map(\.isAimMet) == [false, true, nil])
    #expect(read.allSatisfy { $0[.gluteusMaximus]?.ofMaximum == 0.0625 && $0[.hamstrings]?.ofMaximum == nil })
  }

  @Test func aLastLineThatWasCutOffIsLeftOut() throws {
    let whole = try table(MadeStride.strides("fff"))
    #expect(try StrideTable.read(write(String(whole.dropLast(5)))).count == 2)
  }

  /// Saved by an editor or a spreadsheet of another system, with its decimal comma.
  @Test func theTableOfAnotherProgramIsTheSame() throws {
    let text = try table(MadeStride.strides("fsw"))
    let read = try StrideTable.read(write(text))
    for style in [
      text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text, text.replacing(",", with: ";").replacing(".", with: ","),
      text.replacing(",", with: "\t"),
    ] {
      let other = try StrideTable.read(write(style))
      #expect(other.map(\.contact) == read.map(\.contact) && other.map(\.verdict) == read.map(\.verdict))
      #expect(other.map { $0[.gluteusMaximus]?.rms } == read.map { $0[.gluteusMaximus]?.rms } && other.count == 3)
    }
  }

  @Test(arguments: [
    ("stride,end_s,verdict,flags\n", 1, "the column contact_s is missing"),
    ("stride,contact_s,end_s,verdict,flags\n1,0,1,firing\n", 2, "there are 4 fields instead of 5"),
    ("stride,contact_s,end_s,verdict,flags\n1,zero,1,firing,\n", 2, "contact_s is “zero”, not a number"),
    ("stride,contact_s,end_s,verdict,flags\n1,0,1,good,\n", 2, "there is no verdict “good”"),
    ("stride,contact_s,end_s,verdict,flags\n1,0,1,firing,odd\n", 2, "of the flags “odd” not all exist"),
    (
      "stride,contact_s,end_s,verdict,flags\n1,2,1,firing,\n", 2,
      "a stride number, a contact or an end after it is missing"
    ),
    ("", 1, "the column stride is missing"),
  ])
  func whatIsNoTableIsRefused(_ text: String, _ line: Int, _ reason: String) throws {
    let path = try write(text)
    #expect(throws: SessionReadingError.table(path: path, line: line, reason: reason)) { try StrideTable.read(path) }
  }

  /// As the first versions wrote it.
  @Test func aTableWithoutFlagsIsRead() throws {
    let read = try StrideTable.read(write("stride,contact_s,end_s,verdict\n7,1.5,2.25,weak\n"))
    #expect(read.map(\.number) == [7] && read[0].verdict == .weak && read[0].flags == StrideFlags())
    #expect(read[0].contact == 1.5 && read[0].end == 2.25)
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(throws: SessionReadingError.file(.missing(path: folder["none.csv"]))) {
      try StrideTable.read(folder["none.csv"])
    }
  }
}
