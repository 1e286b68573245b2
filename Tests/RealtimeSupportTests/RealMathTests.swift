import Glibc
import RealtimeSupport
import Testing

/// What the real-time path calls is what the C library computes, to the last bit.
@Suite struct RealMathTests {
  @Test(arguments: [Float(0), 1e-30, 0.5, 1, 2, 3.75, 1e30, .infinity])
  func agreesWithTheLibrary(value: Float) {
    #expect(realtimeLog(value).bitPattern == logf(value).bitPattern)
    #expect(realtimeSquareRoot(value).bitPattern == sqrtf(value).bitPattern)
    #expect(realtimeExp(-value).bitPattern == expf(-value).bitPattern)
  }

  @Test func whatHasNoValueIsNotANumber() {
    #expect(realtimeLog(-1).isNaN && realtimeSquareRoot(-1).isNaN && realtimeExp(.nan).isNaN)
  }
}
