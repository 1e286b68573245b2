import Foundation
import Interchange
import Recording
import SessionResults
import TestSupport
import Testing

/// What another program reads is what was recorded.
@Suite struct EDFExportTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func exported(_ session: RecordedSession) throws -> (EDFReading, EDFExport.Result) {
    let export = try EDFExport(ExportSource(session: session.path))
    let result = try export.write(to: folder["out.\(export.ending)"], software: "glutecue 0.1.0")
    return (try EDFReading(result.path), result)
  }

  /// The largest difference to the recording, in steps of the file; the rest of the last record must be 0.
  private func worst(_ file: EDFReading, _ session: RecordedSession, fullScale: [Double]) -> Double {
    var worst = 0.0
    for channel in 0..<2 {
      let values = file.values(channel)
      for frame in 0..<RecordedSession.frames {
        let wanted = session.samples[2 * frame + channel] * fullScale[channel]
        worst = max(worst, abs(values[frame] - wanted) / file.signals[channel].step)
      }
    }
    return worst
  }

  @Test func sixteenBitsStayAsTheyAre() throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let (file, result) = try exported(session)
    #expect(!file.is24Bit && file.recordCount == 5 && result.path.hasSuffix(".edf"))
    for channel in 0..<2 {
      let wanted = stride(from: channel, to: session.samples.count, by: 2).map { Int(session.samples[$0] * 0x1p15) }
      #expect(Array(file.samples[channel].prefix(RecordedSession.frames)) == wanted)
      #expect(file.samples[channel].dropFirst(RecordedSession.frames).allSatisfy { $0 == 0 })
    }
    #expect(file.signals.map(\.label) == ["EMG L glute", "EMG R lower-back"])
    #expect(file.signals.map(\.dimension) == ["uV", "uV"] && file.signals.map(\.low) == [-5000, -5000])
    #expect(file.signals.map(\.high) == [4999.847, 4999.847] && file.signals.map(\.samplesPerRecord) == [1000, 1000])
    #expect(worst(file, session, fullScale: [5000, 5000]) < 0.01)
    #expect(result.remarks == ["Every sample is the recording's own; one step is 0.153 µV."])
  }

  /// 24 bits, 32 bits, floats; also small, too large and with a full scale that eight characters cannot hold.
  @Test(arguments: [
    (SampleEncoding.int24, Float(1), 5.0), (.int24, 1, 3.3), (.int32, 1, 5), (.int32, 0.001, 5), (.float32, 1, 5),
    (.float32, 0.003, 3.3), (.float32, 2.5, 5), (.int16, 1, 1.2345678), (.int24, 1, 1.2345678),
    (.float32, 0.4, 0.0123456),
  ])
  func whatNeedsMoreBitsGetsThem(encoding: SampleEncoding, peak: Float, fullScaleMv: Double) throws {
    let session = try RecordedSession(in: folder, encoding: encoding, peak: peak, fullScaleMv: fullScaleMv)
    let (file, result) = try exported(session)
    #expect(file.is24Bit && result.path.hasSuffix(".bdf"))
    #expect(worst(file, session, fullScale: [1000 * fullScaleMv, 1000 * fullScaleMv]) <= 1)
    let own = encoding == .int16 ? 0x1p-15 : 0x1p-23
    // EDF's eight characters for the range cost a trace of it
    #expect(file.signals[0].step <= 1000 * fullScaleMv * max(1, Double(peak)) * own * 2.0001)
    #expect(file.signals[0].step <= 1000 * fullScaleMv * own * (peak > 1 ? 4.0001 : 1.0001))
  }

  @Test func thirtyTwoBitsOfATwentyFourBitConverterStayAsTheyAre() throws {
    let session = try RecordedSession(in: folder, encoding: .int32, usesLowBits: false)
    let (file, _) = try exported(session)
    let wanted = stride(from: 0, to: session.samples.count, by: 2).map { Int(session.samples[$0] * 0x1p23) }
    #expect(Array(file.samples[0].prefix(RecordedSession.frames)) == wanted)
    #expect(file.samples[0].min() == -8_388_608 && file.samples[1].max() == 8_388_607)
  }

  @Test(arguments: [(SampleEncoding.int16, 0.01), (.int24, 1)])
  func withoutAFullScaleItIsPercentOfIt(encoding: SampleEncoding, mostSteps: Double) throws {
    let session = try RecordedSession(in: folder, encoding: encoding, fullScaleMv: nil)
    let (file, result) = try exported(session)
    #expect(file.signals.map(\.dimension) == ["%", "%"])
    #expect(worst(file, session, fullScale: [100, 100]) <= mostSteps)
    #expect(
      result.remarks == [
        "The full scale is unknown, so the signals are in percent of full scale."
      ])
  }

  @Test func annotationsStandAtTheirTimes() throws {
    let (file, _) = try exported(try RecordedSession(in: folder, encoding: .int16))
    let wanted: [EDFReading.Annotation] = [
      .init(seconds: 0.5123, duration: nil, text: "Initial contact left"),
      .init(seconds: 1.25, duration: nil, text: "Initial contact left"),
      .init(seconds: 1.25, duration: 0.7501, text: "Stride: glute silent left"),
      .init(seconds: 1.4005, duration: nil, text: "Cue: silent left"),
      .init(seconds: 2.0001, duration: nil, text: "Initial contact left"),
      .init(seconds: 2.5, duration: 0.25, text: "Gap: input lost"),
      .init(seconds: 2.8, duration: nil, text: "Mark: hill"),
      .init(seconds: 3, duration: nil, text: "Initial contact left"),
      .init(seconds: 3, duration: 0.7, text: "Stride: glute weak left"),
      .init(seconds: 3.2, duration: nil, text: "Cue: weak left"),
      .init(seconds: 3.7, duration: nil, text: "Initial contact left"),
      .init(seconds: 4.321, duration: nil, text: "Recording ends"),
    ]
    let order = { (a: EDFReading.Annotation, b: EDFReading.Annotation) in (a.seconds, a.text) < (b.seconds, b.text) }
    #expect(file.annotations.sorted(by: order) == wanted.sorted(by: order))
  }

  @Test func channelsThatAreNoMuscleAreInPercentToo() throws {
    let session = try RecordedSession(in: folder, encoding: .int16, map: "left-glute=2")
    let (file, _) = try exported(session)
    #expect(file.signals.map(\.label) == ["Channel 1", "EMG L glute"] && file.signals.map(\.dimension) == ["%", "uV"])
    #expect(worst(file, session, fullScale: [100, 5000]) < 0.01)
  }

  @Test func twoExportsAtOnceDoNotDisturbEachOther() async throws {
    let session = try RecordedSession(in: folder, encoding: .int16)
    let paths = (0..<8).map { folder["\($0).edf"] }
    try await withThrowingTaskGroup { group in
      for path in paths {
        group.addTask {
          _ = try EDFExport(ExportSource(session: session.path)).write(to: path, software: "glutecue 0.1.0")
        }
      }
      try await group.waitForAll()
    }
    let files = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(files.allSatisfy { $0 == files[0] })
  }
}
