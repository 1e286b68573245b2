import Glibc

/// Keeps the process's memory in RAM, so that no audio thread waits for a page.
public enum MemoryLock {
  /// Locks everything that is mapped now; returns the system's error number when it refuses (limit `memlock`), else nil.
  public static func lockPresent() -> Int32? { mlockall(Int32(MCL_CURRENT)) == 0 ? nil : errno }
}
