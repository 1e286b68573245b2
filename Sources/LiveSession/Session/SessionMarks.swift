import EMGUnits
import RealtimeSupport
import Recording

/// Moments marked in a session: those that its input brings along, and those that the runner marks now.
struct SessionMarks {
  /// All that have come so far.
  private(set) var all: [RecordingMarker] = []
  /// Of the input: those that have not come yet.
  private var ahead: ArraySlice<RecordingMarker>
  private var limit = MarkLimit()

  /// `markers` are the input's own, in order.
  init(_ markers: [RecordingMarker]) { ahead = markers[...] }

  /// A wish may name a moment of the last minute: its word took a while to choose.
  private static let mostSecondsAgo = 60.0

  /// The runner marks the moment of an input frame, or one shortly before; nil when that is one mark too many.
  mutating func mark(_ wish: MarkWish, at frame: Int, frameSeconds: Double) -> RecordingMarker? {
    guard limit.takeMark(at: MonotonicClock.now()) else { return nil }
    let now = Double(frame) * frameSeconds
    let isRecent = wish.seconds.map { $0 >= 0 && $0 <= now && now - $0 <= Self.mostSecondsAgo } ?? false
    let marked = isRecent ? wish.seconds.map { Int(bounded: ($0 / frameSeconds).rounded()) } ?? frame : frame
    let marker = RecordingMarker(frame: marked, label: wish.word)
    all.append(marker)
    return marker
  }

  /// The next of the input's own that lies before a frame; nil when there is none.
  mutating func nextPlayed(before frame: Int) -> RecordingMarker? {
    guard let marker = ahead.first, marker.frame < frame else { return nil }
    ahead.removeFirst()
    all.append(marker)
    return marker
  }
}

/// Bounds how often a moment can be marked: a few at once, then one a second. What is too much is dropped and not kept for
/// later, since a mark that comes late marks another moment.
package struct MarkLimit {
  /// So many at once.
  package static let burst = 4
  private static let nanosecondsPerMark = 1_000_000_000

  /// Marks in hand, in nanoseconds of their making.
  private var credit = burst * nanosecondsPerMark
  private var latest: Int?

  package init() {}

  /// Takes a mark at a moment of the monotonic clock, in nanoseconds; true when it counts.
  package mutating func takeMark(at time: Int) -> Bool {
    credit = min(Self.burst * Self.nanosecondsPerMark, credit + max(0, time - (latest ?? time)))
    latest = time
    guard credit >= Self.nanosecondsPerMark else { return false }
    credit -= Self.nanosecondsPerMark
    return true
  }
}

/// Tells a key that is pressed from one that is held down and repeats.
package struct HeldKey {
  /// A terminal repeats a held key within so many nanoseconds, the first time as well.
  private static let repeatNanoseconds = 700_000_000

  private var latest: Int?

  package init() {}

  /// Takes a key that comes at a moment of the monotonic clock, in nanoseconds; true when it has been pressed anew.
  package mutating func press(at time: Int) -> Bool {
    defer { latest = time }
    return latest.map { time - $0 >= Self.repeatNanoseconds } ?? true
  }
}
