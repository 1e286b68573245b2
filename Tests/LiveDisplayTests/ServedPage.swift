import LiveDisplay
import Foundation
import LiveSession
import SessionResults

/// A live page that is served to this computer for the time of a test.
final class ServedPage {
  let dashboard: Dashboard
  let port: UInt16
  private(set) var picture = SessionPicture(
    input: "alsa:hw:1", scale: AmplitudeScale(fullScaleMillivolts: 5), total: nil, legs: [nil])

  init(address: String = ":0", token: String? = nil) throws {
    dashboard = try Dashboard(
      DashboardAddress(parsing: address), showing: picture, token: token.map { AccessToken(text: $0) })
    port = URL(string: dashboard.url)?.port.flatMap { UInt16(exactly: $0) } ?? 0
  }

  deinit { dashboard.end(showing: picture) }

  /// The session tells something.
  func tell(_ happening: LiveSession.Happening) {
    dashboard.show(happening)
    picture.take(happening)
    while !dashboard.offer(picture) {}
  }

  /// The session tells a point of the envelopes.
  func tellEnvelope(milliseconds: Int) {
    let leg = EnvelopePoint.Leg(glute: 0.01, hamstring: 0.02)
    tell(.envelope(EnvelopePoint(seconds: Double(milliseconds) / 1000, sampledAt: 0, first: leg, second: nil)))
  }
}
