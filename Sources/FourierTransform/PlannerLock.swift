import Synchronization

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
