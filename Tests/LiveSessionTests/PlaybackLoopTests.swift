import EMGUnits
import Glibc
import LiveSession
import RealtimeSupport
import SoundCard
import Synchronization
import TestSupport
import Testing

/// The playback thread's loop over a minute of device time: nothing allocated, no page missing, tones when told.
@Suite struct PlaybackLoopTests {
  private static let warmUpSeconds = 10.0
  private static let seconds = 60.0

  /// Tells it one sound after another, as the capture thread does.
  private struct Teller {
    let link: UnsafeMutablePointer<ToneLink>
    static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      guard let teller = context?.assumingMemoryBound(to: Teller.self) else { return nil }
      let kinds = CueKind.allCases
      var n = 0
      while !teller.pointee.link.pointee.stop.load(ordering: .acquiring) {
        let command = ToneCommand(.start(kinds[n % kinds.count]), leg: nil, decidedAt: MonotonicClock.now())
        _ = teller.pointee.link.pointee.commands.push(command)
        while teller.pointee.link.pointee.latencies.pop() != nil {}
        n += 1
        MonotonicClock.sleep(nanoseconds: 20_000_000)
      }
      return nil
    }
  }

  @Test func nothingIsAllocatedAndNoPageIsMissing() throws {
    var values: [Int] = []
    let counted = heapCalls { values.append(1) }
    #expect(counted > 0 && values == [1], "the counter does not count")

    var device = VirtualDevice()
    device.format = .s16
    device.speed = FastRun.speed
    device.playbackFaults = [
      VirtualFault(at: Self.warmUpSeconds, .xrun), VirtualFault(at: Self.warmUpSeconds + Self.seconds + 1, .xrun),
    ]
    let card = try VirtualSoundCard(device)
    var request = StreamRequest()
    request.bufferSeconds = FastRun.bufferSeconds
    let stream = try PCMStream(card.name, .playback, request)
    let link = UnsafeMutablePointer<ToneLink>.allocate(capacity: 1)
    link.initialize(to: ToneLink())
    let teller = AudioThreadOwner(Teller(link: link), priority: 1, body: Teller.body)
    // whatever fails on the way: the thread ends first, then goes what it uses
    defer {
      link.pointee.stop.store(true, ordering: .releasing)
      teller.destroy()
      link.deinitialize(count: 1)
      link.deallocate()
    }
    var loop = try PlaybackLoop(format: stream.format, legCount: 1, gain: 0.4, link: link)
    teller.start()
    try start(stream, &loop)
    #expect(isUnderrun(loop.run(stream)))
    let played = card.played.count
    try start(stream, &loop)
    var end = PlaybackLoop.End.stopped
    var faults = FastRun.pageFaults()
    let calls = heapCalls { end = loop.run(stream) }
    faults = FastRun.pageFaults() - faults
    link.pointee.stop.store(true, ordering: .releasing)
    teller.join()
    #expect(isUnderrun(end) && calls == 0 && (faults == 0 || isSanitized))
    guard case .int16(let samples) = card.played else { return }
    #expect(Double(samples.count - played) / 2 / 48_000 >= Self.seconds - 1)
    // half of full scale at most, times the gain; mono in both ears
    let peak = samples.reduce(0) { max($0, abs(Int($1))) }
    #expect(peak > 3000 && peak <= Int(0.5 * 0.4 * 32_767) + 1)
    #expect(stride(from: 0, to: samples.count, by: 2).allSatisfy { samples[$0] == samples[$0 + 1] })
  }

  private func start(_ stream: borrowing PCMStream, _ loop: inout PlaybackLoop) throws {
    try stream.prepare()
    let left = loop.fill(stream)
    #expect(left == 0)
    try stream.start()
  }

  private func isUnderrun(_ end: PlaybackLoop.End) -> Bool { if case .failed(-EPIPE) = end { true } else { false } }
}
