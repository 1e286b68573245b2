import Testing
import WebPages

/// The one rule of what a page may run and load.
@Suite struct ContentPolicyTests {
  @Test func aFileLoadsNothingAndRunsItsOwnScripts() {
    #expect(
      ContentPolicy(nonce: "abc").text
        == "default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'; img-src data:; base-uri 'none'; "
        + "form-action 'none'")
  }

  @Test func aPageWithoutScriptsRunsNone() {
    #expect(
      ContentPolicy(nonce: "abc", hasScripts: false).text
        == "default-src 'none'; style-src 'nonce-abc'; img-src data:; base-uri 'none'; form-action 'none'")
  }

  @Test func aServedPageSpeaksToItsServerAndIsFramedByNobody() {
    #expect(
      ContentPolicy(nonce: "abc", host: "127.0.0.1:8080").text
        == "default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'; img-src data:; "
        + "connect-src 'self' ws://127.0.0.1:8080; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
  }

  @Test func itsNumberIsAnotherOneEachTime() {
    let numbers = (0..<100).map { _ in ContentPolicy().nonce }
    #expect(Set(numbers).count == 100 && numbers.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }
}
