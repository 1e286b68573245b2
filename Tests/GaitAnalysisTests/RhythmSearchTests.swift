import GaitAnalysis
import Glibc
import TestSupport
import Testing

@Suite struct RhythmSearchTests {
  /// In strides, a third of a burst: so near four strides whose heights and frames scatter lay contact. The tracker refines it.
  private static let coarse = 0.06

  /// A burst at a phase, three hundredths of a stride wide.
  private static func bump(_ phase: Double, _ place: Double) -> Float {
    let distance = (phase - place + 1.5).truncatingRemainder(dividingBy: 1) - 0.5
    return Float(exp(-0.5 * pow(distance / 0.03, 2)))
  }

  private func search(_ made: MadeEnvelopes) -> (rhythm: RhythmSearch.Rhythm, contacts: [Double])? {
    let search = RhythmSearch(frameSeconds: MadeEnvelopes.frameSeconds, tuning: RhythmTuning())
    guard let rhythm = search.search(made.logs()) else { return nil }
    return (rhythm, (0..<rhythm.contactCount).map { search.contacts[$0] })
  }

  /// Running from 160 to 200 steps a minute, walking from 104 to 120.
  @Test(arguments: [0.6, 0.68, 0.75, 1.0, 1.15], 1...4 as ClosedRange<UInt64>)
  func peoplesStridesAreFound(seconds: Double, seed: UInt64) throws {
    var made = MadeEnvelopes(seed: seed)
    made.stand(seconds: 3)
    made.move(strides: 8, seconds: seconds)
    let found = try #require(search(made))
    #expect(abs(found.rhythm.periodFrames * MadeEnvelopes.frameSeconds / seconds - 1) < 0.03)
    #expect(found.contacts.count >= 3)
    #expect(made.worstError(of: found.contacts) < Self.coarse * seconds)
    #expect(found.rhythm.usable == (true, true))
  }

  /// The floor keeps rest from swinging the logarithm: it lies above rest and far below the burst.
  @Test func floorsLieBetweenRestAndBurst() throws {
    var made = MadeEnvelopes(seed: 3)
    made.move(strides: 12, seconds: 0.7)
    let floors = try #require(search(made)).rhythm.floors
    for floor in [floors.0, floors.1] { #expect(floor > 0.5 * MadeEnvelopes.rest && floor < 0.3) }
  }

  @Test func aGluteThatRestsIsLeftOutOfIt() throws {
    var made = MadeEnvelopes(seed: 4)
    made.move(strides: 12, seconds: 0.72, gluteHeight: 0)
    let found = try #require(search(made))
    #expect(found.rhythm.usable == (false, true))
    // the hamstring's two bursts alone
    #expect(made.worstError(of: found.contacts) < 0.05)
  }

  @Test func standingIsNoRhythm() {
    for seed in 0..<12 as Range<UInt64> {
      var made = MadeEnvelopes(seed: seed)
      made.stand(seconds: 9)
      #expect(search(made) == nil)
    }
  }

  /// Noise as strong as a burst, and as ragged: chi-squared with few degrees of freedom.
  @Test func raggedNoiseIsNoRhythm() {
    for seed in 0..<12 as Range<UInt64> {
      var made = MadeEnvelopes(seed: seed)
      var noise = SeededNoise(seed: seed &+ 100)
      var slow: (Float, Float) = (0, 0)
      made.move(strides: 12, seconds: 0.72) { _, _ in
        slow = (0.95 * slow.0 + 0.3 * noise.normal(), 0.95 * slow.1 + 0.3 * noise.normal())
        return (abs(slow.0), abs(slow.1))
      }
      #expect(search(made) == nil)
    }
  }

  @Test func oneBurstIsNoRhythm() {
    for seed in 0..<6 as Range<UInt64> {
      var made = MadeEnvelopes(seed: seed)
      made.stand(seconds: 5)
      made.burst()
      made.stand(seconds: 3)
      #expect(search(made) == nil)
    }
  }

  /// Squats, steps on the spot: bursts every 0.4–2.2 s.
  @Test func burstsAtRandomTimesAreNoRhythm() {
    for seed in 0..<12 as Range<UInt64> {
      var noise = SeededNoise(seed: seed &+ 50)
      var made = MadeEnvelopes(seed: seed)
      while made.count < 2200 {
        made.stand(seconds: 0.1 + 1.8 * Double(noise.uniform().magnitude))
        made.burst(height: 0.5 + noise.uniform().magnitude)
      }
      #expect(search(made) == nil)
    }
  }

  /// A run that has stopped 2.5 s ago: the newest beat must be near the newest frame.
  @Test func aRunThatHasStoppedIsNotFoundAgain() {
    var made = MadeEnvelopes(seed: 8)
    made.move(strides: 12, seconds: 0.7)
    #expect(search(made) != nil)
    made.stand(seconds: 2.5)
    #expect(search(made) == nil)
  }

  /// One stride is no run yet, whatever stood before it.
  @Test func oneStrideIsTooFew() {
    var made = MadeEnvelopes(seed: 9)
    made.stand(seconds: 6)
    made.move(strides: 1, seconds: 0.7)
    #expect(search(made) == nil)
  }

  /// Both muscles with a second burst that is higher in every other stride: beats land now on one, now on another. Cut at them
  /// the cycles would not lie upon each other.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func stridesOfSeveralNarrowBurstsAreCutOnAStraightLine(seed: UInt64) throws {
    var made = MadeEnvelopes(seed: seed)
    made.move(strides: 12, seconds: 0.8) { stride, phase in
      let odd = !stride.isMultiple(of: 2)
      return (
        Self.bump(phase, 0.05) * (odd ? 0.8 : 1) + Self.bump(phase, 0.62) * (odd ? 0.9 : 0.6),
        Self.bump(phase, -0.1) * (odd ? 0.8 : 1) + Self.bump(phase, 0.24) * (odd ? 0.9 : 0.6)
      )
    }
    let found = try #require(search(made))
    let intervals = zip(found.contacts.dropFirst(), found.contacts).map { $0 - $1 }
    let (shortest, longest) = (try #require(intervals.min()), try #require(intervals.max()))
    // each place is rounded to a step of 3 frames
    #expect(longest - shortest <= 3.01)
    #expect(made.worstError(of: found.contacts) < 0.05)
  }

  /// Regular as a run, but no stride of people's: the muscles fire in turn, half a cycle apart, as in pedalling backwards.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func aRhythmThatIsNoStrideIsNotTaken(seed: UInt64) {
    var made = MadeEnvelopes(seed: seed)
    made.move(strides: 12, seconds: 0.8) { _, phase in
      (Self.bump(phase, 0) + Self.bump(phase, 0.25), Self.bump(phase, 0.5) + Self.bump(phase, 0.75))
    }
    #expect(search(made) == nil)
  }

  /// Behind a gap of a fifth of a second the search begins anew; before three strides it knows nothing.
  @Test func aLongGapIsNotReachedAcross() throws {
    var made = MadeEnvelopes(seed: 12)
    made.move(strides: 24, seconds: 0.7)
    var logs = EnvelopeLogs(capacity: 5000)
    let search = RhythmSearch(frameSeconds: MadeEnvelopes.frameSeconds, tuning: RhythmTuning())
    for frame in 0..<2000 { logs.append(made.glute[frame], made.hamstring[frame]) }
    for _ in 0..<60 { logs.appendLost() }
    for frame in 2060..<2400 { logs.append(made.glute[frame], made.hamstring[frame]) }
    let early = search.search(logs)
    #expect(early == nil)
    for frame in 2400..<3400 { logs.append(made.glute[frame], made.hamstring[frame]) }
    let late = search.search(logs)
    let contacts = (0..<(try #require(late)).contactCount).map { search.contacts[$0] }
    #expect(contacts[0] > 2050)
    #expect(made.worstError(of: contacts) < Self.coarse * 0.7)
  }

  @Test func fewerThanThreeSecondsAreNotSearched() {
    var made = MadeEnvelopes(seed: 13)
    made.move(strides: 4, seconds: 0.7)
    #expect(made.count < 750)
    #expect(search(made) == nil)
  }
}
