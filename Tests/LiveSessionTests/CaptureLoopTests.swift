import Biofeedback
import EMGUnits
import Glibc
import LiveSession
import RealtimeSupport
import SoundCard
import Synchronization
import TestSupport
import Testing

/// The capture thread's loop over a minute of device time: nothing allocated, no page missing, every frame handed on.
@Suite(.serialized) struct CaptureLoopTests {
  /// Until the reference is known, the first cues were given and every page was touched once: buffers go round in 20 s.
  private static let warmUpSeconds = 30.0
  private static let seconds = 60.0

  /// Reads the rings as the session thread does, until the loop has ended.
  private struct Reader {
    let link: UnsafeMutablePointer<CaptureLink>
    var isDone = false
    var frames = 0
    var events = 0
    var bytes = 0

    static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      guard let reader = context?.assumingMemoryBound(to: Reader.self) else { return nil }
      var raw = [UInt8](repeating: 0, count: 4096 * 4)
      while true {
        let isLast = reader.pointee.link.pointee.stop.load(ordering: .acquiring)
        while let entry = reader.pointee.link.pointee.journal.pop() {
          switch entry {
          case .frames(let frames, _, _, _):
            reader.pointee.frames += frames
            reader.pointee.bytes += reader.pointee.link.pointee.raw.pop(into: &raw, count: 4 * frames)
          case .event: reader.pointee.events += 1
          default: break
          }
        }
        if isLast { return nil }
        MonotonicClock.sleep(nanoseconds: 2_000_000)
      }
    }
  }

  /// Other tests of this process may take pages away from every thread, so three loops with buffers of their own may try: a
  /// page that the loop itself misses is missing in each of them.
  @Test func nothingIsAllocatedAndNoPageIsMissing() throws {
    var values: [Int] = []
    let counted = heapCalls { values.append(1) }
    #expect(counted > 0 && values == [1], "the counter does not count")
    var fewest = Int.max
    for _ in 0..<3 where fewest > 0 { fewest = min(fewest, try pageFaultsOfARun()) }
    #expect(fewest == 0 || isSanitized)
  }

  private func pageFaultsOfARun() throws -> Int {
    var device = FastRun.device
    device.faults = [
      VirtualFault(at: Self.warmUpSeconds, .xrun), VirtualFault(at: Self.warmUpSeconds + Self.seconds + 1, .xrun),
    ]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    var request = StreamRequest()
    // a second on the wall
    request.bufferSeconds = FastRun.speed
    let stream = try PCMStream(card.name, .capture, request)
    let link = UnsafeMutablePointer<CaptureLink>.allocate(capacity: 1)
    link.initialize(to: CaptureLink(rate: stream.format.rate, frameBytes: 4))
    let tones = UnsafeMutablePointer<ToneLink>.allocate(capacity: 1)
    tones.initialize(to: ToneLink())
    let reader = UnsafeMutablePointer<Reader>.allocate(capacity: 1)
    reader.initialize(to: Reader(link: link))
    defer {
      reader.deallocate()
      tones.deinitialize(count: 1)
      tones.deallocate()
      link.deinitialize(count: 1)
      link.deallocate()
    }
    var loop = CaptureLoop(
      core: try FastRun.core(), format: stream.format, link: link, tones: tones, followsPitch: false)
    let started = AudioThread(priority: 1, context: UnsafeMutableRawPointer(reader), body: Reader.body)
    try captures(&loop, stream, until: -EPIPE)
    let warmFrames = loop.framesRead
    var (calls, faults) = (0, FastRun.pageFaults())
    try stream.prepare()
    try stream.start()
    var end = CaptureLoop.End.stopped
    calls = heapCalls { end = loop.run(stream) }
    faults = FastRun.pageFaults() - faults
    link.pointee.stop.store(true, ordering: .releasing)
    if let running = consume started { running.join() }
    #expect(isFailure(end, -EPIPE))
    let frames = loop.framesRead - warmFrames
    #expect(Double(frames) / 48_000 >= Self.seconds - 1)
    #expect(calls == 0)
    // everything arrived on the other side, with strides and their cues among it
    #expect(reader.pointee.frames == loop.framesRead && reader.pointee.bytes == 4 * loop.framesRead)
    #expect(link.pointee.overflows.load(ordering: .relaxed) == 0)
    #expect(reader.pointee.events > 100 && tones.pointee.commands.count > 5)
    return faults
  }

  private func captures(_ loop: inout CaptureLoop, _ stream: borrowing PCMStream, until code: Int32) throws {
    try stream.prepare()
    try stream.start()
    let end = loop.run(stream)
    try #require(isFailure(end, code))
  }

  private func isFailure(_ end: CaptureLoop.End, _ code: Int32) -> Bool {
    if case .failed(code) = end { true } else { false }
  }

  @Test func aStallIsFoundByItself() throws {
    var device = VirtualDevice()
    device.faults = [VirtualFault(at: 0.1, .stall(seconds: 60))]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    let link = UnsafeMutablePointer<CaptureLink>.allocate(capacity: 1)
    link.initialize(to: CaptureLink(rate: 48_000, frameBytes: 8))
    defer {
      link.deinitialize(count: 1)
      link.deallocate()
    }
    var loop = CaptureLoop(
      core: try FastRun.core(), format: stream.format, link: link, tones: nil, followsPitch: false)
    try stream.prepare()
    try stream.start()
    let begin = MonotonicClock.now()
    let end = loop.run(stream)
    let seconds = Double(MonotonicClock.now() - begin) / 1e9
    guard case .stalled = end else {
      Issue.record("\(end)")
      return
    }
    // half a second after the last frame; a busy machine may add to it
    #expect(seconds > 0.55 && seconds < 1.1)
  }
}
