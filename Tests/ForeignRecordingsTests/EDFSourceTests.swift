import EMGUnits
import ForeignRecordings
import TestSupport
import Testing

/// EDF, EDF+, BDF and BDF+ made after their specifications.
@Suite struct EDFSourceTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func opened(_ bytes: EDFBytes, _ name: String = "run.edf") throws -> ForeignRecording {
    try ForeignRecording.opened(try folder.file(name, bytes.bytes))
  }

  @Test func integersBecomePhysicalValues() throws {
    let glute = EDFBytes.muscle("EMG R glute", first: -500)
    let recording = try opened(EDFBytes([glute, EDFBytes.muscle("EMG R hamstring")]))
    #expect(recording.names == ["EMG R glute", "EMG R hamstring"])
    let extent = try recording.take("glute=1,hamstring=2", fullScale: 5)
    #expect(extent.millivolts == 5 && extent.isConverterRange && !extent.isGivenUnit)
    #expect(recording.rate == 1000 && recording.frameCount == 2000 && recording.gaps.isEmpty)
    let frames = try recording.all()
    #expect(frames.count == 2000)
    // from ±5000 µV to ±1: 65,535 steps
    for frame in [0, 999, 1000, 1999] {
      let expected = (10_000.0 / 65_535 * Double(frame - 500 + 32_768) - 5000) / 5000
      #expect(abs(Double(frames[frame][0]) - expected) < 1e-6)
    }
    #expect(
      recording.remarks == [
        "Read as EDF, 2 channels at 1000 Hz: glute is 1 “EMG R glute” in µV, hamstring is 2 “EMG R hamstring” in µV."
      ])
    #expect(recording.start.map { $0.localISO.hasPrefix("2024-02-01T10:20:30") } == true)
  }

  @Test func twentyFourBitsAndMillivolts() throws {
    var signal = EDFBytes.muscle("BF", first: -8_388_608)
    signal.digital = ("-8388608", "8388607")
    (signal.physical, signal.dimension) = (("-262.144", "262.144"), "mV")
    var file = EDFBytes([signal])
    file.isBDF = true
    let recording = try opened(file, "run.bdf")
    #expect(try recording.take("hamstring=BF", fullScale: 262.144).millivolts == 262.144)
    let first = try recording.all()[0][0]
    #expect(abs(first + 1) < 1e-6)
  }

  @Test func aSlowerChannelHoldsItsValues() throws {
    var foot = EDFBytes.Signal(label: "Foot", dimension: "g", physical: ("-4", "4"), samplesPerRecord: 100)
    foot.records = [(0..<100).map { $0 * 100 }, (0..<100).map { $0 * 100 }]
    let recording = try opened(EDFBytes([foot, EDFBytes.muscle("GM", rate: 2000)]))
    _ = try recording.take("glute=GM,contact=Foot")
    #expect(recording.rate == 2000 && recording.frameCount == 4000)
    let frames = try recording.all()
    // 20 frames long
    #expect(frames[0][0] == frames[19][0] && frames[20][0] > frames[19][0] && abs(frames[0][0]) <= 1)
    #expect(
      recording.remarks.first
        == "Read as EDF, 2 channels at 2000 Hz: glute is 2 “GM” in µV, contact is 1 “Foot” in g, each of its 100 Hz held until "
        + "the next.")
  }

  @Test func musclesMustHaveOneRate() throws {
    let path = try folder.file("run.edf", EDFBytes([EDFBytes.muscle("GM", rate: 2000), EDFBytes.muscle("BF")]).bytes)
    #expect(
      refusal(path, map: "glute=1,hamstring=2")
        == "channel 1 “GM” has 2000 Hz and channel 2 “BF” 1000 Hz. Muscles must have one sample rate: record or export them with "
        + "the same.")
    #expect(refusal(path, map: "hamstring=2") == nil)
  }

  @Test func pausesOfEDFPlusDAreGapsAndAnnotationsAreMarks() throws {
    let times = EDFBytes.annotations([
      "+0\u{14}\u{14}\0+0.5\u{14}hill\u{14}", "+3.5\u{14}\u{14}\0+3.75\u{15}0.25\u{14}Mark: kerb\u{14}tired\u{14}",
    ])
    var file = EDFBytes([EDFBytes.muscle("GM", first: 1), times])
    (file.reserved, file.recording) = ("EDF+D", "Startdate 01-FEB-2024 X X ADS_1299 X")
    let recording = try opened(file)
    _ = try recording.take("glute=1")
    #expect(recording.gaps == [FrameGap(start: 1000, count: 2500)] && recording.frameCount == 4500)
    #expect(
      recording.marks == [
        ForeignMark(seconds: 0.5, label: "hill"), ForeignMark(seconds: 3.75, label: "kerb"),
        ForeignMark(seconds: 3.75, label: "tired"),
      ])
    let frames = try recording.all()
    #expect(frames.count == 4500)
    #expect(frames[999][0] > 0 && frames[1000][0] == 0 && frames[3499][0] == 0 && frames[3500][0] > 0)
    #expect(recording.device == "ADS 1299")
    #expect(
      recording.remarks.dropFirst() == [
        "A gap of 2.5 s at 1 s; strides that it touches are not judged.", "3 annotations became marks.",
      ])
    try recording.seek(to: 3499)
    #expect(try recording.all().count == 1001)
  }

  @Test func recordsThatGoBackwardsAreRefused() throws {
    var file = EDFBytes([
      EDFBytes.muscle("GM"), EDFBytes.annotations(["+0\u{14}\u{14}", "+0.5\u{14}\u{14}"]),
    ])
    file.reserved = "EDF+D"
    #expect(
      refusal(try folder.file("run.edf", file.bytes))
        == "data record 2 begins at 0.5 s, before the one in front of it ends (1 s). Its times go backwards.")
    file.signals[1] = EDFBytes.annotations(["+0\u{14}\u{14}", "+4000\u{14}\u{14}"])
    #expect(
      refusal(try folder.file("run.edf", file.bytes))
        == "its time jumps by 3999 s at data record 2. Gaps of up to an hour are read; make a file of each part.")
  }

  @Test func aTruncatedFileIsReadToItsLastWholeRecord() throws {
    let whole = EDFBytes([EDFBytes.muscle("GM", records: 3)])
    let cut = try ForeignRecording.opened(try folder.file("cut.edf", Array(whole.bytes.dropLast(1))))
    _ = try cut.take("glute=1")
    #expect(cut.frameCount == 2000)
    #expect(
      cut.remarks.first == "The header declares 3 data records but the file holds 2; read to the last whole one.")
    var open = whole
    open.recordCount = "-1"
    let unended = try opened(open)
    #expect(
      unended.remarks.first
        == "The header gives no number of data records, as when a recorder is switched off in the middle; read to the last "
        + "whole one, 3.")
  }

  @Test func aRangeThatRunsBackwardsTurnsTheSignal() throws {
    var signal = EDFBytes.muscle("GM", first: 1000)
    signal.physical = ("5000", "-5000")
    let recording = try opened(EDFBytes([signal]))
    _ = try recording.take("glute=1")
    #expect(try recording.all()[0][0] < 0)
    #expect(
      recording.remarks.last
        == "channel 1 “GM”: its physical range runs backwards, so its values are taken as turned upside down.")
  }

  @Test func aHundredChannelsAreRead() throws {
    let file = EDFBytes((1...100).map { EDFBytes.muscle("C\($0)", rate: 500, records: 1, first: $0) })
    let recording = try opened(file)
    _ = try recording.take("glute=C99,hamstring=C100", fullScale: 5)
    let frame = try recording.all()[0]
    #expect(frame.count == 100 && frame[99] > frame[98] && frame[98] > frame[0])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: String
    let change: @Sendable (inout EDFBytes) -> Void
    init(_ name: String, _ words: String, _ change: @escaping @Sendable (inout EDFBytes) -> Void) {
      (testDescription, self.words, self.change) = (name, words, change)
    }
  }

  @Test(arguments: [
    Case(
      "the same at both ends",
      "signal 1 “GM” has the physical range 5000 to 5000 uV, which makes every value the same. Write the file again with the "
        + "true range."
    ) { $0.signals[0].physical = ("5000", "5000") },
    Case(
      "digital the wrong way round",
      "signal 1 “GM” has the digital range 32767 to -32768; the minimum must be below the maximum."
    ) { $0.signals[0].digital = ("32767", "-32768") },
    Case(
      "more than eight characters",
      "the physical minimum of signal 1 “GM” is “-1.2e+0-”, which is no number. A number has 8 characters in this header, and its "
        + "writer may have needed more. Write the file again with a larger unit, such as mV."
    ) { $0.signals[0].physical = ("-1.2e+0-5", "5000") },
    Case(
      "a field of stars",
      "the physical maximum of signal 1 “GM” is “********”, which is no number. A number has 8 characters in this header, and its "
        + "writer may have needed more. Write the file again with a larger unit, such as mV."
    ) { $0.signals[0].physical = ("-5000", "********") },
    Case("no signals", "the file holds no signals at all. Nothing was recorded.") { $0.signals = [] },
    Case("annotations only", "it holds annotations only and no signal. Nothing can be analysed in it.") {
      $0.signals = [EDFBytes.annotations(["+0\u{14}\u{14}"])]
    },
    Case("no records", "the file has a header but not a single whole data record. Nothing was recorded.") {
      $0.signals[0].records = []
    },
    Case(
      "more signals than the header has room for",
      "the header says that it has 512 bytes; with 9 signals it must have 2560. It is damaged."
    ) { $0.signalCount = "9" },
    Case("records without duration", "the header says that a data record lasts 0 s, so there is no sample rate.") {
      $0.seconds = "0"
    },
    Case(
      "no voltage",
      "channel 1 “GM” is in “deg”, which is no voltage. A muscle's channel is in V, mV, µV or nV. Its channels: 1 “GM” (deg)."
    ) { $0.signals[0].dimension = "deg" },
    Case(
      "no unit",
      "nothing says in which unit channel 1 “GM” is. Say it: --unit uv (or mv, v; full-scale for fractions of full scale)."
    ) { $0.signals[0].dimension = "" },
  ])
  func whatCannotBeUsedIsRefused(fault: Case) throws {
    var file = EDFBytes([EDFBytes.muscle("GM")])
    fault.change(&file)
    #expect(refusal(try folder.file("run.edf", file.bytes)) == fault.words)
  }

  @Test func aCutHeaderAndAnotherFileAreTold() throws {
    let whole = EDFBytes([EDFBytes.muscle("GM")]).bytes
    #expect(
      refusal(try folder.file("a.edf", Array(whole.prefix(300))))
        == "its header is cut off after 300 bytes. Copy it again.")
    #expect(
      refusal(try folder.file("b.edf", String(repeating: "x", count: 600)))
        == "it is named like an EDF or BDF file, but it does not begin like one.")
  }

  @Test func mixedUnitsAreRefusedAndDifferentVoltagesAreNot() throws {
    var millivolts = EDFBytes.muscle("BF")
    (millivolts.dimension, millivolts.physical) = ("mV", ("-5", "5"))
    let both = try opened(EDFBytes([EDFBytes.muscle("GM"), millivolts]))
    _ = try both.take("glute=1,hamstring=2", fullScale: 5)
    let frame = try both.all()[700]
    #expect(abs(frame[0] - frame[1]) < 1e-6)
    var part = EDFBytes.muscle("BF")
    part.dimension = "%"
    var file = EDFBytes([EDFBytes.muscle("GM"), part])
    (file.reserved, file.recording) = ("EDF+C", "Startdate X X X glutecue_0.1.0")
    #expect(
      refusal(try folder.file("mixed.edf", file.bytes), map: "glute=1,hamstring=2")
        == "its units are mixed: channel 1 “GM” is a voltage and channel 2 “BF” a part of full scale. Muscles are compared, so they "
        + "must be in the same kind of unit.")
  }
}
