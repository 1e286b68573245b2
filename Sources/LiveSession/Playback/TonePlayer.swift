import Biofeedback
import EMGUnits
import RealtimeSupport
import SoundCard
import ToneSynthesis

/// A device that plays the tones, running from `init` to `close`: silence between cues, a cue with the next period written.
final class TonePlayer {
  /// How loud the tones may be.
  static let gains: ClosedRange<Float> = 0...1

  /// What the device was set to.
  let format: StreamFormat
  /// The device's name.
  let device: String
  /// Shared with the threads; valid until `close`.
  let link: UnsafeMutablePointer<ToneLink>
  private let thread: AudioThreadOwner<PlaybackThread>

  /// Opens the device and makes everything that playing needs; `start` lets it play.
  init(_ output: DeviceOutput, legCount: Int) throws(LiveSession.Failure) {
    let stream = try Self.open(output)
    device = output.device
    format = stream.format
    let loop: PlaybackLoop
    link = .allocate(capacity: 1)
    link.initialize(to: ToneLink())
    do throws(LiveSession.Failure) {
      loop = try Self.loop(stream.format, legCount, output, link)
    } catch {
      link.deinitialize(count: 1)
      link.deallocate()
      throw error
    }
    thread = AudioThreadOwner(
      PlaybackThread(loop: loop, stream: stream, link: link), priority: AudioThread.playbackPriority,
      body: PlaybackThread.body)
  }

  /// How the system lets the thread run.
  var scheduling: AudioThread.Scheduling { thread.scheduling }

  /// Starts the thread, which starts the device. To be called once, when the memory of the session has been made: that
  /// would hold up a thread that already plays.
  func start() { thread.start() }

  deinit {
    close()
    thread.destroy()
    link.deinitialize(count: 1)
    link.deallocate()
  }

  /// A sound that does not come from the core. Session thread only.
  func alert(_ kind: CueKind) {
    _ = link.pointee.alerts.push(ToneCommand(.start(kind), leg: nil, decidedAt: 0))
  }

  /// A click, to measure latency by. Session thread only.
  func click() { _ = link.pointee.alerts.push(ToneCommand(.click, leg: nil, decidedAt: 0)) }

  /// What the core lets be heard, when the session thread itself runs the core.
  func send(_ command: ToneCommand) { _ = link.pointee.commands.push(command) }

  /// Ends the thread and closes the device; later calls do nothing.
  func close() {
    link.pointee.stop.store(true, ordering: .relaxed)
    thread.join()
  }

  private static func open(_ output: DeviceOutput) throws(LiveSession.Failure) -> PCMStream {
    do { return try PCMStream(output.device, .playback, output.request) } catch { throw .soundCard(error) }
  }

  private static func loop(
    _ format: StreamFormat, _ legCount: Int, _ output: DeviceOutput, _ link: UnsafeMutablePointer<ToneLink>
  ) throws(LiveSession.Failure) -> PlaybackLoop {
    do {
      return try PlaybackLoop(format: format, legCount: legCount, gain: output.gain, link: link)
    } catch { throw .configuration(error) }
  }
}

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

/// One sound in the headphones, to choose the volume by.
public enum SoundTrial {
  private static let slice = 20_000_000
  private static let afterSeconds = 0.3

  /// Plays it to its end, or until `shouldStop`.
  public static func play(_ kind: CueKind, on output: DeviceOutput, shouldStop: () -> Bool) throws(LiveSession.Failure)
  {
    let player = try TonePlayer(output, legCount: 1)
    defer { player.close() }
    player.start()
    player.alert(kind)
    let seconds = CueSound(kind).durationSeconds + afterSeconds
    let end = MonotonicClock.now() + Int(bounded: seconds * 1e9)
    while MonotonicClock.now() < end, !shouldStop() { MonotonicClock.sleep(nanoseconds: slice) }
  }
}
