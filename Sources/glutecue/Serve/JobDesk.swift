import CalibrationProtocol
import Foundation
import LiveSession
import PhoneServer
import Synchronization

/// The one thing that the program does at a time, whoever asked for it: one sound card, one disk, one pair of headphones.
///
/// What needs sound runs on the main thread, whose priority is the usual one; the server's threads stand behind it. What only
/// writes files runs on a thread of its own, as low as the server's.
final class JobDesk: Sendable {
  private struct State {
    var number = 0
    var status: JobStatus?
    var job: Job?
    /// To be run on the main thread.
    var next: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let arrival = DispatchSemaphore(value: 0)
  /// Hears of every change; called under no lock, on any thread.
  private let onChange: @Sendable (JobStatus) -> Void
  private let explain: @Sendable (any Error) -> CallError
  /// The program's own end.
  private let program: Interruption

  init(
    within program: Interruption, explain: @escaping @Sendable (any Error) -> CallError,
    onChange: @escaping @Sendable (JobStatus) -> Void
  ) {
    self.program = program
    self.explain = explain
    self.onChange = onChange
  }

  /// What is done now, or was done last; nil before the first.
  var status: JobStatus? { state.withLock { $0.status } }

  /// What is done now.
  ///
  /// - Throws: when it is nothing, or not of that kind.
  func running(_ kind: JobStatus.Kind? = nil) throws(CallError) -> Job {
    let job = state.withLock { $0.job }
    guard let job, kind == nil || job.kind == kind else {
      throw CallError(409, "There is no \(kind?.rawValue ?? "job") running.")
    }
    return job
  }

  /// Takes a job on.
  ///
  /// - Throws: while another runs.
  func begin(
    _ kind: JobStatus.Kind, isOnMainThread: Bool, _ work: @escaping @Sendable (Job) throws -> Void
  ) throws(CallError) -> JobStatus {
    let (job, status) = state.withLock { state -> (Job?, JobStatus?) in
      guard state.job == nil else { return (nil, state.status) }
      state.number += 1
      let status = JobStatus(number: state.number, kind: kind)
      let job = Job(number: state.number, kind: kind, desk: self, within: program)
      state.status = status
      state.job = job
      return (job, status)
    }
    guard let job, let status else {
      throw CallError(409, "A \(status?.kind.rawValue ?? "job") is running. Stop it first, or wait until it ends.")
    }
    onChange(status)
    if isOnMainThread {
      state.withLock { $0.next = { self.run(job, work) } }
      arrival.signal()
    } else {
      // inherits the low priority of the server's thread that starts it
      Thread { self.run(job, work) }.start()
    }
    return status
  }

  /// Runs the next job of the main thread, if one comes in that time.
  func runNext(waiting seconds: Double) {
    guard arrival.wait(timeout: .now() + seconds) == .success else { return }
    let next = state.withLock { state in
      defer { state.next = nil }
      return state.next
    }
    next?()
  }

  /// Changes the status of the job that runs.
  func update(_ number: Int, _ change: (inout JobStatus) -> Void) {
    let changed = state.withLock { state -> JobStatus? in
      guard var status = state.status, status.number == number else { return nil }
      change(&status)
      status = status.onPhone
      status.revision += 1
      state.status = status
      return status
    }
    if let changed { onChange(changed) }
  }

  private func run(_ job: Job, _ work: @Sendable (Job) throws -> Void) {
    let failure: CallError?
    do {
      try work(job)
      failure = nil
    } catch {
      failure = (error as? CallError) ?? explain(error)
    }
    // whoever sees that it has ended can begin the next
    state.withLock { $0.job = nil }
    update(job.number) { status in
      status.guide = status.guide?.phase == .finished ? status.guide : nil
      if let failure, !(job.stop.isSet && failure.status == ExitStatus.interrupted.rawValue) {
        status.state = .failed
        status.error = JobStatus.Failure(message: failure.message, status: failure.status)
      } else {
        status.state = job.stop.isSet && job.isCancelledByStop ? .cancelled : .done
      }
    }
  }
}

/// A job that runs: what others want of it, and how it tells where it is.
final class Job: Sendable {
  let number: Int
  let kind: JobStatus.Kind
  /// Somebody wants it to end.
  let stop = StopFlag()
  /// Keys of the wizard that were pressed and not yet taken.
  let keys = PressedKeys()
  private let marks = Mutex<[MarkWish]>([])
  private let desk: JobDesk
  private static let mostMarks = 4
  /// Somebody wants it, or the whole program, to end.
  let interruption: Interruption

  init(number: Int, kind: JobStatus.Kind, desk: JobDesk, within program: Interruption) {
    interruption = Interruption(stop, within: program)
    self.number = number
    self.kind = kind
    self.desk = desk
  }

  /// Ended early, nothing has come of it; a session or a check that is stopped is done.
  var isCancelledByStop: Bool { [.report, .export, .calibration].contains(kind) }

  /// Tells where it is.
  func tell(_ change: (inout JobStatus) -> Void) { desk.update(number, change) }

  /// Marks a moment; what is too much is dropped.
  func mark(_ wish: MarkWish) { marks.withLock { if $0.count < Self.mostMarks { $0.append(wish) } } }

  /// The next moment to mark.
  func takeMark() -> MarkWish? { marks.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}

/// Keys of the wizard that were pressed on a phone.
final class PressedKeys: WizardKeys, Sendable {
  private let pressed = Mutex<[WizardKey]>([])
  private let arrival = DispatchSemaphore(value: 0)

  /// Only the latest key that nobody has taken counts: who taps twice means one.
  func press(_ key: WizardKey) {
    pressed.withLock { $0 = [key] }
    arrival.signal()
  }

  func key(waiting milliseconds: Int32) -> WizardKey? {
    let taken = pressed.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    if taken != nil || milliseconds == 0 { return taken }
    guard arrival.wait(timeout: .now() + .milliseconds(Int(milliseconds))) == .success else { return nil }
    return pressed.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
