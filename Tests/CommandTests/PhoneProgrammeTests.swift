import EMGUnits
import Foundation
import Glibc
import Simulation
import TestSupport
import Testing

/// A programme from a phone on a card that runs four times as fast: squeezes by tones, the session to its own end; then a
/// session that lost its power, made whole.
@Suite(.enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence), .serialized)
struct PhoneProgrammeTests {
  private static let person = "P07"
  private static let programme = """
    version: 1
    name: Short
    aim: maximum:20%
    sessions:
      - {minutes: 1, feedback: 100%, note: Run easily.}
      - {minutes: 1, feedback: 100%}
    """

  private let card: LiveCard
  private var folder: TemporaryFolder { card.folder }

  init() throws { card = try SqueezeCard.make(running: 90) }

  @Test func squeezesProgrammeAndAPowerCut() throws {
    try FileManager.default.createDirectory(
      atPath: folder["home/people/\(Self.person)"], withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: folder["calibration"], toPath: folder["home/people/\(Self.person)/calibration"])
    _ = try folder.file("home/programme.yaml", Self.programme)
    let first = try PhoneOnServer.serve([], environment: try card.card.environment, in: folder) { process, _, link in
      let phone = try PhoneOnServer(link, in: folder)
      try prepare(phone)
      try runsTheProgramme(phone)
      try beginsAnother(phone)
      #expect(phone.browser.complaints == [])
      kill(process.processIdentifier, SIGKILL)
    }
    #expect(first.exitCode == 128 + SIGKILL)
    let second = try PhoneOnServer.serve([], environment: try card.card.environment, in: folder) { process, _, link in
      let phone = try PhoneOnServer(link, in: folder)
      try makesItWhole(phone)
      #expect(phone.browser.complaints == [])
      kill(process.processIdentifier, SIGTERM)
    }
    #expect(second.exitCode == 0, "\(second.standardError)")
  }

  private func prepare(_ phone: PhoneOnServer) throws {
    try phone.sees("Choose the sound card")
    try phone.tap("People")
    try phone.tap("Add a person")
    try phone.write(Self.person, into: "Name or code")
    try phone.tap("Add and choose")
    try phone.sees("✓ chosen")
    let wishes =
      "{\"device.input\": \"alsa:\(card.card.name)\", \"device.tone\": \"alsa:\(card.card.name)\", \"input.map\": \"\(card.map)\"}"
    #expect(try phone.call("PUT", "/api/settings", wishes).hasPrefix("200 "))
  }

  /// Nobody touches the phone from the start to the end.
  private func runsTheProgramme(_ phone: PhoneOnServer) throws {
    try phone.go(to: "programme")
    try phone.sees("Short")
    try phone.expectNoBarrier("programme")
    try phone.tap("Session 1")
    try phone.sees("Begin with the fifteen seconds")
    try phone.tap("Start")
    try phone.sees("Squeeze")
    try phone.expectNoBarrier("squeezes")
    try phone.sees("signal good")
    try phone.sees("Session ended")
    try phone.sees("The profile is scaled by that.")
    try phone.sees("of your maximum")
    try phone.tap("Report, files, marks")
    try phone.sees("session 1 of 2")
    try phone.tap("Now")
    try phone.sees("Session 2 of 2")
  }

  private func beginsAnother(_ phone: PhoneOnServer) throws {
    #expect(try phone.call("POST", "/api/run", "{\"squeeze\": false}").hasPrefix("200 "))
    try phone.tap("● session runs")
    try phone.sees("signal good")
    let folders = try FileManager.default.contentsOfDirectory(atPath: folder["home/sessions"]).sorted()
    let recording = "home/sessions/\(try #require(folders.last))/recording.wav"
    try card.wait { try folder.bytes(recording).count > 100_000 }
  }

  private func makesItWhole(_ phone: PhoneOnServer) throws {
    try phone.sees("Session 2 of 2")
    try phone.tap("Sessions")
    try phone.sees("✕")
    try phone.expectNoBarrier("sessions, one damaged")
    let damaged = try phone.browser.value(
      "[...document.querySelectorAll('a.row')].find((one) => one.innerText.includes('✕')).getAttribute('href')")
    try phone.go(to: String(try #require(damaged as? String).dropFirst()))
    try phone.tap("Repair it")
    try phone.sees("strides")
    try phone.tap("Make the report")
    try phone.sees("The report is ready.")
    try phone.expectNoBarrier("session, repaired")
  }
}
