import EMGUnits
import RealtimeSupport
import ToneSynthesis

/// Every sound once, so that the runner can set the volume before the run.
enum TestTone {
  private static let kinds: [CueKind] = [.silent, .weak, .recovered, .fault]
  private static let pauseSeconds = 0.5
  private static let slice = 20_000_000

  /// Plays them one after another; returns early when the session is to stop.
  static func play(on player: TonePlayer, shouldStop: () -> Bool) {
    for kind in kinds {
      player.alert(kind)
      let seconds = CueSound(kind).durationSeconds + pauseSeconds
      let end = MonotonicClock.now() + Int(bounded: seconds * 1e9)
      while MonotonicClock.now() < end {
        if shouldStop() { return }
        MonotonicClock.sleep(nanoseconds: slice)
      }
    }
  }
}
