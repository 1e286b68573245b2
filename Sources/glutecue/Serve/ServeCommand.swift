import ArgumentParser
import EMGUnits
import Foundation
import LiveDisplay
import LiveSession
import PhoneServer
import Synchronization

/// `glutecue serve`: everything from a phone.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Use GluteCue from a phone: check, calibrate, run, look, compare.",
    discussion: """
      For a computer on a belt, without screen and keyboard. Prints an address, a six-digit code, and a QR code with \
      both: open it on a phone in the same network, and pair once. From then on the phone does what the commands do. The \
      session runs on this computer: a phone that is lost, asleep or in another network never touches it.

      What you set on the phone goes into your own settings file, ~/.config/glutecue/config.yaml; sessions, profiles and the \
      history are where the commands keep them.

      The connection is not encrypted: use your own network, such as the phone's hotspot (docs/phone.md).

      EXAMPLES
        For every phone in the network:
          glutecue serve
        For this computer only, and open its browser:
          glutecue serve --address 127.0.0.1:8080 --open
        Show the code of a running server again:
          glutecue serve --code

      EXIT CODES
        0 ended by Ctrl-C or SIGTERM; 64 wrong options; 65 one of its files cannot be read; 73 its folder cannot be \
        made; 74 the address is taken; 77 not permitted.
      """)

  @Option(
    help: ArgumentHelp(
      "Where to serve: an address of this computer and a port. (default: \(usualAddress), every network it is in)",
      valueName: "address:port"), completion: .words(["0.0.0.0:8080", "127.0.0.1:8080"]))
  var address = usualAddress
  @Option(
    help: ArgumentHelp(
      "Folder for sessions, profiles, people and the history. (default: ~/.local/share/glutecue)", valueName: "dir"),
    completion: .directory)
  var home: String?
  @Option(
    help: ArgumentHelp(
      "Where a recording stands in for the sound card (its path as input): realtime, as a card delivers it, or none, as "
        + "fast as possible.", visibility: .hidden))
  var pace = LiveOptions.Pace.realtime
  @Flag(help: "Open the page in this computer's browser, paired.") var open = false
  @Flag(help: "Show address and code, and end.") var code = false
  @Flag(help: "Encrypt, with a certificate of its own that browsers warn of once (docs/phone.md).") var tls = false

  private static let usualAddress = "0.0.0.0:8080"
  private static let lookSeconds = 0.1

  func run() throws {
    PrivateFiles.begin()
    let address = try DashboardAddress(parsing: address)
    let interruption = Interruption(outlivesTerminal: true)
    Interruption.surviveFailedWrites()
    let home = try ServeHome(home)
    let access = try Access(path: home.accessPath) { code in
      StandardError.say("Ten wrong codes in a row: the code is now \(code). Paired phones stay paired.")
    }
    if code {
      return tell(access, url: "\(tls ? "https" : "http")://\(LocalNames.reachable(address)):\(address.port)/")
    }
    let relay = JobRelay()
    let desk = JobDesk(within: interruption, explain: Self.explain) { relay.tell($0) }
    let house = ServeHouse(home: home, desk: desk, environment: ProcessInfo.processInfo.environment, pace: pace)
    let server = try PhoneServer(
      address, access: access, routes: house.routes,
      security: try tls ? Certificate(folder: home.folder).security() : nil,
      explain: Self.explain)
    relay.server = server
    house.outlet = ServerOutlet(server: server)
    tell(access, url: server.url)
    if open { openBrowser("\(server.url)#pair=\(access.ownerCode)") }
    while !interruption.isAsked {
      // a session that runs hears the signal through its own flag
      desk.runNext(waiting: Self.lookSeconds)
    }
    server.end()
  }

  private func tell(_ access: Access, url: String) {
    let link = "\(url)#pair=\(access.ownerCode)"
    print("Open on a phone in the same network:  \(url)")
    print("Pairing code:  \(access.ownerCode)")
    if let code = QRCode(link) { print("\n" + code.terminalLines.joined(separator: "\n") + "\n") }
    print("Paired so far: \(access.devices.count). Ctrl-C ends the server.")
    fflush(nil)
  }

  private func openBrowser(_ url: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xdg-open")
    process.arguments = [url]
    do { try process.run() } catch {
      StandardError.say("No browser could be opened here (xdg-open is missing). Open \(url) yourself.")
    }
  }

  /// An error in the words of the command line, with a status code of HTTP.
  @Sendable private static func explain(_ error: any Error) -> CallError {
    let failure =
      CommandFailure(error) ?? CommandFailure(GlutecueCommand.message(for: error), .usage)
    let code =
      switch failure.status {
      case .missingInput: 404
      case .cannotCreate: 409
      default: 422
      }
    return CallError(code, PhoneWords.text(failure.message), status: Int(failure.status.rawValue))
  }
}

/// Tells the server of jobs, once it is there.
private final class JobRelay: Sendable {
  private let known = Mutex<PhoneServer?>(nil)

  /// The server that is told from now on; nil before it listens.
  var server: PhoneServer? {
    get { known.withLock { $0 } }
    set { known.withLock { $0 = newValue } }
  }

  func tell(_ status: JobStatus) { server?.tell(job: status) }
}

/// The live data of a server.
private struct ServerOutlet: LiveOutlet {
  let server: PhoneServer

  var address: String? { nil }
  var isStartAsked: Bool { server.live.isStartAsked.load(ordering: .relaxed) }
  var isStopAsked: Bool { server.live.isStopAsked.load(ordering: .relaxed) }

  func takeMark() -> MarkWish? { server.live.takesMark() ? MarkWish() : nil }

  func show(_ happening: LiveSession.Happening) {
    if case .envelope(let point) = happening { _ = server.live.envelope.push(point) }
  }

  func offer(_ picture: SessionPicture) -> Bool { server.live.offer(picture) }

  func end(showing picture: SessionPicture) { while !server.live.offer(picture) {} }
}

extension ServeHouse {
  /// Every call but those about access.
  var routes: [Route] {
    StateRoutes(house: self).routes + JobRoutes(house: self).routes + SessionRoutes(house: self).routes
      + LogRoutes(house: self).routes + PeopleRoutes(house: self).routes
  }
}
