import LiveDisplay
import EMGUnits
import Testing

/// What `--dashboard` understands.
@Suite struct DashboardAddressTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1:8080", true), ("0.0.0.0:9000", "0.0.0.0:9000", false),
    (":9000", "127.0.0.1:9000", true),
    ("localhost:1", "127.0.0.1:1", true), ("192.168.1.5", "192.168.1.5:8080", false),
    ("[::1]:8080", "[::1]:8080", true),
    ("::1", "[::1]:8080", true), ("[::]:0", "[::]:0", false), ("127.1.2.3:80", "127.1.2.3:80", true),
    ("[0:0:0:0:0:0:0:1]:8080", "[::1]:8080", true), ("0::0:1", "[::1]:8080", true),
    ("[0::0]:80", "[::]:80", false), ("[::ffff:127.0.0.1]:1", "127.0.0.1:1", true),
    ("[::FFFF:c0a8:105]:2", "192.168.1.5:2", false), ("[FE80:0:0:0:0:0:00aB:1]:3", "[fe80::ab:1]:3", false),
    ("[2001:db8:0:1:1:1:1:1]:4", "[2001:db8:0:1:1:1:1:1]:4", false), ("[1:0:0:2:0:0:0:3]:5", "[1:0:0:2::3]:5", false),
    ("[::1.2.3.4]:6", "[::102:304]:6", false),
  ])
  func isUnderstood(text: String, authority: String, isLoopback: Bool) throws {
    let address = try DashboardAddress(parsing: text)
    #expect(address.authority == authority && address.isLoopback == isLoopback)
  }

  @Test(arguments: [
    "example.org:80", "127.0.0.1:65536", "127.0.0.1:", "127.0.0.1:-1", "1.2.3", "[::1", "[::1]8080", "127.0.0.1:80:80",
  ])
  func isRefused(text: String) {
    #expect {
      try DashboardAddress(parsing: text)
    } throws: {
      ($0 as? ConfigurationError)?.message
        == "--dashboard “\(text)” is not an address of digits with a port from 0 to 65535. "
        + "Example: --dashboard 127.0.0.1:8080, or 0.0.0.0:8080 for every network."
    }
  }

  @Test func anAddressInUseIsToldAsSuch() throws {
    let page = try ServedPage()
    #expect(throws: DashboardError.taken(address: "127.0.0.1:\(page.port)")) {
      try Dashboard(DashboardAddress(parsing: ":\(page.port)"), showing: page.picture)
    }
    #expect(throws: DashboardError.foreign(address: "192.0.2.1:8080")) {
      try Dashboard(DashboardAddress(parsing: "192.0.2.1"), showing: page.picture)
    }
  }

  @Test func beyondThisComputerATokenIsDemanded() throws {
    let page = try ServedPage()
    let dashboard = try Dashboard(DashboardAddress(parsing: "0.0.0.0:0"), showing: page.picture)
    #expect(dashboard.url.wholeMatch(of: /http:\/\/[0-9.]+:\d+\/\?token=[0-9a-f]{32}/) != nil, "\(dashboard.url)")
    dashboard.end(showing: page.picture)
  }
}
