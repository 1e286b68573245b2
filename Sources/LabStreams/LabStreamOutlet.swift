/// LSL for whoever sends: the library, and its clock.
public struct LabStreams: Sendable {
  let library: LSLLibrary
  /// LSL's clock on this computer.
  public let clock: LabStreamClock

  /// Opens the library.
  public init() throws(LabStreamError) { try self.init(LSLPlaces()) }

  /// The same, from among some places; for tests.
  package init(_ places: LSLPlaces) throws(LabStreamError) {
    library = try LSLLibrary(places)
    clock = LabStreamClock(library)
  }
}

/// A stream that others can read. Used by one thread at a time; sending never waits, as the library has threads of its own.
public final class LabStreamOutlet {
  private let library: LSLLibrary
  private let outlet: OpaquePointer

  /// Offers a stream with labels and units.
  ///
  /// - Parameters:
  ///   - info: as many `channels` as `channelCount`.
  ///   - description: elements of the description, name and text, besides the channels.
  public init(
    _ streams: LabStreams, _ info: LabStreamInfo, description: [(name: String, text: String)] = []
  ) throws(LabStreamError) {
    let library = streams.library
    let format = info.format ?? .text
    guard
      let handle = library.createInfo(
        info.name, info.type, Int32(info.channelCount), info.rate, format.rawValue, info.sourceID)
    else { throw .noOutlet(name: info.name, reason: library.text(library.lastError())) }
    defer { library.destroyInfo(handle) }
    let root = library.description(handle)
    for element in description { _ = library.appendChildValue(root, element.name, element.text) }
    let channels = library.appendChild(root, "channels")
    for channel in info.channels {
      let element = library.appendChild(channels, "channel")
      _ = library.appendChildValue(element, "label", channel.label)
      if !channel.unit.isEmpty { _ = library.appendChildValue(element, "unit", channel.unit) }
      if info.rate > 0 { _ = library.appendChildValue(element, "type", info.type) }
    }
    guard let outlet = library.createOutlet(handle, 0, Self.bufferSeconds) else {
      throw .noOutlet(name: info.name, reason: library.text(library.lastError()))
    }
    self.library = library
    self.outlet = outlet
  }

  /// What the library keeps for a reader that is slow: seconds, or hundreds of samples of a stream of events.
  private static let bufferSeconds: Int32 = 60

  deinit { library.destroyOutlet(outlet) }

  /// Sends a sample of numbers with its time on LSL's clock; false when the library refuses.
  public func send(_ values: [Float], at seconds: Double) -> Bool { library.pushFloats(outlet, values, seconds) == 0 }

  /// The same in double precision.
  public func send(_ values: [Double], at seconds: Double) -> Bool { library.pushDoubles(outlet, values, seconds) == 0 }

  /// Sends a sample of text.
  public func send(_ words: [String], at seconds: Double) -> Bool {
    let copies = words.map { Array($0.utf8CString) }
    return withPointers(copies[...], []) { library.pushStrings(outlet, $0, seconds) == 0 }
  }

  private func withPointers(
    _ rest: ArraySlice<[CChar]>, _ pointers: [UnsafePointer<CChar>?], _ body: ([UnsafePointer<CChar>?]) -> Bool
  ) -> Bool {
    guard let first = rest.first else { return body(pointers) }
    return first.withUnsafeBufferPointer { withPointers(rest.dropFirst(), pointers + [$0.baseAddress], body) }
  }
}
