import EMGUnits
import ForeignRecordings
import TestSupport
import Testing

/// Tables as recording programs write them, made after their documentation.
@Suite struct TableSourceTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A value that tells its row: 0.001, 0.002, …, as the program writes it.
  private static func value(_ row: Int, decimal: String = ".") -> String {
    let digits = String(row + 1)
    return "0\(decimal)" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func opened(_ name: String, _ text: String, rate: Double? = nil) throws -> ForeignRecording {
    try ForeignRecording.opened(try folder.file(name, text), rate: rate)
  }

  @Test func delsysConverter() throws {
    // EMG at 1925.926 Hz and acceleration at 148.148 Hz, each with a time column of its own
    var text =
      "Label: R GMAX: EMG 1 Sampling frequency: 1925.926 Number of points: 1000 start: 0 Unit: V Domain Unit: s\n"
    text += "Label: R BF: EMG 2 Sampling frequency: 1925.926 Number of points: 1000 start: 0 Unit: V Domain Unit: s\n"
    text += "Label: R BF: ACC.X Sampling frequency: 148.148 Number of points: 77 start: 0 Unit: g Domain Unit: s\n"
    text += "X[s],R GMAX: EMG 1,X[s],R BF: EMG 2,X[s],R BF: ACC.X\n"
    for row in 0..<1000 {
      let time = (Double(row) / 1925.926).fixedText(7)
      let slow = row < 77 ? "\((Double(row) / 148.148).fixedText(7)),0.98" : ","
      text += "\(time),\(Self.value(row)),\(time),-\(Self.value(row)),\(slow)\n"
    }
    let recording = try opened("trigno.csv", text)
    #expect(recording.names == ["R GMAX: EMG 1", "R BF: EMG 2", "R BF: ACC.X"])
    let extent = try recording.take("glute=R GMAX,hamstring=EMG 2", fullScale: 1000)
    #expect(abs((extent.millivolts ?? 0) - 100) < 1e-9 && !extent.isConverterRange)
    #expect(abs(recording.rate - 1925.926) < 0.0005 && recording.frameCount == 1000 && recording.gaps.isEmpty)
    let frames = try recording.all()
    #expect(abs(frames[41][0] - 0.0042) < 1e-7 && abs(frames[41][1] + 0.0042) < 1e-7)
    #expect(
      recording.remarks == [
        "Read as table with commas, 3 channels at 1925.926 Hz: glute is 1 “R GMAX: EMG 1” in V, hamstring is 2 “R BF: EMG 2” in V."
      ])
    #expect(
      refusal(folder["trigno.csv"], map: "glute=1,contact=3")
        == "channel 3 “R BF: ACC.X” has 148.148 Hz and rows of its own clock, the muscles have 1925.926 Hz. Export it with the "
        + "rate of the muscles, or leave it out of the map.")
  }

  @Test func delsysTrignoDiscoverWithGermanNumbers() throws {
    var text =
      "Application:;Trigno Discover\r\nDate/Time:;2.2.2024 10:20:30\r\nCollection Length (seconds):;0,5\r\n\r\n"
    text += "R GMAX (82305);;R BF (82306);\r\n"
    text += "EMG 1 Time Series (s);EMG 1 (mV);EMG 1 Time Series (s);EMG 1 (mV)\r\n"
    for row in 0..<1000 {
      let time = (Double(row) / 2000).fixedText(4).map { $0 == "." ? "," : String($0) }.joined()
      text += "\(time);\(Self.value(row, decimal: ","));\(time);-\(Self.value(row, decimal: ","))\r\n"
    }
    let recording = try opened("discover.csv", text)
    #expect(recording.names == ["R GMAX (82305): EMG 1", "R BF (82306): EMG 1"])
    _ = try recording.take("glute=GMAX,hamstring=BF")
    #expect(recording.rate == 2000 && recording.frameCount == 1000)
    #expect(abs(try recording.all()[99][0] - 0.01) < 1e-7)
    #expect(
      recording.remarks.first?.hasPrefix(
        "Read as Trigno Discover table with semicolons, decimal commas, 2 channels at 2000 Hz: ") == true)
  }

  @Test func noraxonMR3() throws {
    var text = "\u{FEFF}\"Name\";\"Runner\"\r\n\"Record\";\"Noraxon MR3\"\r\n\"Frequency\";\"1500\"\r\n\r\n"
    text += "\"time,s\";\"Activity\";\"Marker\";\"RT GLUT. MAX.,uV\";\"RT BICEPS FEM.,uV\"\r\n"
    for row in 0..<900 {
      let time = (Double(row) / 1500).fixedText(6).map { $0 == "." ? "," : String($0) }.joined()
      text += "\(time);Run;\(row == 300 ? "kerb" : "");\(row),5;-\(row),5\r\n"
    }
    let recording = try opened("mr3.csv", text)
    #expect(recording.names == ["RT GLUT. MAX.", "RT BICEPS FEM."])
    _ = try recording.take("right-glute=RT GLUT. MAX.,right-hamstring=RT BICEPS FEM.")
    #expect(recording.rate == 1500 && recording.frameCount == 900)
    #expect(abs(try recording.all()[100][1] + 0.1005) < 1e-6)
    #expect(
      recording.remarks == [
        "Read as Noraxon table with semicolons, decimal commas, 2 channels at 1500 Hz: right-glute is 1 “RT GLUT. MAX.” in µV, "
          + "right-hamstring is 2 “RT BICEPS FEM.” in µV."
      ])
  }

  @Test func openBCI() throws {
    var text =
      "%OpenBCI Raw EXG Data\n%Number of channels = 4\n%Sample Rate = 1000 Hz\n%Board = OpenBCI_GUI$BoardGanglionWifi\n"
    text += "Sample Index, EXG Channel 0, EXG Channel 1, Accel Channel 0, Other, Timestamp, Timestamp (Formatted)\n"
    for row in 0..<900 {
      // packets of ten come at once
      let stamp = (1_706_780_430 + Double(row / 10) / 100).fixedText(6)
      text += "\(row % 256), \(row).25, -\(row).25, 0.98, 0.0, \(stamp), 2024-02-01 10:20:30.\(row % 1000)\n"
    }
    let recording = try opened("OpenBCI-RAW.txt", text)
    #expect(recording.names == ["EXG Channel 0", "EXG Channel 1", "Accel Channel 0", "Other"])
    _ = try recording.take("glute=EXG Channel 0,hamstring=EXG Channel 1")
    #expect(recording.rate == 1000 && recording.frameCount == 900 && recording.gaps.isEmpty)
    #expect(abs(try recording.all()[200][0] - 0.20025) < 1e-6)
    #expect(
      recording.remarks == [
        "Read as OpenBCI table with commas, 4 channels at 1000 Hz: glute is 1 “EXG Channel 0” in µV, hamstring is 2 “EXG Channel "
          + "1” in µV."
      ])
  }

  @Test func openBCIBeforeItsFifthVersion() throws {
    var text = "%OpenBCI Raw EEG Data\n%\n%Sample Rate = 1000.0 Hz\n%First Column = SampleIndex\n"
    text += "%Other Columns = EEG data in microvolts followed by Accel Data (in G) interleaved with Aux Data\n"
    for row in 0..<50 { text += "\(row), \(row).25, -\(row).25, 0.98, 15:31:23.\(800 + row)\n" }
    let recording = try opened("old.txt", text)
    _ = try recording.take("glute=1,hamstring=2")
    #expect(recording.channelCount == 3 && recording.rate == 1000)
    #expect(abs(try recording.all()[10][0] - 0.01025) < 1e-7)
  }

  @Test func bitalinoOpenSignals() throws {
    var text = "# OpenSignals Text File Format. Version 1\n"
    text +=
      "# {\"20:16:12:22:01:28\": {\"position\": 0, \"device\": \"bitalino_rev\", \"device name\": \"20:16:12:22:01:28\", "
    text += "\"sampling rate\": 1000, \"resolution\": [4, 1, 1, 10, 10], \"sensor\": [\"EMG\", \"EMG\"], "
    text += "\"label\": [\"A1\", \"A2\"], \"column\": [\"nSeq\", \"I1\", \"I2\", \"A1\", \"A2\"]}}\n# EndOfHeader\n"
    for row in 0..<600 { text += "\(row % 16)\t0\t0\t\(512 + row % 100)\t\(512 - row % 100)\t\n" }
    let recording = try opened("opensignals.txt", text)
    #expect(recording.names == ["A1", "A2"])
    let extent = try recording.take("glute=A1,hamstring=A2")
    #expect(extent.isConverterRange && abs((extent.millivolts ?? 0) - 1650.0 / 1009) < 1e-9)
    #expect(recording.rate == 1000 && recording.frameCount == 600 && recording.device == "bitalino_rev")
    // 3.3 V over 1024 counts behind an amplification of 1009
    #expect(abs(try recording.all()[50][0] - Float(50.0 / 1024 * 3300 / 1009)) < 1e-6)
    #expect(
      recording.remarks == [
        "Read as OpenSignals table with tabs, 2 channels at 1000 Hz: glute is 1 “A1” in mV, hamstring is 2 “A2” in mV."
      ])
  }

  @Test func openSignalsWithoutColumnNames() throws {
    var text = "# OpenSignals Text File Format\n"
    text +=
      "# {\"00:07\": {\"sensor\": [\"RAW\"], \"label\": [\"CH1\"], \"device\": \"bioplux\", \"sampling rate\": 1000, "
    text += "\"resolution\": [12]}}\n# EndOfHeader\n"
    for row in 0..<50 { text += "\(row)\t\(2048 + 10 * row)\n" }
    let recording = try opened("plux.txt", text)
    _ = try recording.take("glute=CH1")
    #expect(abs(try recording.all()[20][0] - 200 / 2048) < 1e-6)
    #expect(recording.remarks.first?.hasSuffix("glute is 1 “CH1” in parts of full scale.") == true)
  }

  @Test func bitalinoAndOthersWithTabsMacLinesAndUTF16() throws {
    var text = "time_ms\tGM (mV)\tBF (mV)\r"
    for row in 0..<100 { text += "\(row)\t\(Self.value(row))\t-\(Self.value(row))\r" }
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let recording = try ForeignRecording.opened(try folder.file("excel.txt", bytes))
    _ = try recording.take("glute=GM,hamstring=BF")
    #expect(recording.rate == 1000 && recording.frameCount == 100)
    let frames = try recording.all()
    #expect(abs(frames[99][0] - 0.01) < 1e-8)
    try recording.seek(to: 50)
    #expect(try recording.all() == Array(frames[50...]))
  }

  @Test func unitsInARowOfTheirOwn() throws {
    var text = "time,GM,BF\ns,mV,mV\n"
    for row in 0..<40 { text += "\((Double(row) / 1000).fixedText(3)),\(Self.value(row)),1e-3\n" }
    let recording = try opened("units.csv", text)
    _ = try recording.take("glute=GM,hamstring=BF")
    #expect(try recording.all()[7] == [0.0008, 0.001])
  }

  @Test func whatCannotBeSeenIsAskedFor() throws {
    var text = "GM,BF\n"
    for row in 0..<40 { text += "\(row),-\(row)\n" }
    let path = try folder.file("bare.csv", text)
    #expect(
      refusal(path)
        == "nothing says how many rows a second there are: it has no time column and no sample rate. Say it: --rate 2000."
    )
    #expect(
      refusal(path, rate: 2000)
        == "nothing says in which unit channel 1 “GM” is. Say it: --unit uv (or mv, v; full-scale for fractions of full scale)."
    )
    let recording = try ForeignRecording.opened(path, rate: 2000)
    _ = try recording.take("glute=GM,hamstring=BF", unit: .millivolts(0.001))
    #expect(abs(try recording.all()[30][0] - 0.03) < 1e-7)
    #expect(
      recording.remarks == [
        "Read as table with commas, 2 channels at 2000 Hz: glute is 1 “GM” in µV, as --unit says, hamstring is 2 “BF” in µV, as "
          + "--unit says."
      ])
  }

  @Test func aTimeThatJumpsForwardsIsAGap() throws {
    var text = "time_s,GM (uV)\n"
    for row in 0..<2000 { text += "\((Double(row) / 1000 + (row >= 1200 ? 0.35 : 0)).fixedText(3)),\(row + 1)\n" }
    let recording = try opened("jump.csv", text)
    _ = try recording.take("glute=GM")
    #expect(
      recording.rate == 1000 && recording.frameCount == 2350 && recording.gaps == [FrameGap(start: 1200, count: 350)])
    let frames = try recording.all()
    #expect(
      frames.count == 2350 && frames[1199][0] == 1.2 && frames[1200][0] == 0 && abs(frames[1550][0] - 1.201) < 1e-6)
    for start in [0, 1199, 1200, 1400, 1549, 1550, 2349] {
      try recording.seek(to: start)
      #expect(try recording.all() == Array(frames[start...]))
    }
    #expect(recording.remarks.last == "A gap of 0.35 s at 1.2 s; strides that it touches are not judged.")
  }

  @Test(arguments: [500, 1000, 1500, 2000, 2148.148, 4370.629, 100_000])
  func coarseTimesStillTellTheRate(rate: Double) throws {
    var text = "time,GM (uV)\n"
    for row in 0..<6000 { text += "\((Double(row) / rate).fixedText(rate > 5000 ? 6 : 4)),\(row % 50)\n" }
    let recording = try opened("rate.csv", text)
    _ = try recording.take("glute=GM")
    #expect(abs(recording.rate - rate) < 1e-4 * rate && recording.gaps.isEmpty && recording.frameCount == 6000)
  }

  @Test func aLongTableIsReadAsItIs() throws {
    var text = "time_s;GM (uV);BF (uV)\n"
    for row in 0..<60_000 { text += "\((Double(row) / 2000).fixedText(4));\(row);\(-row)\n" }
    let recording = try opened("long.csv", text)
    _ = try recording.take("glute=1,hamstring=2")
    let frames = try recording.all(block: 4096)
    #expect(frames.count == 60_000)
    #expect(frames.enumerated().allSatisfy { abs($1[0] - Float($0) / 1000) < 1e-4 * Float($0 + 1) })
    try recording.seek(to: 40_001)
    #expect(try recording.all() == Array(frames[40_001...]))
  }
}

extension Double {
  /// With so many decimals.
  func fixedText(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((self * scale).rounded())
    guard decimals > 0 else { return "\(whole)" }
    let digits = String(whole % Int(scale))
    return "\(whole / Int(scale))." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
