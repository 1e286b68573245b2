import LabStreams
import Testing

/// What is said of streams that cannot be used.
@Suite struct LabStreamErrorTests {
  private static let emg = LabStreamInfo(
    name: "EMG", type: "EMG", sourceID: "amp-1", host: "lab-pc", channelCount: 8, rate: 2148.148, format: .float32)

  @Test func aStreamIsDescribed() {
    #expect("\(Self.emg)" == "EMG (type EMG, 8 channels at 2148.148 Hz, from lab-pc)")
    let markers = LabStreamInfo(name: "Marks", type: "Markers", channelCount: 1, rate: 0, format: .text)
    #expect("\(markers)" == "Marks (type Markers, events)")
  }

  @Test func aNameThatIsNotThereIsAnsweredWithThoseThatAre() {
    let found = (1...8).map { LabStreamInfo(name: "S\($0)", type: "", channelCount: 1, rate: 500, format: .int16) }
    #expect(
      "\(LabStreamError.missing(name: "EGM", found: [Self.emg]))"
        == "lsl:EGM: there is no LSL stream of that name. Found: EMG (type EMG, 8 channels at 2148.148 Hz, from lab-pc)."
    )
    #expect("\(LabStreamError.missing(name: "EMG", found: found))".hasSuffix("S6 (1 channel at 500 Hz) and 2 more."))
  }

  @Test func twoOfOneNameAreToldApart() {
    var other = Self.emg
    other.sourceID = ""
    other.host = "laptop"
    #expect(
      "\(LabStreamError.ambiguous(name: "EMG", [Self.emg, other]))"
        == "lsl:EMG: 2 LSL streams have that name. Stop those that are not meant, or name one by its source id: lsl:amp-1 from "
        + "lab-pc, one from laptop has none.")
  }

  @Test(arguments: [
    ("uV", 0.001), ("µV", 0.001), ("μV", 0.001), ("microvolts", 0.001), ("Microvolt", 0.001), ("mV", 1),
    ("millivolts", 1),
    ("V", 1000), ("volts", 1000), ("nV", 1e-6),
  ])
  func unitsOfVoltageAreKnown(text: String, millivolts: Double) { #expect(VoltageWord(text)?.millivolts == millivolts) }

  @Test(arguments: ["", "N", "m/s^2", "counts", "uVolt²"])
  func otherUnitsAreNone(text: String) { #expect(VoltageWord(text) == nil) }
}
