import GaitAnalysis
import TestSupport
import Testing

@Suite struct StrideTrackerTests {
  /// Seconds: the template finds a contact to within its heights' scatter.
  private static let near = 0.015

  private struct Found {
    var contacts: [Contact] = []
    /// The frame after the newest when each was told.
    var toldAt: [Int] = []
    var starts = 0
    var losses = 0
    var seed: StrideSeed?
  }

  private func track(
    _ made: MadeEnvelopes, _ lookAhead: StrideTracker.LookAhead = .causal, seed: StrideSeed? = nil, from first: Int = 0,
    seconds: Double = 0.72
  ) -> Found {
    var tracker = StrideTracker(frameSeconds: MadeEnvelopes.frameSeconds, lookAhead: lookAhead, seed: seed)
    var found = Found()
    for frame in first..<made.count {
      tracker.push(glute: made.glute[frame], hamstring: made.hamstring[frame])
      while let event = tracker.next() {
        switch event {
        case .contact(let contact, let startsRun):
          found.contacts.append(contact)
          found.toldAt.append(frame - first + 1)
          if startsRun { found.starts += 1 }
        case .lost: found.losses += 1
        }
      }
    }
    found.seed = tracker.seed(floors: tracker.floors, strideSeconds: seconds)
    return found
  }

  @Test(arguments: [0.64, 0.72, 1.05], [StrideTracker.LookAhead.causal, .full])
  func everyStrideIsFoundAndNoOther(seconds: Double, lookAhead: StrideTracker.LookAhead) {
    var made = MadeEnvelopes(seed: 21)
    made.stand(seconds: 2)
    made.move(strides: 30, seconds: seconds)
    made.stand(seconds: 4)
    let found = track(made, lookAhead)
    // the first stride has no burst before its contact, and behind the last there is none
    let inner = found.contacts.dropFirst().dropLast(2)
    #expect(!inner.contains { $0.isInferred })
    #expect(made.worstError(of: inner.map(\.frame)) < Self.near)
    // looking ahead all of them but for the ends; live those before the rhythm was known are missing
    #expect(found.contacts.count >= (lookAhead == .full ? 28 : 23) && found.contacts.count <= 31)
    #expect(found.starts == 1 && found.losses == 1)
  }

  /// Causal: a contact is known a fifth of a stride after it, apart from those that were inferred.
  @Test func liveContactsAreToldInTime() {
    var made = MadeEnvelopes(seed: 22)
    made.move(strides: 40, seconds: 0.72)
    let found = track(made)
    let delays = zip(found.toldAt, found.contacts).map { Double($0) - $1.frame }
    #expect(delays.count > 30)
    // 0.25 stride: a tenth of look-ahead, the margin of 32 ms, and one more where the place is not clear
    #expect(median(delays) < 0.25 * 180)
  }

  @Test func standingHasNoStride() {
    var made = MadeEnvelopes(seed: 23)
    made.stand(seconds: 30)
    #expect(track(made).contacts.isEmpty)
    #expect(track(made, .full).contacts.isEmpty)
  }

  /// What an earlier run taught is used from the first frame on: nothing before it is read, and the run is known sooner.
  @Test(arguments: [0, 1, 2, 45, 90, 180, 400])
  func withASeedTheRunIsKnownSoonerAndNothingBeforeTheStartIsRead(first: Int) throws {
    var earlier = MadeEnvelopes(seed: 24)
    earlier.move(strides: 30, seconds: 0.72)
    let seed = try #require(track(earlier).seed)
    #expect(seed.isSound)
    var made = MadeEnvelopes(seed: 25)
    made.move(strides: 14, seconds: 0.72)
    let found = track(made, seed: seed, from: first)
    let place = try #require(found.contacts.first).frame
    // two strides and what precedes them; without a seed it takes 3 s (750 frames) and more
    #expect(place >= 0 && place < 3.6 * 180)
    #expect(made.worstError(of: found.contacts.dropFirst().map { $0.frame + Double(first) }) < 2 * Self.near)
    let without = track(made, from: first)
    #expect(try #require(found.toldAt.first) < (without.toldAt.first ?? .max))
  }

  /// A seed of the slowest walk reaches farthest back.
  @Test func theLongestSeedReadsNothingBeforeTheStart() {
    let ramp = (0..<StrideSeed.pointCount).map { Float($0) / 64 - 1 }
    let seed = StrideSeed(
      glute: ramp, hamstring: ramp, gluteFloor: 0.01, hamstringFloor: 0.01, usesGlute: true, usesHamstring: true,
      strideSeconds: 1.49, offset: 0)
    #expect(seed.isSound)
    var made = MadeEnvelopes(seed: 26)
    made.stand(seconds: 6)
    #expect(track(made, seed: seed).contacts.isEmpty)
  }

  @Test func aSeedThatIsNoStrideIsNotUsed() throws {
    var made = MadeEnvelopes(seed: 27)
    made.move(strides: 20, seconds: 0.72)
    var seed = try #require(track(made).seed)
    seed.glute[3] = .nan
    #expect(!seed.isSound)
    #expect(track(made, seed: seed).contacts == track(made).contacts)
    seed.glute = Array(seed.hamstring.dropLast())
    #expect(!seed.isSound)
    #expect(track(made, seed: seed).contacts == track(made).contacts)
  }
}
