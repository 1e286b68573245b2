import ArgumentParser

/// An error that is told to the user as it is, with the exit code that scripts see. Every error that a command may end with
/// conforms, in `ExplainedErrors.swift`.
protocol ExplainedError: Error {
  /// One paragraph: what, where, and what to do.
  var message: String { get }
  /// The exit code.
  var status: ExitStatus { get }
}

/// Why a command ends without success: a paragraph for the user and an exit code for scripts.
struct CommandFailure: ExplainedError, Hashable {
  /// One paragraph, printed after `glutecue: `.
  let message: String
  /// The exit code.
  let status: ExitStatus

  /// Joins both.
  init(_ message: String, _ status: ExitStatus) {
    self.message = message
    self.status = status
  }

  /// Any error that a command throws; nil for those that ArgumentParser words itself (help, version, usage) and for an
  /// `ExitCode`, which says nothing. One that nobody has explained is a mistake of the program, and told as that.
  init?(_ error: any Error) {
    switch error {
    case let error as any ExplainedError: self.init(error.message, error.status)
    case is ExitCode: return nil
    case _ where GlutecueCommand.exitCode(for: error) == .failure || GlutecueCommand.fullMessage(for: error).isEmpty:
      self.init("Internal error: \(error). Please report it.", .software)
    default: return nil
    }
  }
}

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
  /// No computer has the name that something is to be sent to.
  case noHost = 68
  /// A library that is needed for it is not on this computer.
  case unavailable = 69
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
