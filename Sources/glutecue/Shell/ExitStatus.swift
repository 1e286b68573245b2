/// How a command ended, as its exit code tells a script. From 64 on they are the codes of sysexits.h.
enum ExitStatus: Int32 {
  /// It did what was asked.
  case success = 0
  /// It ran, but a channel that was needed cannot be used: electrode off, dead, clipped.
  case channelUnusable = 3
  /// It ran, but there were no strides in the signal.
  case noStrides = 4
  /// The command line asks for something impossible.
  case usage = 64
  /// The input is there, but it is not a recording that can be used.
  case unusableData = 65
  /// There is no such input.
  case missingInput = 66
  /// A mistake in GluteCue itself.
  case software = 70
  /// The output cannot be made there, or exists already.
  case cannotCreate = 73
  /// Reading or writing failed on the way; the disk is full.
  case io = 74
  /// The system does not let the user read or write there.
  case notPermitted = 77
  /// Stopped by Ctrl-C or by a request to end. What was written until then is complete in itself.
  case interrupted = 130
}
