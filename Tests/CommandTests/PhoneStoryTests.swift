import Foundation
import Glibc
import TestSupport
import Testing

/// The product from a phone: the real server, a virtual sound card, a real browser.
@Suite(.enabled(if: HeadlessBrowser.program != nil, HeadlessBrowser.absence), .serialized)
struct PhoneStoryTests {
  private static let steps = 9
  /// From the first screen to the first beep, for whom there is a profile.
  private static let mostTaps = 5

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// From two paired electrodes to the history, with all that may happen to a phone.
  @Test func aRunnerUsesItAll() throws {
    let card = try LiveCard(try LiveCard.running(seconds: 20, silent: 8...14))
    try makePerson()
    let result = try PhoneOnServer.serve(
      ["--pace", "none"], environment: try card.card.environment, in: folder
    ) { process, address, link in
      let phone = try PhoneOnServer(link, in: folder)
      try isPaired(phone)
      try addPerson("P01", on: phone)
      try checks(phone)
      try calibrates(phone)
      let coach = try invitesCoach(phone)
      try takesCard(card.card.name, on: phone)
      try runs(phone)
      try coachWatches(coach)
      let again = try comesBack(after: phone, link)
      try marksAndStops(again)
      try looksBack(again)
      try anotherPerson(again)
      try looksAround(again)
      #expect(again.browser.complaints == [])
      try stopsInEveryPhase(again)
      try endsWithTheComputer(again, process)
    }
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardError.isEmpty)
    let sessions = try FileManager.default.contentsOfDirectory(atPath: folder["home/sessions"])
    // one may have begun before it was stopped
    #expect((2...3).contains(sessions.count), "\(sessions)")
    for session in sessions { _ = try folder.bytes("home/sessions/\(session)/summary.json") }
  }

  /// Somebody simulated, whose electrodes are right, and swapped; the right one twice, so that a step can be done again.
  private func makePerson() throws {
    for (name, fault) in [("me", []), ("swapped", ["--calibration-fault", "swapped"])] {
      let made = try GlutecueProcess.run(
        ["simulate", "--calibration", "--seed", "7", "--output", folder["\(name).wav"]] + fault)
      try #require(made.exitCode == 0, "\(made.standardError)")
    }
    let once = try folder.bytes("me.wav")
    let head = try #require(once.firstRange(of: Array("data".utf8))).upperBound + 4
    let frames = once[head...]
    func size(_ count: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } }
    let whole = Array(once[8..<head - 4]) + size(2 * frames.count) + frames + frames
    _ = try folder.file("twice.wav", Array(once[..<4]) + size(whole.count) + whole)
    _ = try folder.file("twice.json", try folder.bytes("me.json"))
    // two channels of 16 bits at 2000 Hz
    let seconds = Double(frames.count) / 4 / 2000
    let lines = String(decoding: try folder.bytes("me.steps.csv"), as: UTF8.self).split(separator: "\n")
    let later = lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]),\(cells[1]),\((Double(cells[2]) ?? 0) + seconds),\((Double(cells[3]) ?? 0) + seconds)"
    }
    _ = try folder.file("twice.steps.csv", (lines.map(String.init) + later).joined(separator: "\n") + "\n")
  }

  private func isPaired(_ phone: PhoneOnServer) throws {
    try phone.sees("Choose the sound card")
    #expect(
      try phone.browser.value("location.href.includes('pair')") as? Bool == false, "the code is out of the address")
    #expect(try phone.browser.value("document.cookie") as? String == "", "no page can read the cookie")
    try phone.expectNoBarrier("now")
  }

  private func addPerson(_ name: String, on phone: PhoneOnServer) throws {
    try phone.tap("People")
    try phone.tap("Add a person")
    try phone.write(name, into: "Name or code")
    try phone.expectNoBarrier("person")
    try phone.tap("Add and choose")
    try phone.sees("✓ chosen")
    try phone.sees(name)
  }

  private func settings(_ changes: String, on phone: PhoneOnServer) throws {
    let answer = try phone.call("PUT", "/api/settings", changes)
    try #require(answer.hasPrefix("200 "), "\(answer)")
    try phone.tap("Now")
  }

  /// The map is swapped, and the squeeze test tells it.
  private func checks(_ phone: PhoneOnServer) throws {
    try settings(
      """
      {"device.input": "wav:\(folder["swapped.wav"])", "device.tone": "none", "input.map": "glute=1,hamstring=2",
       "input.full-scale-mv": "5"}
      """, on: phone)
    try phone.tap("Check electrodes")
    try phone.sees("The squeeze test then asks")
    try phone.expectNoBarrier("check, offered")
    try phone.tap("Squeeze test")
    try phone.sees("Glute and hamstring are swapped: each channel answers to the other muscle.")
    try phone.expectNoBarrier("check, ended")
  }

  /// To the end, with one step done again, and the page loaded again in the middle.
  private func calibrates(_ phone: PhoneOnServer) throws {
    try settings("{\"device.input\": \"wav:\(folder["twice.wav"])\"}", on: phone)
    try phone.sees("Check the electrodes, then calibrate")
    try phone.tap("Calibrate")
    try phone.tap("Begin")
    for step in 1...Self.steps {
      try phone.sees("Step \(step) of \(Self.steps)")
      if step == 3 {
        try phone.sees("Measured: Squeeze test")
        try phone.expectNoBarrier("calibrate, a step")
        try phone.tap("Redo")
        try phone.sees("Step 2 of \(Self.steps)")
        try phone.tap("Start")
        try phone.sees("Step 3 of \(Self.steps)")
      }
      if step == 5 {
        try phone.browser.reload()
        try phone.sees("Step 5 of \(Self.steps)")
        #expect(try phone.browser.value("location.hash") as? String == "#calibrate")
      }
      try phone.tap(step == 1 ? "Start" : "Accept and continue")
    }
    try phone.sees("The profile is written.")
    try phone.expectNoBarrier("calibrate, ended")
    _ = try folder.bytes("home/people/P01/calibration/profile.json")
  }

  private func invitesCoach(_ phone: PhoneOnServer) throws -> PhoneOnServer {
    try phone.go(to: "access")
    try phone.tap("Make a link")
    try phone.sees("Make a new link")
    try phone.expectNoBarrier("access")
    let link = try phone.browser.value("[...document.querySelectorAll('.address')].at(-1).textContent") as? String
    let coach = try PhoneOnServer(try #require(link), in: folder, isDark: true)
    try coach.sees("No session is running.")
    return coach
  }

  private func takesCard(_ name: String, on phone: PhoneOnServer) throws {
    try phone.go(to: "card")
    try phone.sees("Where the electrodes come in")
    try phone.expectNoBarrier("card")
    try settings("{\"device.input\": \"alsa:\(name)\", \"device.tone\": \"alsa:\(name)\"}", on: phone)
    try phone.sees("Ready for a run.")
  }

  /// With an aim, to the first beep.
  private func runs(_ phone: PhoneOnServer) throws {
    phone.taps = 0
    try phone.tap("Run")
    try phone.sees("Begin with the fifteen seconds")
    try phone.expectNoBarrier("run, offered")
    // what the card delivers is running, from the beginning on
    try phone.tap("Begin with the fifteen seconds")
    try phone.tap("Aim")
    try phone.tap("Part of my maximum")
    try phone.tap("Start")
    try phone.sees("signal good")
    #expect(try phone.browser.waits(for: "/cues\\s+\\d+ /.test(document.body.innerText)"))
    print("Taps from the first screen to the first beep, with an aim chosen anew: \(phone.taps)")
    #expect(phone.taps <= Self.mostTaps)
    try phone.expectNoBarrier("run")
  }

  private func coachWatches(_ coach: PhoneOnServer) throws {
    try coach.sees("signal good")
    #expect(
      try coach.browser.value("[...document.querySelectorAll('button')].filter((one) => one.checkVisibility()).length")
        as? Int == 0)
    try coach.expectNoBarrier("coach")
    #expect(coach.browser.complaints == [])
    #expect(try coach.call("POST", "/api/job/stop").hasPrefix("403 "))
    #expect(try coach.call("GET", "/api/sessions").hasPrefix("403 "))
    #expect(try coach.call("GET", "/api/state").contains("\"state\":\"running\""))
  }

  /// The phone dies in the run; another one finds the session as it is.
  private func comesBack(after phone: PhoneOnServer, _ link: String) throws -> PhoneOnServer {
    #expect(phone.browser.complaints == [])
    phone.browser.die()
    let again = try PhoneOnServer(link, in: folder)
    try again.sees("signal good")
    #expect(try again.browser.value("location.hash") as? String == "#run")
    #expect(try again.browser.waits(for: "window.glutecueMeasures.frames > 10"))
    return again
  }

  private func marksAndStops(_ phone: PhoneOnServer) throws {
    try phone.tap("Mark")
    try phone.expectNoBarrier("mark")
    try phone.tap("uphill")
    #expect(try phone.browser.waits(for: "/marks\\s+1,/.test(document.body.innerText)"))
    try phone.tap("Stop")
    try phone.sees("It cannot be continued.")
    try phone.tap("End it")
    try phone.sees("Session ended")
    try phone.sees("of your maximum")
    try phone.expectNoBarrier("run, ended")
  }

  private func looksBack(_ phone: PhoneOnServer) throws {
    try phone.tap("Report, files, marks")
    try phone.sees("uphill")
    try phone.expectNoBarrier("session")
    try phone.tap("Make again")
    try phone.sees("The report is ready.")
    let report = try phone.browser.value("document.querySelector('#actions .primary').pathname") as? String
    #expect(try phone.call("GET", report ?? "").lowercased().hasPrefix("200 <!doctype html>"))
    try phone.tap("Log")
    try phone.expectNoBarrier("log")
    phone.taps = 0
    try phone.tap("Soreness")
    try phone.tap("3 of 10")
    try phone.sees("✓ Noted: Soreness, 3 of 10")
    #expect(phone.taps == 2)
    try phone.tap("Sessions")
    try phone.sees("strides")
    try phone.expectNoBarrier("sessions")
    try phone.tap("History")
    try phone.sees("A line needs two sessions.")
    try phone.expectNoBarrier("history")
    #expect(try phone.call("GET", "/history").lowercased().hasPrefix("200 <!doctype html>"))
    #expect(try phone.call("GET", "/api/history").contains("\"person\""))
  }

  private func anotherPerson(_ phone: PhoneOnServer) throws {
    try addPerson("P02", on: phone)
    try phone.tap("Sessions")
    try phone.sees("No session yet.")
    #expect(try phone.call("GET", "/api/log").contains("\"entries\":[]"))
    try phone.tap("Now")
    try phone.sees("Not calibrated yet")
    try phone.tap("People")
    try phone.expectNoBarrier("people")
    try phone.tap("Choose P01")
    try phone.sees("calibrated ")
    try phone.tap("Sessions")
    try phone.sees("strides")
  }

  /// The screens that nobody needed.
  private func looksAround(_ phone: PhoneOnServer) throws {
    for (screen, words) in [
      ("settings", "Who may come in"), ("electrodes", "Input 1 carries"), ("sounds", "Keep this volume"),
      ("programme", "Session 1"), ("more", "Decision"), ("card/scale", "Millivolts at the electrode"),
      ("now", "Last session"),
    ] {
      try phone.go(to: screen)
      try phone.sees(words)
      try phone.expectNoBarrier(screen)
    }
  }

  /// What cannot be is refused at once, in the words of the command line; what has begun can be stopped at once.
  private func stopsInEveryPhase(_ phone: PhoneOnServer) throws {
    let refused = try phone.call("POST", "/api/run", "{\"aim\": \"much\"}")
    #expect(refused.hasPrefix("422 ") && refused.contains("“much”"), "\(refused)")
    for (path, wish, end) in [
      ("check", "{}", "done"), ("check", "{\"squeeze\": true}", "done"),
      ("calibration", "{\"fresh\": true}", "cancelled"),
      ("run", "{}", "done"),
    ] {
      let begun = try phone.call("POST", "/api/\(path)", wish)
      #expect(begun.hasPrefix("200 "), "\(begun)")
      #expect(try phone.call("POST", "/api/\(path)", wish).hasPrefix("409 "))
      #expect(try phone.call("POST", "/api/job/stop").hasPrefix("200 "))
      let isStopped = try phone.browser.waits(
        seconds: 10, for: "fetch('/api/state').then((one) => one.json()).then((one) => one.job.state === '\(end)')")
      let state = try phone.call("GET", "/api/state")
      #expect(isStopped, "\(path) \(wish): \(state)")
    }
  }

  /// The computer is switched off in a run: the session ends with its summary.
  private func endsWithTheComputer(_ phone: PhoneOnServer, _ process: Process) throws {
    #expect(try phone.call("POST", "/api/run", "{\"squeeze\": false}").hasPrefix("200 "))
    try phone.tap("● session runs")
    try phone.sees("signal good")
    kill(process.processIdentifier, SIGTERM)
  }
}
