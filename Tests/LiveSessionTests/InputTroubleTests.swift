import Glibc
import LiveSession
import Testing

@Suite struct InputTroubleTests {
  @Test(arguments: [
    (EPIPE, InputTrouble.overrun), (ESTRPIPE, .suspended), (ENODEV, .gone), (EIO, .gone), (EBADFD, .gone),
    (ECONNREFUSED, .gone), (EINVAL, .failed), (EAGAIN, .failed),
  ])
  func everyCodeOfTheLibraryHasItsMeaning(code: Int32, trouble: InputTrouble) {
    #expect(InputTrouble(code: -code) == trouble)
  }
}
