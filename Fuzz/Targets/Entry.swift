import Glibc

// libFuzzer runs the loop: it mutates inputs, follows which code they reach, and hands each to the target. Anything but a
// normal return is a finding: a trap, a report of the address sanitizer, more than a second, more memory than allowed.

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The target that this process tries, as `FUZZ_TARGET` says.
private let target = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

private func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
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
