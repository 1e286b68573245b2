import EMGUnits
import Glibc
import RealtimeSupport
import SoundCard

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
  /// How the system lets the thread run.
  private(set) var scheduling = AudioThread.Scheduling.ordinary(refusal: EAGAIN)
  private let context: UnsafeMutablePointer<PlaybackThread>
  private var thread: AudioThread?

  /// Opens the device and makes everything that playing needs; `start` lets it play.
  init(_ output: DeviceOutput, legCount: Int) throws(LiveSession.Failure) {
    let stream = try Self.open(output)
    device = output.device
    format = stream.format
    link = .allocate(capacity: 1)
    link.initialize(to: ToneLink())
    context = .allocate(capacity: 1)
    do throws(LiveSession.Failure) {
      let loop = try Self.loop(stream.format, legCount, output, link)
      context.initialize(to: PlaybackThread(loop: loop, stream: stream, link: link))
    } catch {
      context.deallocate()
      link.deinitialize(count: 1)
      link.deallocate()
      throw error
    }
  }

  /// Starts the thread, which starts the device. To be called once, when the memory of the session has been made: that
  /// would hold up a thread that already plays.
  func start() {
    let started = AudioThread(
      priority: AudioThread.playbackPriority, context: UnsafeMutableRawPointer(context), body: PlaybackThread.body)
    if let running = consume started {
      scheduling = running.scheduling
      thread = consume running
    }
  }

  deinit {
    close()
    context.deinitialize(count: 1)
    context.deallocate()
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
    guard let running = thread.take() else { return }
    link.pointee.stop.store(true, ordering: .relaxed)
    running.join()
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
