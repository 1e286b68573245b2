import EMGUnits
import Foundation
import LiveDisplay
import LiveSession
import PageFiles
import Yams

/// Serves GluteCue to phones: one server for as long as the program runs, whatever session comes and goes.
public final class PhoneServer: Sendable {
  /// Phones, tablets and coaches that may look at live data at a time.
  private static let mostVisitors = 32
  private static let connections = 96

  /// The address for a phone, without the pairing code.
  public let url: String
  private let server: PageServer
  private let feed: Feed

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - explain: how an error of a route reads.
  package init(
    _ wish: DashboardAddress, access: Access, routes: [Route], security: TransportSecurity? = nil,
    explain: @escaping @Sendable (any Error) -> CallError
  ) throws {
    let scheme = security == nil ? "http" : "https"
    let feed = Feed(nil)
    self.feed = feed
    var limits = DoorLimits()
    limits.connections = Self.connections
    let all = routes + Self.ownRoutes(access, isSecure: security != nil)
    server = try PageServer(
      wish, feed: feed, mostVisitors: Self.mostVisitors, workerCount: 2, limits: limits, security: security
    ) {
      PhoneSite(
        guardian: RequestGuard(authorities: $0, token: nil, scheme: scheme), access: access, routes: all,
        explain: explain,
        isSecure: security != nil)
    }
    url = "\(scheme)://\(LocalNames.reachable(server.address)):\(server.address.port)/"
  }

  /// Where live data of a session go, and where its visitors' wishes come from.
  package var live: Feed { feed }

  /// Tells every visitor what the program does now.
  public func tell(job: some Encodable) {
    // what is told holds texts and finite numbers, so it can be written
    guard let bytes = try? Answer.encoder.encode(Told(j: job)) else { return }
    feed.tell(Array(bytes))
  }

  /// Closes every connection.
  public func end() { server.end() }

  private struct Told<Job: Encodable>: Encodable {
    let j: Job
  }

  /// The description of all calls, from the file that describes them.
  public static func schema() throws -> [UInt8] {
    let text = String(decoding: PageFile.openapi_yaml.bytes, as: UTF8.self)
    let value = try Yams.load(yaml: text) ?? [:]
    return Array(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]))
  }

  private static func ownRoutes(_ access: Access, isSecure: Bool) -> [Route] {
    AccessRoutes(access: access, isSecure: isSecure).routes + [
      Route("GET", "/api/schema", for: .anybody) { _ in Answer(json: try schema()) }
    ]
  }
}
