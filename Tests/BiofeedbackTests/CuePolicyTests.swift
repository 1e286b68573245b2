import Biofeedback
import EMGUnits
import TestSupport
import Testing

@Suite struct CuePolicyTests {
  /// One stride, as it is written below: f firing, s silent, w weak, u unusable, b baseline.
  static let words: [Character: Verdict] = [
    "f": .firing, "s": .silent, "w": .weak, "u": .unusable, "b": .baseline,
  ]
  /// Seconds from one decision to the next, as in running.
  static let period = 0.75

  /// The cues for strides written one letter each, written the same way: s, w, r reward, - nothing.
  private func cues(
    _ strides: String, _ kind: CuePolicyKind, _ adjust: (inout FeedbackSettings) -> Void = { _ in }
  ) throws -> String {
    var settings = FeedbackSettings()
    settings.policy = kind
    adjust(&settings)
    var policy = CuePolicy(settings)
    var heard = ""
    for (index, letter) in strides.enumerated() {
      let verdict = try #require(Self.words[letter])
      let cue = policy.cue(for: verdict, at: Double(index) * Self.period)
      heard.append(cue?.rawValue.first ?? "-")
    }
    return heard
  }

  @Test func everyTellsEverySilentStrideAndEachWeaknessOnce() throws {
    #expect(try cues("bbufsfssf", .every) == "----s-ss-")
    #expect(try cues("wwwfww", .every) == "w---w-")
    #expect(try cues("wwswuww", .every) == "w-s----", "silent and unusable strides do not end the spell")
  }

  @Test(arguments: CuePolicyKind.allCases)
  func weaknessIsNotHeardWhenNotAskedFor(kind: CuePolicyKind) throws {
    #expect(try !cues("wwfwwfwwwwww", kind) { $0.cuesWeak = false }.contains("w"))
  }

  @Test func limitTellsTheFirstAndThenWaits() throws {
    #expect(try cues("sssssssss", .limit) { $0.limitSeconds = 3 } == "s---s---s")
    #expect(try cues("sffffffffs", .limit) { $0.limitSeconds = 3 } == "s--------s")
    #expect(try cues("swwwwww", .limit) { $0.limitSeconds = 3 } == "s---w--", "what is owed is told when there is room")
    #expect(try cues("ssss", .limit) { $0.limitSeconds = 0 } == "ssss")
  }

  @Test func rewardTellsEachFifthFiringStrideInARow() throws {
    #expect(try cues("fffffffffff", .reward) == "----r----r-")
    #expect(try cues("ffffsfffff", .reward) == "---------r")
    #expect(try cues("ffwfffff", .reward) == "-------r")
    #expect(try cues("ffufbff", .reward) == "------r", "strides that are not judged do not count")
    #expect(try cues("sswwss", .reward) == "------")
  }

  @Test func pitchTellsNothing() throws {
    #expect(try cues("ssswwfffffff", .pitch) == "------------")
  }

  @Test func fadedTellsAllAtFirst() throws {
    #expect(try cues("sfsfssss", .faded) == "s-s-ssss")
  }

  /// 20 good strides each halve the share, down to an eighth; the first failing stride after a change is told.
  @Test(arguments: [(0, 1), (20, 2), (39, 2), (40, 4), (60, 8), (200, 8)])
  func fadedHalvesTheShare(good: Int, interval: Int) throws {
    let heard = try cues(String(repeating: "f", count: good) + "ssss", .faded).suffix(4)
    #expect(heard == ["s---", "s-s-", "ssss"].first { $0.count { $0 == "s" } == max(1, 4 / interval) } ?? "")
  }

  /// The fifth failing stride of 20 brings every one back, itself included.
  @Test func fadedReturnsWhenPerformanceDrops() throws {
    let good = String(repeating: "f", count: 60)
    #expect(try cues(good + "ssssssss", .faded).suffix(8) == "s---ssss")
    #expect(try cues(good + "sfsfsfsfsfs", .faded).suffix(11) == "s-------s-s")
    // one failing stride in ten is good enough to go on fading
    #expect(try cues(good + String(repeating: "sfffffffff", count: 16), .faded).count { $0 == "s" } == 2)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func unjudgedStridesDoNotMatter(seed: UInt64) throws {
    for kind in CuePolicyKind.allCases where kind != .limit {
      let strides = Self.strides(400, seed: seed)
      let judged = strides.filter { $0 != "u" && $0 != "b" }
      #expect(try cues(strides, kind).filter { $0 != "-" } == cues(judged, kind).filter { $0 != "-" })
    }
  }

  @Test(arguments: [UInt64(1), 2, 3], [0.5, 0.75, 4, 10])
  func limitNeverTellsTwiceWithinItsTime(seed: UInt64, limit: Double) throws {
    let heard = try cues(Self.strides(2000, seed: seed), .limit) { $0.limitSeconds = limit }
    let times = heard.enumerated().filter { $0.element != "-" }.map { Double($0.offset) * Self.period }
    #expect(times.count > 50)
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= limit })
  }

  @Test(arguments: CuePolicyKind.allCases, [UInt64(1), 2, 3])
  func aCueIsAlwaysAboutItsOwnStride(kind: CuePolicyKind, seed: UInt64) throws {
    let strides = Self.strides(2000, seed: seed)
    for (stride, cue) in zip(strides, try cues(strides, kind)) where cue != "-" {
      #expect(cue == (kind == .reward ? "r" : stride))
      #expect(cue != "r" || stride == "f")
    }
  }

  /// At a share that does not change, exactly that share of the failing strides is told.
  @Test func fadedKeepsItsShare() throws {
    // 1 of 10 fails: good enough to fade to an eighth, and there it stays
    let strides = String(repeating: "f", count: 60) + String(repeating: "fffffffffs", count: 80)
    #expect(try cues(strides, .faded).count { $0 == "s" } == 10)
  }

  @Test func askingAllocatesNothing() throws {
    var values: [Int] = []
    #expect(heapCalls { values.append(1) } > 0, "the counter does not count")
    for kind in CuePolicyKind.allCases {
      var settings = FeedbackSettings()
      settings.policy = kind
      var policy = CuePolicy(settings)
      var count = 0
      let calls = heapCalls {
        for n in 0..<1000 where policy.cue(for: n % 7 < 3 ? .silent : .firing, at: Double(n)) != nil { count += 1 }
      }
      #expect(calls == 0 && (count > 0) != (kind == .pitch || kind == .reward))
    }
  }

  /// Strides with every verdict, half of them failing.
  private static func strides(_ count: Int, seed: UInt64) -> String {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let letters = Array("ffffssswwwub")
    return String(
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return letters[Int(state >> 33) % letters.count]
      })
  }
}
