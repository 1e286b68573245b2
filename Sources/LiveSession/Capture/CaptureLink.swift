import EMGUnits
import RealtimeSupport
import Synchronization

/// What capture thread and session thread share. Capture writes the rings, the session reads them; neither waits.
package struct CaptureLink: ~Copyable {
  /// Seconds for which the session thread may be held up, by a slow disk say, before frames miss the recording.
  private static let heldSeconds = 20.0
  private static let mostRawBytes = 64 << 20
  private static let journalEntries = 8192

  /// Everything in order.
  package let journal: SPSCRing<JournalEntry>
  /// The bytes of the frames that the journal tells of.
  package let raw: SPSCRing<UInt8>
  /// For people to look at; points for which there is no room are dropped.
  let envelope = SPSCRing<EnvelopePoint>(capacity: 1024)
  /// Set by the session thread: the capture thread ends.
  package let stop = Atomic<Bool>(false)
  /// Monotonic time of the capture thread's latest turn; the session thread sees by it that a driver does not return.
  package let beat = Atomic<Int>(MonotonicClock.now())
  /// Entries for which there was no room.
  package let overflows = Atomic<Int>(0)

  package init(rate: Int, frameBytes: Int) {
    let wanted = Int(bounded: Self.heldSeconds * Double(rate)) * frameBytes
    raw = SPSCRing(capacity: min(wanted, Self.mostRawBytes))
    journal = SPSCRing(capacity: Self.journalEntries)
  }
}
