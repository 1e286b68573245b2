import Biofeedback
import EMGUnits
import Foundation
import OfflineAnalysis
import Recording
import SessionResults
import TestSupport
import Testing

/// Pictures of the strides of `Samples/glute-stops.wav`, in which the glute is silent in twelve strides.
@Suite struct StrideGalleryTests {
  private let path: String
  private let summary: SessionSummary
  private let strides: [StrideRecord]
  private let gallery: StrideGallery

  init() throws {
    path = SampleRecordings.path("glute-stops.wav")
    let analysis = try OfflineAnalysis(
      OfflineAnalysis.Request(path: path, overrides: MeasurementChoices(), software: "test"))
    var gallery = StrideGallery(map: analysis.map)
    var strides: [StrideRecord] = []
    summary = try analysis.run { stride, chain throws(OutputError) in
      strides.append(stride)
      gallery.add(stride, chain)
    }
    self.gallery = gallery
    self.strides = strides
  }

  private func average(_ group: LegGallery.Group, _ muscle: Muscle, in gallery: StrideGallery) throws -> [Double] {
    try #require(gallery.legs[0].averages[.init(.running, group, muscle)]).mean
  }

  /// The point of the highest value, in % of the stride after contact.
  private func peak(_ mean: [Double], in percents: ClosedRange<Int> = -100...200) throws -> Int {
    let places = mean.indices.filter { percents.contains($0 + StrideGrid.firstPercent) }
    return try #require(places.max { mean[$0] < mean[$1] }) + StrideGrid.firstPercent
  }

  @Test func everyStrideIsAveragedOnceAndDrawnOnce() throws {
    let leg = gallery.legs[0]
    #expect(gallery.legs.count == 1 && leg.raster.rows.count == strides.count)
    let counts = LegGallery.Group.allCases.map { leg.averages[.init(.running, $0, .gluteusMaximus)]?.count ?? 0 }
    #expect(counts.reduce(0, +) == strides.count { $0.verdict != .unusable && $0.flags.isEmpty })
    #expect(counts[1] == 12)
  }

  @Test func burstsAreWhereTheMusclesFire() throws {
    // main bursts: glute −2 … 15 %, hamstring −21 … 2 % of the stride
    #expect((0...15).contains(try peak(average(.firing, .gluteusMaximus, in: gallery))))
    // the picture shows the hamstring's burst before this contact, and before the next
    let hamstring = try average(.firing, .hamstrings, in: gallery)
    #expect((-20 ... -1).contains(try peak(hamstring, in: -50...50)))
    #expect((80...99).contains(try peak(hamstring, in: 51...200)))
  }

  @Test func theAverageSilentStrideHasNoGluteBurst() throws {
    let firing = try #require(try average(.firing, .gluteusMaximus, in: gallery).max())
    let silent = try #require(try average(.failing, .gluteusMaximus, in: gallery).max())
    #expect(silent < 0.25 * firing)
  }

  @Test func theThreeLowestAreSilentStridesAndTheExampleFires() throws {
    let excerpts = gallery.legs[0].excerpts
    let lowest = strides.compactMap(\.ratio).sorted().prefix(3)
    #expect(excerpts.worst.map(\.stride.verdict) == [.silent, .silent, .silent])
    #expect(excerpts.worst.compactMap(\.stride.ratio) == Array(lowest))
    let example = try #require(excerpts.typical)
    #expect(example.stride.verdict == .firing && example.traces.map(\.muscle) == [.gluteusMaximus, .hamstrings])
    // the stride and the one before it, at 2 kHz
    #expect(abs(Double(example.traces[0].band.count) - 4000 * example.stride.duration) <= 2)
  }

  @Test func aSecondLookShowsTheSame() throws {
    let review = try RecordingReview(path: path, of: summary)
    let again = try review.gallery(of: strides)
    #expect(again.legs[0].raster.rows.count == strides.count)
    for muscle in [Muscle.gluteusMaximus, .hamstrings] {
      let first = try average(.firing, muscle, in: gallery)
      // hum is looked for anew, and the last milliseconds before a stride's end may come a hop later
      for (was, now) in zip(first, try average(.firing, muscle, in: again)) {
        #expect(abs(was - now) < 0.02 * (first.max() ?? 1))
      }
    }
  }

  @Test func anotherRecordingIsRefused() throws {
    var other = summary
    other.input.channelCount = 5
    do {
      _ = try RecordingReview(path: path, of: other)
      Issue.record("It was taken.")
    } catch OfflineAnalysis.Failure.configuration(let error) {
      #expect(
        error.message
          == "\(path) is not the recording of this session: it has 2 channels at 2000 Hz, the session 5 at 2000 Hz.")
    }
  }
}
