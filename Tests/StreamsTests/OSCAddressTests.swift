import EMGUnits
import Streams
import Testing

/// Where OSC messages go.
@Suite struct OSCAddressTests {
  @Test(arguments: [
    ("9000", "127.0.0.1", 9000), ("lab-pc:7", "lab-pc", 7), ("192.168.1.20:65535", "192.168.1.20", 65_535),
    ("[::1]:9000", "::1", 9000),
  ])
  func isRead(text: String, host: String, port: Int) throws {
    let address = try OSCAddress(parsing: text)
    #expect(address.host == host && address.port == port)
  }

  @Test(arguments: [
    "", "0", "65536", "lab-pc", "lab-pc:", ":9000", "::1:9000", "a b:9000", "9000:", "host:-1", "host:9.5",
  ])
  func whatIsNoneIsRefused(text: String) {
    #expect(
      throws: ConfigurationError(
        "--osc \(text) is not PORT or HOST:PORT with a port from 1 to 65535. Examples: --osc 9000, --osc 192.168.1.20:9000, "
          + "--osc [::1]:9000.")
    ) { try OSCAddress(parsing: text) }
  }
}

/// Names of computers become numbers once, before a session begins.
@Suite struct OSCResolutionTests {
  @Test func thisComputerIsFound() throws {
    for text in ["9000", "localhost:9000"] {
      let address = try OSCAddress(parsing: text).resolved()
      #expect(address.isLoopback && address.port == 9000)
    }
    #expect(try OSCAddress(parsing: "9000").resolved().text == "127.0.0.1:9000")
    #expect(try OSCAddress(parsing: "[::1]:9000").resolved().text == "[::1]:9000")
  }

  @Test func aNameThatNobodyHasIsRefused() throws {
    // RFC 6761: no computer has a name below .invalid
    let address = try OSCAddress(parsing: "lab.invalid:9000")
    let error = #expect(throws: StreamsError.self) { try address.resolved() }
    let words = try #require(error?.description)
    #expect(words.hasPrefix("--osc: there is no computer “lab.invalid” in this network ("))
    #expect(
      words.hasSuffix("). Is the name right, and are you connected? Its number works too: --osc 192.168.1.20:9000."))
  }
}
