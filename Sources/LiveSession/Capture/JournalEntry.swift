import Biofeedback

/// What the capture thread tells the session thread, in the order in which it happened.
package enum JournalEntry: BitwiseCopyable {
  /// So many frames lie in the raw ring; what the core has to tell about them follows. They were read at a monotonic time, so
  /// many nanoseconds after the last of them had arrived. The block before them took `busy` nanoseconds.
  case frames(Int, readAt: Int, lateness: Int, busy: Int)
  /// Frames that the device lost, on the input's clock.
  case gap(Int)
  /// Frames that the core has seen but for which there was no room on the way to the recording.
  case unrecorded(Int)
  /// What the core tells.
  case event(PipelineEvent)
  /// The device has stopped delivering.
  case interrupted(InputTrouble)
  /// It delivers again; so many frames were lost in all.
  case resumed(lost: Int)
}

/// Why a device delivers nothing.
public enum InputTrouble: String, Sendable, Hashable, BitwiseCopyable, CaseIterable {
  /// We were too slow: its buffer overran.
  case overrun
  /// The computer or the device was put to sleep.
  case suspended
  /// No data and no error.
  case stalled
  /// Unplugged, or its sound server ended.
  case gone
  /// The library refuses for another reason.
  case failed

  /// What an error code of the library means.
  package init(code: Int32) {
    self =
      switch -code {
      case 32: .overrun  // EPIPE
      case 86: .suspended  // ESTRPIPE
      case 19, 5, 77, 111: .gone  // ENODEV, EIO, EBADFD, ECONNREFUSED
      default: .failed
      }
  }
}
