import CFFTW
import Glibc
import Synchronization

/// FFTW's plans of earlier runs, kept in a file (FFTW calls it wisdom): to make one takes some 0.7 ms, to find it there 0.02.
///
/// Results do not depend on the file: every plan is made with FFTW_ESTIMATE, which always comes to the same one. What
/// another version of FFTW or another processor has left there, or nobody, FFTW does not take.
public struct FourierPlans: Sendable {
  private let path: String
  private let known: Int

  /// Reads what the file holds; nothing when there is none.
  public init(path: String) {
    self.path = path
    plannerLock.lock()
    defer { plannerLock.unlock() }
    known = fftwf_import_wisdom_from_filename(path) == 1 ? Self.text.count : 0
  }

  /// Puts the plans of this run into the file, if there are others than it holds. What cannot be written will be made anew.
  public func keep() {
    plannerLock.lock()
    let plans = Self.text
    plannerLock.unlock()
    guard plans.count != known else { return }
    makeFolders()
    let unfinished = "\(path).\(getpid())"
    guard let file = fopen(unfinished, "w") else { return }
    let isWritten = fwrite(plans, 1, plans.count, file) == plans.count
    guard fclose(file) == 0, isWritten, rename(unfinished, path) == 0 else {
      unlink(unfinished)
      return
    }
  }

  /// As FFTW writes them.
  private static var text: [CChar] {
    guard let text = fftwf_export_wisdom_to_string() else { return [] }
    defer { free(text) }
    return Array(UnsafeBufferPointer(start: text, count: strlen(text)))
  }

  /// The folder of the file, and the one above.
  private func makeFolders() {
    guard let folder = path.lastIndex(of: "/").map({ path[..<$0] }) else { return }
    if let above = folder.lastIndex(of: "/") { mkdir(String(folder[..<above]), 0o700) }
    mkdir(String(folder), 0o700)
  }
}

/// A lock that can be taken and given back around calls that hand raw plans out.
///
/// FFTW's planner is not re-entrant: plans are made and destroyed under this one lock. Executing a plan needs none.
struct PlannerLock: ~Copyable {
  private let taken = Atomic<Bool>(false)

  /// Waits until the lock is free; planning with FFTW_ESTIMATE takes microseconds, so spinning is enough.
  borrowing func lock() {
    while taken.exchange(true, ordering: .acquiring) {}
  }

  /// Gives the lock back.
  borrowing func unlock() { taken.store(false, ordering: .releasing) }
}

let plannerLock = PlannerLock()
