import Biofeedback
import CalibrationProtocol
import EMGUnits
import GaitAnalysis
import Rehearsal
import SignalProcessing
import Simulation
import Testing

/// What a profile is worth to the next run: decisions at once, and the word when it does not fit.
@Suite struct ProfileRunTests {
  /// Asked: the first decision within three strides.
  private static let mostStridesBeforeTheFirstDecision = 3

  /// A run of a person who was calibrated before.
  struct Run {
    var verdicts: [(verdict: Verdict, frame: Int)] = []
    var fits: [ProfileFit] = []
    var contacts: [Double] = []
    var troubles = 0
    let truth: [TruthStride]

    init(
      _ profile: RunnerProfile?, seed: UInt64, course: [CourseSegment], map: String = "glute=1,hamstring=2",
      readAs: String = "glute=1,hamstring=2", change: (inout SimulationPlan) -> Void = { _ in }
    ) throws {
      var plan = SimulationPlan(sampleRate: 2000, channels: try ChannelMap(parsing: map), course: course)
      plan.seed = seed &+ 1000
      CalibrationPerson(seed: seed).apply(to: &plan)
      change(&plan)
      var simulator = try EMGSimulator(plan)
      truth = simulator.strides
      var core = try FedPipeline(
        BiofeedbackPipeline.Settings(
          inputRate: 2000, channelCount: 2, map: try ChannelMap(parsing: readAs), mode: .live, profile: profile))
      while simulator.position < simulator.frameCount {
        let block = simulator.render(frames: 256)
        block.withUnsafeBufferPointer {
          core.push(.float($0.baseAddress!), offset: 0, frames: block.count / 2)
        }
        repeat { while let event = core.pipeline.next() { take(event) } } while core.pipeline.advance()
      }
    }

    private mutating func take(_ event: PipelineEvent) {
      switch event {
      case .decided(_, _, let verdict, _, _, let frame): verdicts.append((verdict, frame))
      case .profileFit(_, let fit): fits.append(fit)
      case .contact(_, _, let time, _): contacts.append(time)
      case .trouble: troubles += 1
      default: break
      }
    }

    /// Strides that had begun when the first verdict was given, from the first contact after standing.
    var stridesBeforeTheFirstDecision: Int? {
      guard let first = verdicts.first(where: { $0.verdict != .baseline && $0.verdict != .unusable }) else {
        return nil
      }
      return truth.count { $0.contactSeconds < Double(first.frame) / 2000 }
    }
  }

  private static let fromStanding: [CourseSegment] = [.standing(seconds: 6), .running(seconds: 30)]
  /// Without the contractions, which a run does not need.
  private static func profile(_ seed: UInt64) throws -> RunnerProfile {
    try CalibratedPeople.profile(seed)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func theFirstDecisionComesWithinThreeStridesAndIsRight(seed: UInt64) throws {
    let run = try Run(Self.profile(seed), seed: seed, course: Self.fromStanding)
    let strides = try #require(run.stridesBeforeTheFirstDecision)
    #expect(strides <= Self.mostStridesBeforeTheFirstDecision, "\(strides)")
    #expect(!run.verdicts.contains { $0.verdict == .silent })
    let (first, truth) = (try #require(run.contacts.first), run.truth.map(\.contactSeconds))
    #expect(truth.contains { abs($0 - first) < 0.04 }, "\(first) is not a contact: \(truth.prefix(4))")
    #expect(run.fits.allSatisfy { $0.mismatches.isEmpty } && run.fits.count == 1, "\(run.fits)")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func aGluteThatIsSilentFromTheFirstStrideIsHeardFromTheFirstStride(seed: UInt64) throws {
    let run = try Run(Self.profile(seed), seed: seed, course: Self.fromStanding) { plan in
      plan.gluteEvents = [GluteEvent(strides: 1...100, from: 0.1, to: 0.1)]
    }
    let judged = run.verdicts.filter { $0.verdict != .unusable }
    #expect(judged.count > 25)
    #expect(judged.allSatisfy { $0.verdict == .silent })
    #expect(run.fits.first?.mismatches == [.gluteLow])
  }

  @Test func withoutAProfileElevenStridesAreNeeded() throws {
    let run = try Run(nil, seed: 3, course: Self.fromStanding)
    #expect((run.stridesBeforeTheFirstDecision ?? 0) > 10, "the test could fail")
  }

  /// Where strides can be made out they are told as swapped; where none can, as on the fourth, that is told as trouble.
  @Test func exchangedPlugsAreTold() throws {
    var told: [UInt64: String] = [:]
    for seed in 1...6 as ClosedRange<UInt64> {
      let run = try Run(
        Self.profile(seed), seed: seed, course: Self.fromStanding, map: "glute=2,hamstring=1")
      told[seed] = run.fits.isEmpty && run.troubles > 0 ? "trouble" : "\(run.fits.flatMap(\.mismatches))"
    }
    let swapped = "\([ProfileFit.Mismatch.swapped])"
    #expect(told == [1: swapped, 2: swapped, 3: swapped, 4: "trouble", 5: swapped, 6: swapped])
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func electrodesThatWerePutElsewhereAreTold(seed: UInt64) throws {
    let run = try Run(Self.profile(seed), seed: seed, course: Self.fromStanding) { plan in
      plan[.hamstrings].amplitudeMicrovolts *= 0.35
      plan[.gluteusMaximus].amplitudeMicrovolts *= 2.5
    }
    #expect(run.fits.map(\.mismatches) == [[.hamstringLevel]] && run.fits.map(\.basis) == [.today])
    #expect(run.verdicts.suffix(15).allSatisfy { $0.verdict == .firing }, "levels are those of the first strides")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func standingSqueezingAndWalkingAreNoRunning(seed: UInt64) throws {
    let run = try Run(
      Self.profile(seed), seed: seed, course: [.standing(seconds: 20), .walking(seconds: 3)]
    ) { plan in
      plan.contractions = (0..<6).map { index in
        Contraction(
          startSeconds: 1 + 3 * Double(index), endSeconds: 2.5 + 3 * Double(index),
          parts: [.gluteusMaximus: .init(microvolts: 80), .hamstrings: .init(microvolts: 150)])
      }
    }
    #expect(run.contacts.filter { $0 < 20 }.isEmpty, "\(run.contacts)")
    #expect(run.verdicts.allSatisfy { $0.frame > 40_000 })
  }

  @Test func aProfileForOtherChannelsOrAnotherBandIsRefused() throws {
    let profile = try Self.profile(1)
    let other = try ChannelMap(parsing: "glute=3,hamstring=2")
    #expect(
      throws: ConfigurationError(
        "The profile has glute on channel 1, but glute=3,hamstring=2 was asked for. Use --map glute=1,hamstring=2, or "
          + "calibrate again.")
    ) { try profile.check(map: other, band: .surfaceEMG) }
    let more = try ChannelMap(parsing: "left-glute=1,hamstring=2")
    #expect(
      throws: ConfigurationError(
        "The profile is for glute=1,hamstring=2, but left-glute=1,hamstring=2 was asked for: it has no left-glute. Use --map "
          + "glute=1,hamstring=2, or calibrate again.")
    ) { try profile.check(map: more, band: .surfaceEMG) }
    #expect(
      throws: ConfigurationError(
        "The profile was made in the band 30–450 Hz, but 20–450 Hz was asked for or is all that the sample rate allows; the "
          + "band decides the ratio. Use --band-hz 30,450, or calibrate again.")
    ) { try profile.check(map: profile.map, band: FrequencyBand(low: 20, high: 450)) }
  }

  @Test func anotherFullScaleIsReckonedIn() throws {
    let profile = try Self.profile(1)
    let scaled = profile.scaled(toFullScale: 10)
    let (a, b) = (profile.legs[0].muscles[.gluteusMaximus], scaled.legs[0].muscles[.gluteusMaximus])
    #expect((b?.amplitude ?? 0) == (a?.amplitude ?? 1) / 2)
    #expect((scaled.maxima.values.max() ?? 0) == (profile.maxima.values.max() ?? 1) / 2)
    #expect(profile.scaled(toFullScale: nil) == profile)
  }
}

/// Profiles are made once for all tests of them.
enum CalibratedPeople {
  private static let all: [CalibrationProfile?] = (1...12).map { seed in
    (try? RehearsedCalibration(seed: UInt64(seed)))?.profile
  }

  /// What the calibration of a person from 1 to 12 found.
  static func calibration(_ seed: UInt64) throws -> CalibrationProfile {
    guard let profile = all[Int(seed) - 1] else { throw ConfigurationError("no profile of person \(seed)") }
    return profile
  }

  /// The same as strides are judged by it.
  static func profile(_ seed: UInt64) throws -> RunnerProfile {
    try calibration(seed).runnerProfile(file: "profile.json")
  }
}
