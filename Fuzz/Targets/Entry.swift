import Glibc

// libFuzzer runs the loop: it mutates inputs, follows which code they reach, and hands each to the target. Anything but a
// normal return is a finding: a trap, a report of the address sanitizer, more than a second, more memory than allowed.

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The target that this process tries, as `FUZZ_TARGET` says.
private let target = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

private func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let start = ProcessTime.now
  target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  // of the processor's time, which a busy machine does not stretch
  precondition(ProcessTime.now - start < ProcessTime.most, "more than a second")
  return 0
}

/// Processor time of this process.
private enum ProcessTime {
  /// A reader is done with a few kilobytes within a second, even with the sanitizer.
  static let most = 1.0

  /// In seconds.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// `main`, under the name that the package manager gives it.
@_cdecl("glutecue_fuzz_main")
public func run(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  guard target != nil else {
    print("FUZZ_TARGET is one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))")
    return 64
  }
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments, take)
}
