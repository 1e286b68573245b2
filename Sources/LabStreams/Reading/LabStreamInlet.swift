import EMGUnits
import RealtimeSupport

/// A stream that is open for reading. Used by one thread at a time.
///
/// The library receives on threads of its own and keeps up to `bufferSeconds`; reading takes what has come. Time stamps are on
/// this computer's clock: the library corrects those of another (`proc_clocksync`).
package final class LabStreamInlet {
  /// What a pull brought.
  package enum Pull {
    /// So many frames; 0 when none came in time.
    case frames(Int)
    /// The sender has gone.
    case lost
  }

  /// What the library keeps for a reader that is held up.
  package static let bufferSeconds = 20
  private static let openSeconds = 3.0
  private static let clockSync: UInt32 = 1

  /// What it is.
  package let info: LabStreamInfo
  private let library: LSLLibrary
  private let inlet: OpaquePointer
  private var code: Int32 = 0

  /// Opens a stream and reads its description.
  init(_ stream: FoundStream) throws(LabStreamError) {
    library = stream.library
    // in the pieces in which the sender sends, and lost at once when it goes
    guard let inlet = library.createInlet(stream.handle, Int32(Self.bufferSeconds), 0, 0) else {
      throw .missing(name: stream.info.name, found: [])
    }
    self.inlet = inlet
    var failure: Int32 = 0
    var info = stream.info
    let full = library.fullInfo(inlet, Self.openSeconds, &failure)
    guard failure == 0, let full else {
      library.destroyInlet(inlet)
      throw .silent(stream.info)
    }
    info.readChannels(library, full)
    library.destroyInfo(full)
    self.info = info
  }

  deinit { library.destroyInlet(inlet) }

  /// Begins to receive.
  package func start() throws(LabStreamError) {
    _ = library.setPostprocessing(inlet, Self.clockSync)
    var failure: Int32 = 0
    library.openStream(inlet, Self.openSeconds, &failure)
    guard failure == 0 else { throw .silent(info) }
  }

  /// Waits up to `seconds` for frames; takes up to `most`. `samples` has room for as many frames, `stamps` for as many times.
  package func pull(
    _ samples: UnsafeMutablePointer<Float>, _ stamps: UnsafeMutablePointer<Double>, most: Int, seconds: Double
  ) -> Pull {
    code = 0
    // first one with patience, then what else is there: a pull waits until all of what it is asked for has come
    var count = Int(library.pullChunk(inlet, samples, stamps, UInt(info.channelCount), 1, seconds, &code))
    guard code == 0 || code == -1 else { return .lost }
    count /= max(1, info.channelCount)
    guard count > 0, most > 1 else { return .frames(count) }
    let more = library.pullChunk(
      inlet, samples + info.channelCount, stamps + 1, UInt((most - 1) * info.channelCount), UInt(most - 1), 0, &code)
    // what came before it was lost counts; the next pull tells
    return .frames(1 + Int(more) / info.channelCount)
  }

  /// The library's clock less the monotonic one, in seconds: 0 on Linux, but nobody promises that.
  package var clockOffset: Double { LabStreamClock(library).offset }
}

/// LSL's clock on this computer.
public struct LabStreamClock: Sendable {
  /// Seconds of LSL's clock at 0 of the monotonic one.
  let offset: Double

  init(_ library: LSLLibrary) { offset = library.localClock() - Double(MonotonicClock.now()) / 1e9 }

  /// LSL's time at a monotonic time in nanoseconds.
  public func seconds(atMonotonic nanoseconds: Int) -> Double { offset + Double(nanoseconds) / 1e9 }
}
